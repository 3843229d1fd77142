// A list to choose from by typing: arrow keys move, Enter chooses. It lies in a floating panel or in a dialog.
import { useId, useState, type ReactNode } from 'react';
import { Check, Plus, X } from 'lucide-react';
import { Command } from 'cmdk';

export type Option = {
  value: string;
  name: string;
  /** Said more quietly beside the name, and found by too. */
  detail?: string | null;
  icon?: ReactNode;
  /** Options of one group follow each other. */
  group?: string;
};

type Props = {
  /** Names the field, and stands in it as long as it is empty. */
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  /** With it, `options` are what was found for the text; without it, they are looked through here. */
  onText?: (text: string) => void;
  /** Chooses nothing. */
  clear?: { name: string; run: () => void } | null;
  /** Makes what was typed; offered where no option has that name. */
  create?: { name: (text: string) => string; run: (text: string) => void } | null;
  nothing: string;
};

/** More are found by typing. */
const SHOWN = 100;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Options in which every word of `text` begins a word, whatever the case and the accents. */
export function optionsFor(options: readonly Option[], text: string): readonly Option[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  return options.filter(({ name, detail }) => {
    const held = ` ${plain(`${name} ${detail ?? ''}`)}`.replace(/[-–—.,/@(]/gu, ' ');
    return words.every((word) => held.includes(` ${word.replace(/[-–—.,/@(]/gu, ' ').trim()}`));
  });
}

const ITEM =
  'flex min-h-7 items-center gap-2 rounded-control px-2 py-1 outline-none aria-selected:bg-hover aria-disabled:opacity-60';

export function Combobox({ label, options, chosen, onChoose, onText, clear, create, nothing }: Props) {
  const [text, setText] = useState('');
  const [moved, setMoved] = useState<{ among: string; value: string } | null>(null);
  const hint = useId();
  const found = (onText ? options : optionsFor(options, text)).slice(0, SHOWN);
  const said = text.trim();
  const isNew = create && said !== '' && !found.some(({ name }) => plain(name) === plain(said));
  // What is found may come after the key: the first of it is current until somebody moves.
  const among = `${said} ${found.map(({ value }) => value).join()}`;
  const current = moved?.among === among ? moved.value : (found[0]?.value ?? (isNew ? 'create' : ''));
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <Command
      shouldFilter={false}
      loop
      label={label}
      value={current}
      onValueChange={(value) => setMoved({ among, value })}
      className="flex w-70 max-w-full flex-col"
    >
      <div className="border-b border-hairline px-2.5">
        <Command.Input
          autoFocus
          value={text}
          onValueChange={(next) => {
            setText(next);
            onText?.(next);
          }}
          placeholder={label}
          aria-describedby={hint}
          className="h-9 w-full bg-transparent outline-none placeholder:text-secondary"
        />
      </div>
      <Command.List aria-label={label} className="max-h-72 scroll-py-1 overflow-y-auto p-1">
        {found.length === 0 && !isNew && (
          <p id={hint} className="px-2 py-1 text-secondary">
            {nothing}
          </p>
        )}
        {groups.map((group) => (
          <Command.Group
            key={group ?? ''}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-secondary"
          >
            {found
              .filter((option) => option.group === group)
              .map(({ value, name, detail, icon }) => (
                <Command.Item key={value} value={value} onSelect={() => onChoose(value)} className={ITEM}>
                  {icon}
                  <span className={detail ? 'max-w-[75%] shrink-0 truncate' : 'truncate'}>{name}</span>
                  {detail && <span className="min-w-0 grow truncate text-secondary">{detail}</span>}
                  {chosen.includes(value) && (
                    <Check aria-hidden className="ms-auto size-3.5 shrink-0 text-accent" />
                  )}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
        {isNew && (
          <Command.Item value="create" onSelect={() => create.run(said)} className={ITEM}>
            <Plus aria-hidden className="size-3.5 shrink-0 text-secondary" />
            <span className="truncate">{create.name(said)}</span>
          </Command.Item>
        )}
        {clear && said === '' && (
          <Command.Item value="clear" onSelect={clear.run} className={`${ITEM} text-secondary`}>
            <X aria-hidden className="size-3.5 shrink-0" />
            {clear.name}
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}
