import type { KeyboardEvent } from 'react';
import { Building2, CircleUserRound, Handshake, NotebookPen, SquareCheck } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { mayAdd, useMay } from '../fields/permissions.ts';
import { startCreating, stopCreating, type Creatable } from '../navigation/creating.ts';
import type { PanelRecord } from '../navigation/screen.ts';
import { Dialog } from '../ui/dialog.tsx';
import { t } from '../words/t.ts';

/** Each with the letter that chooses it: the one that goes to its list. */
const CHOICES: readonly { what: Creatable; letter: string; Icon: typeof Handshake }[] = [
  { what: 'deals', letter: 'd', Icon: Handshake },
  { what: 'contacts', letter: 'c', Icon: CircleUserRound },
  { what: 'companies', letter: 'o', Icon: Building2 },
  { what: 'tasks', letter: 't', Icon: SquareCheck },
  { what: 'notes', letter: 'n', Icon: NotebookPen },
];

type Props = { replica: Replica; about: PanelRecord | null };

/** What is to be added, of what the person may add? `about`: the record that it will belong to, where it can. */
export function QuickCreate({ replica, about }: Props) {
  const may = useMay(replica);
  const choices = CHOICES.filter(({ what }) => mayAdd(may, what));
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      buttons.at((at + step) % buttons.length)?.focus();
      return;
    }
    const chosen = choices.find(({ letter }) => letter === event.key.toLowerCase());
    if (!chosen || event.repeat) return;
    event.preventDefault();
    startCreating(chosen.what, about);
  }

  return (
    <Dialog title={t('shell.create.title')} onClose={stopCreating}>
      {choices.length === 0 && <p className="text-secondary">{t('shell.create.not_allowed')}</p>}
      <ul className="-mx-2" onKeyDown={onKeyDown}>
        {choices.map(({ what, letter, Icon }) => (
          <li key={what}>
            <button
              type="button"
              aria-keyshortcuts={letter}
              className="flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-start fades hover:bg-hover focus-visible:-outline-offset-1"
              onClick={() => startCreating(what, about)}
            >
              <Icon aria-hidden className="size-4 shrink-0 text-secondary" />
              <span className="grow">{t(`shell.create.${what}`)}</span>
              <kbd aria-hidden className="font-sans text-small text-secondary">
                {letter.toUpperCase()}
              </kbd>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
