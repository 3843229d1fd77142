import { classNames } from '../ui/class-names.ts';
import { t } from '../words/t.ts';

const FILTERS = ['note', 'call', 'email', 'meeting', 'task', 'change'] as const;
export type Shown = 'all' | (typeof FILTERS)[number];

/** The types of entries that a filter shows. */
export const typesOf = (shown: Exclude<Shown, 'all'>): readonly string[] =>
  shown === 'change' ? ['stage_change', 'field_edit'] : [shown];

/** Which kinds of entries are shown. */
export const Filter = ({ shown, onShown }: { shown: Shown; onShown: (shown: Shown) => void }) => (
  <div role="group" aria-label={t('timeline.filter')} className="-mx-2 flex flex-wrap py-1">
    {(['all', ...FILTERS] as const).map((one) => (
      <button
        key={one}
        type="button"
        aria-pressed={one === shown}
        onClick={() => onShown(one)}
        className={classNames(
          'h-7 rounded-control px-2 text-small fades',
          one === shown ? 'font-medium text-text' : 'text-secondary hover:text-text',
        )}
      >
        {one === 'all' ? t('timeline.all') : t(`timeline.filters.${one}`)}
      </button>
    ))}
  </div>
);
