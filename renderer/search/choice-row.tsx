import { useMemo, type ReactNode } from 'react';
import { Command as Cmdk } from 'cmdk';
import type { Replica } from '../../sync/index.ts';
import { shortcutText } from '../navigation/shortcuts.ts';
import { usePlatform } from '../ui/platform.ts';
import { useLive } from '../ui/use-live.ts';
import { columnText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import type { Choice, CommandChoice, RecordChoice } from './choices.ts';
import { ICONS } from './commands.ts';
import { FoundText } from './found-text.tsx';

type Props<C> = {
  choice: C;
  typed: string;
  replica: Replica;
  /** `page`: on its full page. */
  onRun: (page: boolean) => void;
};

export function ChoiceRow({ choice, onRun, ...props }: Props<Choice>) {
  return (
    <Cmdk.Item
      value={choice.id}
      // Enter is heard by the palette itself; this is a press of the mouse.
      onSelect={() => onRun(false)}
      className="flex min-h-9 scroll-my-2 items-center gap-2.5 rounded-control px-2 py-2 data-[selected=true]:bg-hover"
    >
      {choice.kind === 'record' ? (
        <RecordLine choice={choice} {...props} />
      ) : (
        <CommandLine choice={choice} typed={props.typed} />
      )}
    </Cmdk.Item>
  );
}

function RecordLine({ choice, typed, replica }: Omit<Props<RecordChoice>, 'onRun'>) {
  const { table, title, subtitle, match } = choice;
  const Icon = ICONS[table];
  return (
    <>
      <Icon
        aria-hidden
        className="size-4 shrink-0 self-start text-secondary"
        style={{ marginBlockStart: 2 }}
      />
      <span className="min-w-0 grow">
        <span className="flex min-w-0 gap-2">
          <span className="max-w-[70%] shrink-0 truncate">
            <FoundText text={title} typed={typed} />
          </span>
          {subtitle !== null && <span className="truncate text-secondary">{subtitle}</span>}
        </span>
        {match && (
          <span className="block truncate text-small text-secondary">
            <CellName cell={match.cell} replica={replica} />
            {': '}
            <FoundText text={match.text} typed={typed} />
          </span>
        )}
      </span>
      <End>{t(`search.kinds.${table}`)}</End>
    </>
  );
}

function CommandLine({ choice, typed }: { choice: CommandChoice; typed: string }) {
  const { icon: Icon, name, group, shortcut } = choice;
  const platform = usePlatform();
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-secondary" />
      <span className="min-w-0 grow truncate">
        {group === 'create' ? name : <FoundText text={name} typed={typed} />}
      </span>
      {shortcut !== null && <End>{shortcutText(shortcut, platform)}</End>}
    </>
  );
}

const End = ({ children }: { children: ReactNode }) => (
  <span className="shrink-0 text-small text-secondary">{children}</span>
);

const CUSTOM = 'custom_fields.';

/** The name of a cell; that of a field that people defined is as they named it. */
function CellName({ cell, replica }: { cell: string; replica: Replica }) {
  const defined = useLive(useMemo(() => replica.rows('custom_fields'), [replica]));
  if (cell === 'body') return t('search.timeline');
  const key = cell.startsWith(CUSTOM) ? cell.slice(CUSTOM.length) : null;
  return defined?.find((field) => field.key === key)?.name ?? columnText(cell);
}
