import type { ReactNode } from 'react';
import { DropdownMenu as Radix } from 'radix-ui';
import { Check } from 'lucide-react';

const ITEM =
  'flex h-7 items-center gap-2 rounded-control px-2 outline-none data-highlighted:bg-hover data-highlighted:text-text';

type Props = { trigger: ReactNode; label: string; children: ReactNode };

/** A menu below its trigger, in the same landmark of the page. Not modal: nothing is injected to lock a scroll. */
export function Menu({ trigger, label, children }: Props) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        aria-label={label}
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className="appear no-drag z-40 min-w-50 rounded-dialog bg-surface p-1 text-text shadow-float outline-none"
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="truncate px-2 pt-1.5 pb-1 text-label font-medium text-secondary">
    {children}
  </Radix.Label>
);

export const MenuSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-hairline" />;

type ItemProps = {
  onSelect: () => void;
  /** The key that does the same. */
  shortcut?: string;
  children: ReactNode;
};

export const MenuItem = ({ onSelect, shortcut, children }: ItemProps) => (
  <Radix.Item className={ITEM} onSelect={onSelect}>
    {children}
    {shortcut !== undefined && (
      <kbd aria-hidden className="ms-auto ps-4 font-sans text-small text-secondary">
        {shortcut}
      </kbd>
    )}
  </Radix.Item>
);

type ChoiceProps<T extends string> = {
  value: T;
  choices: readonly { value: T; name: string; icon: ReactNode }[];
  onChange: (value: T) => void;
};

/** One of a few; the menu stays open so that the effect is seen. */
export function MenuChoice<T extends string>({ value, choices, onChange }: ChoiceProps<T>) {
  return (
    <Radix.RadioGroup value={value}>
      {choices.map((choice) => (
        <Radix.RadioItem
          key={choice.value}
          value={choice.value}
          className={ITEM}
          onSelect={(event) => {
            event.preventDefault();
            onChange(choice.value);
          }}
        >
          <span className="text-secondary">{choice.icon}</span>
          <span className="grow">{choice.name}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden className="size-3.5 text-accent" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
