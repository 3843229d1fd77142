import type { ReactNode } from 'react';

type Props = {
  icon: ReactNode;
  title: string;
  text: string;
  /** The whole screen says only this. */
  alone?: boolean;
  children?: ReactNode;
};

/** What belongs here when nothing is here yet. */
export function Empty({ icon, title, text, alone = false, children }: Props) {
  const Heading = alone ? 'h1' : 'h2';
  return (
    <div className="appear flex h-full flex-col items-center justify-center gap-1 p-8 text-center">
      <div className="mb-3 flex size-10 items-center justify-center rounded-card border border-hairline bg-surface text-secondary">
        {icon}
      </div>
      <Heading className="text-record font-semibold">{title}</Heading>
      <p className="max-w-80 text-balance text-secondary">{text}</p>
      {children}
    </div>
  );
}
