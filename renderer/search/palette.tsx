// Everything there is to find and to do, from one line of typing. What is shown always answers one text: records and
// commands change together, when the answer to the newest text is here.
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { useMay } from '../fields/permissions.ts';
import { hidePalette, usePalette } from '../navigation/palette.ts';
import { openedBy, useRecentRecords } from '../navigation/recent.ts';
import { useScreen } from '../navigation/screen.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { commandsFor, commandsOf } from './commands.ts';
import { openHit } from './open-hit.ts';
import { choicesOf, type Choice } from './choices.ts';
import { ChoiceRow } from './choice-row.tsx';
import { PaletteFoot } from './palette-foot.tsx';
import { useSearch } from './use-search.ts';

/** Stands once in the window, and shows itself when it is asked for. */
export function Palette({ replica }: { replica: Replica }) {
  const open = usePalette((state) => state.open);
  return open && <Opened replica={replica} />;
}

const MOST_RECENT = 8;
const MOST_FOUND = 20;
/** Where commands are found too, they are not to lie below all records. */
const MOST_BESIDE_COMMANDS = 6;
/** While the replica is being read, what was typed is asked for again after so many rows. */
const READ_STEP = 5_000;

function Opened({ replica }: { replica: Replica }) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const boards = useLive(useMemo(() => replica.boards(), [replica]));
  const may = useMay(replica);
  const commands = useMemo(() => commandsOf(replica, boards ?? [], may), [replica, boards, may]);
  const reading = useLive(replica.reading);
  const limit = commandsFor(commands, text).length > 0 ? MOST_BESIDE_COMMANDS : MOST_FOUND;
  const read = reading?.complete === true ? 'complete' : Math.floor((reading?.done ?? 0) / READ_STEP);
  const answer = useSearch(replica, text, limit, read);
  const shown_id = useScreen(({ visit }) => openedBy(visit.route)?.id);
  const recent = useRecentRecords(replica, MOST_RECENT)?.filter(({ id }) => id !== shown_id);
  const choices = choicesOf({ answer, recent: recent ?? [], commands, may });
  const [chosen, setChosen] = useState({ text: '', value: '' });
  const { list, value } = useChosen(choices, answer.text, chosen);
  /** Pressed before the answer to what was typed was here: done when it is. */
  const [pressed, setPressed] = useState<{ page: boolean } | null>(null);

  function run(choice: Choice, page: boolean) {
    hidePalette();
    // What had the focus before has it again when the new screen or dialog comes.
    requestAnimationFrame(() => {
      if (choice.kind === 'record') void openHit(replica, choice, page);
      else choice.run();
    });
  }

  const waits = answer.text !== text;
  const chosenNow = choices.find((choice) => choice.id === value);
  useEffect(() => {
    if (pressed && !waits && chosenNow) run(chosenNow, pressed.page);
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const page = event.ctrlKey || event.metaKey;
    if (waits) setPressed({ page });
    else if (chosenNow) run(chosenNow, page);
  }

  return (
    <PaletteDialog input={input}>
      <Cmdk
        label={t('search.label')}
        shouldFilter={false}
        loop
        vimBindings={false}
        value={value}
        onValueChange={(next) => setChosen({ text: answer.text, value: next })}
        onKeyDown={onKeyDown}
        className="flex min-h-0 grow flex-col"
      >
        <div className="flex h-12 shrink-0 items-center gap-2.5 border-b border-hairline px-4">
          <Search aria-hidden className="size-4 shrink-0 text-secondary" />
          <Cmdk.Input
            ref={input}
            value={typed}
            onValueChange={(next) => {
              setTyped(next);
              setPressed(null);
            }}
            placeholder={t('search.hint')}
            maxLength={200}
            className="h-full grow bg-transparent text-record text-text outline-none placeholder:text-secondary"
          />
        </div>
        <Cmdk.List
          ref={list}
          label={t('search.results')}
          className="min-h-0 grow overflow-y-auto px-2 pb-2 outline-none"
        >
          {answer.text !== '' && (choices[0] === undefined || choices[0].group === 'create') && (
            <Nothing text={answer.text} />
          )}
          {groupsOf(choices).map(({ group, members }, at) => (
            <Cmdk.Group
              key={at}
              heading={group === 'create' ? undefined : t(`search.${group}`)}
              className="pt-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-secondary"
            >
              {members.map((choice) => (
                <ChoiceRow
                  key={choice.id}
                  choice={choice}
                  typed={answer.text}
                  replica={replica}
                  onRun={(page) => run(choice, page)}
                />
              ))}
            </Cmdk.Group>
          ))}
        </Cmdk.List>
      </Cmdk>
      <PaletteFoot reading={reading} found={answer.text === '' ? null : answer.hits.length} />
    </PaletteDialog>
  );
}

/** The browser's own modal dialog: it keeps the focus, gives it back, and Escape closes it. */
function PaletteDialog({ input, children }: { input: RefObject<HTMLElement | null>; children: ReactNode }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    input.current?.focus();
    return () => dialog?.close();
  }, [input]);
  return (
    <dialog
      ref={element}
      aria-label={t('search.label')}
      onCancel={(event) => {
        event.preventDefault();
        hidePalette();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) hidePalette();
      }}
      className="appear no-drag mx-auto mt-[12vh] mb-auto h-[min(480px,76vh)] max-h-none w-160 max-w-[calc(100vw-32px)] overflow-hidden rounded-dialog bg-surface p-0 text-text shadow-float backdrop:bg-[rgb(0_0_0/24%)]"
    >
      <div className="flex h-full flex-col">{children}</div>
    </dialog>
  );
}

/** What the person chose as long as it answers the same text and is there; else the first. A new text begins at the top. */
function useChosen(choices: readonly Choice[], text: string, chosen: { text: string; value: string }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: 0 });
  }, [text]);
  const stays = chosen.text === text && choices.some(({ id }) => id === chosen.value);
  return { list, value: stays ? chosen.value : (choices[0]?.id ?? '') };
}

function groupsOf(choices: readonly Choice[]) {
  const groups: { group: Choice['group']; members: Choice[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last?.group === choice.group) last.members.push(choice);
    else groups.push({ group: choice.group, members: [choice] });
  }
  return groups;
}

const Nothing = ({ text }: { text: string }) => (
  <div className="px-2 pt-6 pb-3 text-center">
    <p className="truncate text-record font-semibold">{t('search.nothing', { text })}</p>
    <p className="text-secondary">{t('search.nothing_text')}</p>
  </div>
);
