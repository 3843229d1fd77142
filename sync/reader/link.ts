// The window's end of its reader: what is watched is told again to a reader that was started anew, and what was asked is
// asked again.
import { ERROR_CODES, type Failure, type Live, type Result } from '../api.ts';
import type { Timer } from '../core/ports.ts';
import { keepWorker, type WorkerPort } from '../replica/kept-worker.ts';
import { createLiveValue } from '../replica/live-value.ts';
import type { Reading } from '../reads.ts';
import type { AskName, Asks, FromReader, ListNews, Request, ToReader, Topic } from './messages.ts';

export type ReaderPort = WorkerPort<ToReader, FromReader>;
export type Watch = Extract<Request, { kind: 'watch' }>;
type Told<K extends FromReader['kind']> = Extract<FromReader, { kind: K }>;

export type ReaderLink = {
  /** Watches a list until it is given up; `news` gets all of it anew from a reader that was started anew. */
  watch(query: Watch['query'], range: Watch['range'], news: (news: ListNews) => void): WatchedList;
  follow(topic: Topic, news: (news: Told<Topic['kind']>) => void): void;
  ask<N extends AskName>(name: N, ask: Asks[N]['ask']): Promise<Result<Asks[N]['answer']>>;
  reading: Live<Reading>;
  failure: Live<Failure | null>;
  close(): Promise<void>;
};

export type WatchedList = { readonly list: number; range(range: Watch['range']): void; end(): void };

export type ReaderLinkPorts = {
  start: () => ReaderPort;
  /** The replica's name, and the person who looks. */
  name: string;
  me: string;
  timer: Timer;
};

const CLOSED: Result<never> = {
  ok: false,
  error: { code: ERROR_CODES.unexpected, message: 'The replica is closed.' },
};

export function linkReader({ start, name, me, timer }: ReaderLinkPorts): ReaderLink {
  const watched = new Map<number, { watch: Watch; news: (news: ListNews) => void }>();
  const followed = new Map<string, { topic: Topic; news: (news: Told<Topic['kind']>) => void }>();
  const asked = new Map<number, { request: Request; answer: (result: Result<unknown>) => void }>();
  const reading = createLiveValue<Reading>({ done: 0, total: 0, complete: false });
  const failure = createLiveValue<Failure | null>(null);
  let numbers = 0;
  let closed = false;

  const worker = keepWorker<ToReader, FromReader>({
    start,
    opening: () => [
      { kind: 'open', name, me },
      ...[...watched.values()].map(({ watch }) => watch),
      ...[...followed.values()].map(({ topic }): Request => ({ kind: 'follow', topic })),
      ...[...asked.values()].map(({ request }) => request),
    ],
    receive,
    timer,
  });

  function receive(message: Exclude<FromReader, { kind: 'here' | 'closed' }>): void {
    switch (message.kind) {
      case 'list':
        watched.get(message.list)?.news(message);
        return;
      case 'figures':
      case 'tags':
      case 'marks':
        followed.get(keyOf(message))?.news(message);
        return;
      case 'reading':
        reading.set(message.reading);
        return;
      case 'failure':
        failure.set(message.failure);
        return;
      case 'answer':
        asked.get(message.call)?.answer(message.answer);
        asked.delete(message.call);
    }
  }

  return {
    watch(query, range, news) {
      numbers += 1;
      const list = numbers;
      const one = { watch: { kind: 'watch' as const, list, query, range }, news };
      watched.set(list, one);
      worker.post(one.watch);
      return {
        list,
        range(next) {
          one.watch = { ...one.watch, range: next };
          worker.post({ kind: 'range', list, range: next });
        },
        end() {
          if (watched.delete(list)) worker.post({ kind: 'unwatch', list });
        },
      };
    },
    follow(topic, news) {
      followed.set(keyOf(topic), { topic, news });
      worker.post({ kind: 'follow', topic });
    },
    ask<N extends AskName>(name: N, ask: Asks[N]['ask']) {
      if (closed) return Promise.resolve(CLOSED);
      numbers += 1;
      const request = { kind: 'call', call: numbers, ask: { name, ...ask } } as Extract<
        Request,
        { kind: 'call' }
      >;
      return new Promise<Result<Asks[N]['answer']>>((resolve) => {
        asked.set(request.call, { request, answer: resolve as (result: Result<unknown>) => void });
        worker.post(request);
      });
    },
    reading,
    failure,
    async close() {
      closed = true;
      for (const { answer } of asked.values()) answer(CLOSED);
      asked.clear();
      await worker.close();
    },
  };
}

const keyOf = (topic: { kind: string; board_id?: string }): string => `${topic.kind} ${topic.board_id ?? ''}`;
