import { CircleAlert, GitMerge, KeyRound } from 'lucide-react';
import type { Badge } from './badge.ts';

/** 12 px of state. Colour only where it means something: waiting slate-blue, what went wrong red. */
export function BadgeMark({ mark }: { mark: Badge['mark'] }) {
  switch (mark) {
    case 'dot':
      return <span aria-hidden className="m-[3px] size-1.5 shrink-0 rounded-full bg-secondary/80" />;
    case 'ring':
      return (
        <span aria-hidden className="m-px size-2.5 shrink-0 rounded-full border-[1.5px] border-secondary" />
      );
    case 'waiting':
      return <span aria-hidden className="m-0.5 size-2 shrink-0 rounded-full bg-waiting" />;
    case 'turning':
      return (
        <span
          aria-hidden
          className="turning m-px size-2.5 shrink-0 rounded-full border-[1.5px] border-edge border-t-secondary"
        />
      );
    case 'decided':
      return <GitMerge aria-hidden className="size-3 shrink-0 text-secondary" />;
    case 'key':
      return <KeyRound aria-hidden className="size-3 shrink-0 text-waiting" />;
    case 'attention':
    case 'stopped':
      return <CircleAlert aria-hidden className="size-3 shrink-0 text-lost" />;
  }
}
