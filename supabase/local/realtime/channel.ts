// One joined channel of one client: who the person is by their latest token, what row level security lets them
// receive and send on the topic, and what they subscribed to. Words and order are those of hosted Realtime.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { messageOf } from '../stack-error.ts';
import { DatabaseAway, type Extension, type RealtimeDatabase } from './database.ts';
import type { Broadcast, Frame } from './frames.ts';
import type { Hub, Member, Topic } from './hub.ts';
import { readChangeRequest, readJoin, type JoinRequest } from './join-config.ts';
import type { PostgresChanges, Subscription } from './postgres-changes.ts';
import { readToken, TokenError, type Claims } from './tokens.ts';

export type Services = {
  hub: Hub;
  database: RealtimeDatabase;
  changes: PostgresChanges;
  isStreaming: () => boolean;
  jwtSecret: string;
  log: (line: string) => void;
};

export type Wire = {
  send: (frame: Frame) => void;
  sendBroadcast: (topic: string, broadcast: Broadcast) => void;
  /** Claims of the API key the socket was opened with, for who brings no token. */
  keyClaims: Claims;
};

const TOPIC_PREFIX = 'realtime:';
const TOKEN_CHECK_MS = 5 * 60_000;
const AccessToken = z.looseObject({ access_token: z.string().nullable() });
const PresencePush = z.looseObject({ event: z.string(), payload: z.unknown().optional() });

export class Channel implements Member {
  readonly topic: Topic;
  readonly joinRef: string | null;
  readonly #services: Services;
  readonly #wire: Wire;
  readonly #wireTopic: string;
  readonly #request: JoinRequest;
  readonly #presenceKey: string;
  #token: string;
  #claims: Claims;
  #readable: Extension[] = ['broadcast', 'presence'];
  #writable = new Map<Extension, boolean>();
  #subscriptions: Subscription[] = [];
  #isJoined = false;
  #isClosed = false;
  #tokenTimer: NodeJS.Timeout | undefined;
  #queue = Promise.resolve();

