// Who is joined to which topic, and what each of them shows as presence. A private and a public topic of one
// name are two topics, as hosted. Presence follows Phoenix: state to who joins, differences to everybody after.
import { randomUUID } from 'node:crypto';
import type { Broadcast } from './frames.ts';

export type Topic = { name: string; isPrivate: boolean };

export type Member = {
  readonly topic: Topic;
  readonly receivesBroadcasts: () => boolean;
  readonly receivesPresence: () => boolean;
  sendBroadcast: (broadcast: Broadcast) => void;
  send: (event: string, payload: unknown) => void;
};

type Meta = Record<string, unknown> & { phx_ref: string };
type PresenceList = Record<string, { metas: Meta[] }>;
type Room = { members: Set<Member>; present: Map<Member, { key: string; meta: Meta }> };

export class Hub {
  readonly #rooms = new Map<string, Room>();

  join(member: Member): void {
    const id = roomId(member.topic);
    const room = this.#rooms.get(id) ?? { members: new Set(), present: new Map() };
    room.members.add(member);
    this.#rooms.set(id, room);
  }

  leave(member: Member): void {
    const room = this.#room(member.topic);
    if (!room?.members.delete(member)) return;
    this.untrack(member);
    if (room.members.size === 0) this.#rooms.delete(roomId(member.topic));
  }

  broadcast(topic: Topic, broadcast: Broadcast, except?: Member): void {
    for (const member of this.#room(topic)?.members ?? [])
      if (member !== except && member.receivesBroadcasts()) member.sendBroadcast(broadcast);
  }

  /** Shows `payload` as the member's presence under `key`, in place of what it showed before. */
  track(member: Member, key: string, payload: Record<string, unknown>): void {
    const room = this.#room(member.topic);
    if (!room) return;
    const before = room.present.get(member);
    const meta: Meta = { ...payload, phx_ref: randomUUID() };
    if (before) meta['phx_ref_prev'] = before.meta.phx_ref;
    room.present.set(member, { key, meta });
    sendDifference(
      room,
      { [key]: { metas: [meta] } },
      before ? { [before.key]: { metas: [before.meta] } } : {},
    );
  }

  untrack(member: Member): void {
    const room = this.#room(member.topic);
    const before = room?.present.get(member);
    if (!room || !before) return;
    room.present.delete(member);
    sendDifference(room, {}, { [before.key]: { metas: [before.meta] } });
  }

  presenceState(topic: Topic): PresenceList {
    const state: PresenceList = {};
    for (const { key, meta } of this.#room(topic)?.present.values() ?? [])
      state[key] = { metas: [...(state[key]?.metas ?? []), meta] };
    return state;
  }

  #room(topic: Topic): Room | undefined {
    return this.#rooms.get(roomId(topic));
  }
}

function roomId({ name, isPrivate }: Topic): string {
  return `${isPrivate ? 'private' : 'public'}:${name}`;
}

function sendDifference(room: Room, joins: PresenceList, leaves: PresenceList): void {
  for (const member of room.members)
    if (member.receivesPresence()) member.send('presence_diff', { joins, leaves });
}
