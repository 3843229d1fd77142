// Ours and theirs in one run: round after round, and in every round another one begins, so that a machine that slows
// down or warms up does so for all.
import type { Readings } from './figures.ts';

export type Sides<Peer extends string> = {
  ours: () => Promise<Readings>;
  theirs: Readonly<Record<Peer, () => Promise<Readings>>>;
};

/** `warmUps`: rounds whose readings are thrown away. */
export async function readRounds<Peer extends string>(
  { ours, theirs }: Sides<Peer>,
  { rounds, warmUps = 0 }: { rounds: number; warmUps?: number },
): Promise<{ ours: Readings[]; theirs: Record<Peer, Readings[]> }> {
  const peers = Object.keys(theirs) as Peer[];
  const read = {
    ours: [] as Readings[],
    theirs: Object.fromEntries(peers.map((peer) => [peer, []])) as unknown as Record<Peer, Readings[]>,
  };
  const turns: (() => Promise<(keep: boolean) => void>)[] = [
    async () => {
      const readings = await ours();
      return (keep) => keep && read.ours.push(readings);
    },
    ...peers.map((peer) => async () => {
      const readings = await theirs[peer]();
      return (keep: boolean) => keep && read.theirs[peer].push(readings);
    }),
  ];
  for (let round = -warmUps; round < rounds; round += 1) {
    const first = (round + warmUps) % turns.length;
    for (const turn of [...turns.slice(first), ...turns.slice(0, first)]) (await turn())(round >= 0);
  }
  return read;
}
