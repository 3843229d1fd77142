// The menu of what is under the pointer or has the focus: by right click, the menu key, or Shift and F10.
import type { ReactNode } from 'react';
import { ContextMenu as Radix } from 'radix-ui';
import { ChevronRight } from 'lucide-react';
import { classNames } from './class-names.ts';

const ITEM =
  'flex min-h-7 items-center gap-2 rounded-control px-2 outline-none data-highlighted:bg-hover data-disabled:text-secondary data-[state=open]:bg-hover';
const CONTENT =
  'appear no-drag z-40 max-h-(--radix-context-menu-content-available-height) min-w-50 max-w-80 overflow-y-auto rounded-dialog bg-surface p-1 text-text shadow-float outline-none';

/** In the landmark that it belongs to, and past everything that would cut it off. */
const landmark = () => document.querySelector('main');

type Props = {
  label: string;
  /** What is in it; asked for when it opens. */
  content: ReactNode;
  /** Called when it has gone, so that the focus can go back to where it was. */
  onClosed: () => void;
  /** One element. Where its `onContextMenu` prevents the default, no menu opens. */
  children: ReactNode;
};

export const ContextMenu = ({ label, content, onClosed, children }: Props) => (
  <Radix.Root modal={false}>
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal container={landmark()}>
      <Radix.Content
        aria-label={label}
        collisionPadding={8}
        className={CONTENT}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        {content}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
);

type ItemProps = {
  icon?: ReactNode;
  /** The key that does the same. */
  shortcut?: string | undefined;
  danger?: boolean;
  /** Why it cannot be done, in a word; empty where that is plain, null where it can. */
  why?: string | null;
  onSelect: () => void;
  children: ReactNode;
};

export const ContextItem = ({
  icon,
  shortcut,
  danger = false,
  why = null,
  onSelect,
  children,
}: ItemProps) => (
  <Radix.Item
    disabled={why !== null}
    onSelect={onSelect}
    className={classNames(ITEM, danger && why === null && 'text-lost')}
  >
    <span
      className={classNames('flex size-4 shrink-0 items-center justify-center', !danger && 'text-secondary')}
    >
      {icon}
    </span>
    <span className="min-w-0 grow truncate">
      {children}
      {why !== null && why !== '' && <span className="block truncate text-label">{why}</span>}
    </span>
    {shortcut !== undefined && <kbd className="ps-4 font-sans text-small text-secondary">{shortcut}</kbd>}
  </Radix.Item>
);

type SubProps = { icon?: ReactNode; name: string; why?: string | null; children: ReactNode };

/** Items behind one item. */
export const ContextSub = ({ icon, name, why = null, children }: SubProps) => (
  <Radix.Sub>
    <Radix.SubTrigger disabled={why !== null} className={ITEM}>
      <span className="flex size-4 shrink-0 items-center justify-center text-secondary">{icon}</span>
      <span className="min-w-0 grow truncate">
        {name}
        {why !== null && <span className="block truncate text-label">{why}</span>}
      </span>
      <ChevronRight aria-hidden className="size-3.5 text-secondary rtl:-scale-x-100" />
    </Radix.SubTrigger>
    <Radix.Portal container={landmark()}>
      <Radix.SubContent aria-label={name} sideOffset={2} collisionPadding={8} className={CONTENT}>
        {children}
      </Radix.SubContent>
    </Radix.Portal>
  </Radix.Sub>
);

export const ContextSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-hairline" />;

export const ContextLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="truncate px-2 pt-1.5 pb-1 text-label font-medium text-secondary">
    {children}
  </Radix.Label>
);
