import { Fragment } from 'react';
import { usePlatform } from '../ui/platform.ts';
import { t } from '../words/t.ts';
import { SHORTCUTS, shownStrokes, type Shortcut, type ShortcutName } from './shortcuts.ts';

const NAMES = Object.keys(SHORTCUTS) as ShortcutName[];
const COLUMNS = [['anywhere', 'here'], ['go']] as const;

/** Every key there is, as the table of shortcuts has them. */
export const ShortcutTable = () => (
  <div className="grid grid-cols-2 items-start gap-x-10 gap-y-5">
    {COLUMNS.map((groups) => (
      <div key={groups[0]} className="flex flex-col gap-5">
        {groups.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
    ))}
  </div>
);

const Group = ({ group }: { group: Shortcut['group'] }) => (
  <section>
    <h3 className="mb-1 text-small font-medium text-secondary">{t(`shortcuts.groups.${group}`)}</h3>
    <dl>
      {NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => (
        <div key={name} className="flex min-h-7 items-center justify-between gap-4">
          <dt>{t(`shortcuts.names.${name}`)}</dt>
          <dd className="flex shrink-0 items-center gap-1.5 text-small text-secondary">
            <Strokes name={name} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

function Strokes({ name }: { name: ShortcutName }) {
  const strokes = shownStrokes(name, usePlatform());
  return strokes.map((stroke, at) => (
    <Fragment key={stroke}>
      {at > 0 && t('shortcuts.then')}
      <kbd className="min-w-5 rounded-[4px] border border-hairline bg-sunken px-1 text-center font-sans leading-4.5 text-text">
        {stroke}
      </kbd>
    </Fragment>
  ));
}
