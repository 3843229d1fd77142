import type { ReactNode } from 'react';

/** The name of the screen, and a few facts about what is on it. Also where the window is dragged. */
export const TopBar = ({ name, children }: { name: ReactNode; children?: ReactNode }) => (
  <header className="window-end drag-region flex h-11 shrink-0 items-center gap-3 border-b border-hairline px-4">
    <h1 className="truncate text-record font-semibold tracking-[-0.005em]">{name}</h1>
    {children}
  </header>
);
