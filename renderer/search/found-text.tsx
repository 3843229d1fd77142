import type { ReactNode } from 'react';
import { foundIn } from '../../sync/index.ts';

type Props = { text: string; typed: string };

/** A text in which what was typed is marked where it stands. */
export function FoundText({ text, typed }: Props) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of foundIn(text, typed)) {
    parts.push(
      text.slice(at, from),
      <mark key={from} className="rounded-[3px] bg-selected text-current">
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
