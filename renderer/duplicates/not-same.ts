// Pairs that a person has said are not the same: remembered on this laptop, by the ends of their ids, so that many find
// room in one setting. The oldest are forgotten first; they only show up again.
import { create } from 'zustand';

/** Of an id, which is random at its end. */
const END = 6;
/** In the order in which they were said; all of them in the setting are less than 16 KiB. */
const MOST = 1_000;

export const useNotSame = create<{ pairs: readonly string[] }>(() => ({ pairs: [] }));

type Pair = { one: string; other: string };

/** The same whichever is named first. */
export const pairKey = ({ one, other }: Pair): string => [one.slice(-END), other.slice(-END)].sort().join('');

export const parseNotSame = (setting: unknown): readonly string[] =>
  Array.isArray(setting)
    ? setting
        .filter((key: unknown): key is string => typeof key === 'string' && key.length === 2 * END)
        .slice(-MOST)
    : [];

export const withPair = (pairs: readonly string[], pair: Pair): readonly string[] =>
  [...pairs.filter((key) => key !== pairKey(pair)), pairKey(pair)].slice(-MOST);

export const setApart = (pair: Pair): void =>
  useNotSame.setState(({ pairs }) => ({ pairs: withPair(pairs, pair) }));

export const bringTogether = (pair: Pair): void =>
  useNotSame.setState(({ pairs }) => ({ pairs: pairs.filter((key) => key !== pairKey(pair)) }));

/** Begins with `initial` and hands every later change to `save`. Called once. */
export function startNotSame(initial: readonly string[], save: (pairs: readonly string[]) => void): void {
  useNotSame.setState({ pairs: initial });
  useNotSame.subscribe(({ pairs }) => save(pairs));
}