  constructor(services: Services, wire: Wire, join: Frame) {
    this.#services = services;
    this.#wire = wire;
    this.#wireTopic = join.topic;
    this.joinRef = join.join_ref;
    this.#request = readJoin(join.payload);
    this.topic = { name: join.topic.slice(TOPIC_PREFIX.length), isPrivate: this.#request.isPrivate };
    this.#presenceKey = this.#request.presence.key || randomUUID();
    this.#token = this.#request.accessToken ?? '';
    this.#claims = wire.keyClaims;
    this.#inOrder(() => this.#join(join.ref));
  }

  /** Takes a frame of the client; frames of one channel are worked off in order. */
  receive(frame: Frame): void {
    this.#inOrder(() => this.#receive(frame));
  }

  /** Ends the channel. Harmless when it has ended. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#tokenTimer);
    for (const subscription of this.#subscriptions) this.#services.changes.remove(subscription);
    if (!this.#isJoined) return;
    this.#isJoined = false;
    this.#services.hub.leave(this);
    this.#push('phx_close', {}, this.joinRef);
  }

  receivesBroadcasts(): boolean {
    return this.#readable.includes('broadcast');
  }

  receivesPresence(): boolean {
    return this.#readable.includes('presence');
  }

  sendBroadcast(broadcast: Broadcast): void {
    this.#wire.sendBroadcast(this.#wireTopic, broadcast);
  }

  send(event: string, payload: unknown): void {
    this.#push(event, payload, null);
  }

  async #join(ref: string | null): Promise<void> {
    const { hub, isStreaming } = this.#services;
    try {
      if (!this.#wireTopic.startsWith(TOPIC_PREFIX) || this.topic.name === '')
        throw new Refusal('TopicNameRequired', 'You must provide a topic name');
      if (this.#request.unserved.length > 0)
        throw new Refusal('NotServed', `The local stack does not serve ${this.#request.unserved.join(', ')}`);
      this.#claims = this.#readClaims();
      if (!isStreaming()) throw new DatabaseAway();
      this.#readable = await this.#readableNow();
      if (this.#readable.length === 0) throw new Refusal('Unauthorized', this.#refusedToRead());
      const isSubscribed = await this.#subscribe();
      if (!isSubscribed.ok && this.#request.waitsForPostgresChanges)
        throw new Refusal('UnableToSubscribeToPostgres', isSubscribed.message);
      // The client may have gone while the database was asked.
      if (this.#isClosed) {
        this.close();
        return;
      }
      this.#isJoined = true;
      hub.join(this);
      const postgres_changes = this.#request.postgresChanges.map((given, index) => ({
        ...given,
        id: this.#subscriptions[index]?.id ?? -1 - index,
      }));
      this.#reply(ref, 'ok', { postgres_changes });
      if (postgres_changes.length > 0)
        this.#system('postgres_changes', isSubscribed.ok ? 'ok' : 'error', isSubscribed.message);
      if (this.#request.presence.isEnabled && this.receivesPresence())
        this.send('presence_state', hub.presenceState(this.topic));
      this.#watchToken();
    } catch (error) {
      this.#reply(ref, 'error', { reason: reasonOf(error) });
      if (!(error instanceof Refusal || error instanceof TokenError || error instanceof DatabaseAway))
        throw error;
    }
  }

  async #receive({ ref, event, payload }: Frame): Promise<void> {
    if (!this.#isJoined) return;
    if (event === 'phx_leave') {
      this.#reply(ref, 'ok', {});
      this.close();
    } else if (event === 'access_token') {
      const { access_token } = AccessToken.catch({ access_token: null }).parse(payload);
      if (access_token !== null && access_token !== this.#token && !access_token.startsWith('sb_'))
        await this.#renewToken(access_token);
    } else if (event === 'broadcast') {
      if (!(await this.#maySend('broadcast'))) return;
      this.#services.hub.broadcast(this.topic, asBroadcast(payload), this.#request.self ? undefined : this);
      if (this.#request.ack) this.#reply(ref, 'ok', {});
    } else if (event === 'presence') await this.#receivePresence(ref, payload);
  }

  async #receivePresence(ref: string | null, given: unknown): Promise<void> {
    const { event, payload } = PresencePush.catch({ event: '', payload: {} }).parse(given);
    const shown = z.record(z.string(), z.unknown()).safeParse(payload ?? {});
    if (event.toLowerCase() === 'untrack') this.#services.hub.untrack(this);
    else if (event.toLowerCase() !== 'track' || !(await this.#maySend('presence'))) {
      this.#reply(ref, 'error', {});
      return;
    } else if (!shown.success) {
      this.#reply(ref, 'error', { reason: 'Presence track payload must be a map' });
      return;
    } else this.#services.hub.track(this, this.#presenceKey, shown.data);
    this.#reply(ref, 'ok', {});
  }

  async #renewToken(token: string): Promise<void> {
    const before = this.#readable;
    this.#token = token;
    try {
      this.#claims = this.#readClaims();
      this.#writable.clear();
      const readable = await this.#readableNow();
      if (readable.length === 0) throw new Refusal('Unauthorized', this.#refusedToRead());
      if (before.some((extension) => !readable.includes(extension)))
        throw new Refusal(
          '',
          `You no longer have permission to read from this Channel topic: ${this.topic.name}`,
        );
      this.#readable = readable;
      for (const subscription of this.#subscriptions) subscription.claims = this.#claims;
      this.#watchToken();
    } catch (error) {
      this.#shutDown(messageOf(error));
    }
  }

  /** Checks the token again when it runs out, or in five minutes: an expired one ends the channel. */
  #watchToken(): void {
    clearTimeout(this.#tokenTimer);
    const untilExpiry = this.#claims.exp * 1000 - Date.now();
    this.#tokenTimer = setTimeout(
      () => {
        try {
          this.#readClaims();
          this.#watchToken();
        } catch (error) {
          this.#shutDown(messageOf(error));
        }
      },
      Math.min(TOKEN_CHECK_MS, Math.max(untilExpiry, 0)),
    );
  }

