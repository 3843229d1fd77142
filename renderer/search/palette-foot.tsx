import type { Reading } from '../../sync/index.ts';
import { usePlatform } from '../ui/platform.ts';
import { t } from '../words/t.ts';

type Props = {
  reading: Reading | undefined;
  /** Records; null where nothing was asked. */
  found: number | null;
};

/** How far the reading is, and the keys. */
export function PaletteFoot({ reading, found }: Props) {
  const platform = usePlatform();
  const mod = platform === 'darwin' ? '⌘' : `${t('shortcuts.keys.ctrl')} `;
  return (
    <footer className="flex h-9 shrink-0 items-center justify-between gap-4 border-t border-hairline px-4 text-small text-secondary">
      <span className="tabular truncate">
        {reading && !reading.complete
          ? t('search.reading', { done: reading.done, total: reading.total })
          : null}
      </span>
      <span role="status" className="sr-only">
        {found === null ? '' : t('search.found', { count: found })}
      </span>
      <span aria-hidden className="flex shrink-0 gap-4">
        <Key sign="↑ ↓" does={t('search.keys.move')} />
        <Key sign="↵" does={t('search.keys.open')} />
        <Key sign={`${mod}↵`} does={t('search.keys.page')} />
      </span>
    </footer>
  );
}

const Key = ({ sign, does }: { sign: string; does: string }) => (
  <span>
    <kbd className="me-1.5 font-sans text-text">{sign}</kbd>
    {does}
  </span>
);
