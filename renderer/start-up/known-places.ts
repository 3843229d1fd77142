// The workspaces whose replicas are on this laptop, last used first, and the last server. Kept between starts, so that
// switching works without a network.
import type { Bridge } from '../../electron/ipc/contract.ts';
import type { Connection, Place } from '../../sync/index.ts';
import { readJsonSetting, writeJsonSetting } from '../bridge.ts';
import { createCell, type Known } from '../ui/cell.ts';

/** `used_at`: ISO 8601. `moved`: it goes on at a server, and is kept only until everything is there. */
export type KnownPlace = Place & { used_at: string; moved?: true };
/** `begun`: a mail or the browser is to lead back; `connecting`: the local workspace that is to go on there. */
export type LastServer = Connection & { email: string; begun?: boolean; connecting?: string };

/** More would not fit the setting. */
const MOST = 20;

export type KnownPlaces = {
  /** Those that can be opened. */
  readonly places: Known<readonly KnownPlace[]>;
  moved(): readonly KnownPlace[];
  load(): Promise<void>;
  used(place: Place, now: Date): Promise<void>;
  move(place: Place): Promise<void>;
  forget(gone: (place: Place) => boolean): Promise<void>;
};

export function createKnownPlaces(bridge: Bridge): KnownPlaces {
  const places = createCell<readonly KnownPlace[]>([]);
  let all: readonly KnownPlace[] = [];
  const show = (kept: readonly KnownPlace[]) => {
    all = kept.slice(0, MOST);
    places.set(all.filter(({ moved }) => !moved));
  };
  const keep = async (kept: readonly KnownPlace[]) => {
    show(kept);
    await writeJsonSetting(bridge, 'places', all);
  };
  return {
    places,
    moved: () => all.filter(({ moved }) => moved),
    async load() {
      const kept = await readJsonSetting(bridge, 'places');
      show(Array.isArray(kept) ? kept.filter(isKnownPlace) : []);
    },
    used: (place, now) =>
      keep([{ ...place, used_at: now.toISOString() }, ...all.filter((other) => !samePlace(other, place))]),
    move: (place) => keep(all.map((each) => (samePlace(each, place) ? { ...each, moved: true } : each))),
    forget: (gone) => keep(all.filter((place) => !gone(place))),
  };
}

/** One replica: a server may answer under another address than last time. */
export const samePlace = (one: Place, other: Place): boolean =>
  one.user_id === other.user_id && one.workspace_id === other.workspace_id;

export async function readLastServer(bridge: Bridge): Promise<LastServer | null> {
  const kept = await readJsonSetting(bridge, 'server');
  return isRecord(kept) &&
    ['url', 'publishable_key', 'email'].every((field) => typeof kept[field] === 'string')
    ? (kept as LastServer)
    : null;
}

const TEXTS = ['user_id', 'email', 'workspace_id', 'workspace_name'];

export const isPlace = (value: unknown): value is Place => {
  if (!isRecord(value) || !TEXTS.every((field) => typeof value[field] === 'string')) return false;
  const { url, publishable_key } = value;
  return typeof url === 'string'
    ? typeof publishable_key === 'string'
    : url === null && publishable_key === null;
};

const isKnownPlace = (value: unknown): value is KnownPlace =>
  isPlace(value) && 'used_at' in value && typeof value.used_at === 'string';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