  #readClaims(): Claims {
    if (this.#token === '' || this.#token.startsWith('sb_')) return this.#wire.keyClaims;
    return readToken(this.#token, this.#services.jwtSecret);
  }

  async #readableNow(): Promise<Extension[]> {
    if (!this.topic.isPrivate) return ['broadcast', 'presence'];
    try {
      return await this.#services.database.readable(this.topic.name, ['broadcast', 'presence'], this.#claims);
    } catch (error) {
      if (error instanceof DatabaseAway) throw error;
      this.#services.log(`RlsPolicyError: ${messageOf(error)}`);
      return [];
    }
  }

  async #maySend(extension: Extension): Promise<boolean> {
    if (!this.topic.isPrivate) return true;
    const known = this.#writable.get(extension);
    if (known !== undefined) return known;
    const may = await this.#services.database.isWritable(this.topic.name, extension, this.#claims);
    this.#writable.set(extension, may);
    return may;
  }

  async #subscribe(): Promise<{ ok: boolean; message: string }> {
    const { changes, database } = this.#services;
    const wanted: Subscription[] = [];
    for (const given of this.#request.postgresChanges) {
      const params = Object.entries(given).map(([name, value]) => `${name}: ${String(value)}`);
      const refused = (why: string): { ok: boolean; message: string } => ({
        ok: false,
        message: `Unable to subscribe to changes with given parameters. ${why} [${params.join(', ')}]`,
      });
      try {
        const request = readChangeRequest(given);
        if (!(await database.maySubscribe(request, this.#claims)))
          return refused('Please check Realtime is enabled for the given connect parameters:');
        const deliver = (payload: unknown): void => this.send('postgres_changes', payload);
        wanted.push({ id: changes.nextId(), request, claims: this.#claims, deliver });
      } catch (error) {
        if (error instanceof DatabaseAway) throw error;
        return refused(
          `An exception happened so please check your connect parameters (${messageOf(error)}):`,
        );
      }
    }
    this.#subscriptions = wanted;
    for (const subscription of wanted) changes.add(subscription);
    return { ok: true, message: 'Subscribed to PostgreSQL' };
  }

  #refusedToRead(): string {
    return `You do not have permissions to read from this Channel topic: ${this.topic.name}`;
  }

  #shutDown(message: string): void {
    if (!this.#isJoined) return;
    this.#system('system', 'error', message);
    this.close();
  }

  #system(extension: string, status: 'ok' | 'error', message: string): void {
    this.send('system', { extension, status, message, channel: this.topic.name });
  }

  #reply(ref: string | null, status: 'ok' | 'error', response: unknown): void {
    this.#push('phx_reply', { status, response }, ref);
  }

  #push(event: string, payload: unknown, ref: string | null): void {
    this.#wire.send({ join_ref: this.joinRef, ref, topic: this.#wireTopic, event, payload });
  }

  #inOrder(work: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(work)
      .catch((error: unknown) => this.#services.log(`realtime: ${messageOf(error)}`));
  }
}

/** A reason to refuse a join, under hosted Realtime's error code. */
class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof TokenError) return `${error.code}: ${error.message}`;
  if (error instanceof DatabaseAway) return `UnableToConnectToProject: ${error.message}`;
  return 'Unknown Error on Channel';
}

function asBroadcast(payload: unknown): Broadcast {
  const { event, payload: content } = z
    .looseObject({ event: z.string().catch(''), payload: z.unknown().optional() })
    .catch({ event: '', payload: {} })
    .parse(payload);
  return { event, payload: content };
}
