// What the shell tells, on the window's side: only the events of the contract, in the order they came. What comes before
// anybody listens, such as the link that the app was started with, waits for the first who does.
import { EVENTS } from './channels.ts';

type Listener = (...args: unknown[]) => void;

/** So that a shell that tells a window without listeners fills no memory. */
const MOST_WAITING = 8;

export function createListeners(): {
  deliver: (event: string, args: readonly unknown[]) => void;
  on: (event: string, listener: Listener) => () => void;
} {
  const heard = new Map<string, { listeners: Set<Listener>; waiting: (readonly unknown[])[] }>(
    [...EVENTS].map((event) => [event, { listeners: new Set(), waiting: [] }]),
  );
  return {
    deliver(event, args) {
      const of = heard.get(event);
      if (!of) return;
      if (of.listeners.size === 0) of.waiting = [...of.waiting, args].slice(-MOST_WAITING);
      else for (const listener of of.listeners) listener(...args);
    },
    on(event, listener) {
      const of = heard.get(event);
      if (!of) return () => undefined;
      // Of its own, so that one function given twice is heard twice and ends once.
      const own: Listener = (...args) => listener(...args);
      of.listeners.add(own);
      for (const args of of.waiting.splice(0)) own(...args);
      return () => void of.listeners.delete(own);
    },
  };
}
