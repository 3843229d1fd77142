import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UPDATE_FAILURES, type Offer } from './ipc/contract.ts';
import { begin, next, shown, type Effect, type Event, type Model } from './updates.ts';

const offer = (version: string): Offer => ({ version, news: [] });
const AT = '2026-11-22T08:00:00.000Z';

/** The model after the events, and everything that was to be done on the way. */
function after(events: readonly Event[], from = begin(null)): { model: Model; effects: Effect[] } {
  const effects: Effect[] = [];
  let model = from;
  for (const event of events) {
    const step = next(model, event);
    model = step.model;
    effects.push(...step.effects);
  }
  return { model, effects };
}
const kinds = (events: readonly Event[]) => after(events).effects.map(({ kind }) => kind);
const state = (events: readonly Event[]) => shown(after(events).model);

const FOUND: Event[] = [{ kind: 'due' }, { kind: 'found', run: 1, offer: offer('1.0.1'), at: AT }];
const READY: Event[] = [...FOUND, { kind: 'downloaded', run: 2 }];
const writing = (is: boolean): Event => ({ kind: 'writing', writing: is });

describe('an update', () => {
  test('is looked for, downloaded and then ready, all by itself', () => {
    expect(kinds(READY)).toEqual(['check', 'download']);
    expect(state(READY)).toEqual({ kind: 'ready', offer: offer('1.0.1') });
  });

  test('shows how far its download is', () => {
    expect(state([...FOUND, { kind: 'received', run: 2, percent: 40 }])).toEqual({
      kind: 'downloading',
      offer: offer('1.0.1'),
      percent: 40,
    });
  });

  test('is not looked for while something is being written, but right after', () => {
    expect(kinds([writing(true), { kind: 'due' }])).toEqual([]);
    expect(kinds([writing(true), { kind: 'due' }, writing(false)])).toEqual(['check']);
  });

  test('that was found waits with its download until nothing is being written', () => {
    const found: Event[] = [
      { kind: 'due' },
      writing(true),
      { kind: 'found', run: 1, offer: offer('1.0.1'), at: AT },
    ];
    expect(kinds(found)).toEqual(['check']);
    expect(kinds([...found, writing(false)])).toEqual(['check', 'download']);
  });

  test('that is wanted now waits with quitting until nothing is being written', () => {
    const wanted: Event[] = [...READY, writing(true), { kind: 'restart' }];
    expect(kinds(wanted)).toEqual(['check', 'download']);
    expect(state(wanted)).toMatchObject({ kind: 'restarting' });
    expect(kinds([...wanted, writing(false)])).toEqual(['check', 'download', 'quit']);
  });

  test('that is not ready is not restarted into', () => {
    expect(kinds([...FOUND, { kind: 'restart' }])).toEqual(['check', 'download']);
  });

  test('that was withdrawn is no longer put in place', () => {
    const model = after([...READY, { kind: 'due' }, { kind: 'found', run: 3, offer: null, at: AT }]).model;
    expect(model.ready).toBeNull();
    expect(shown(model)).toEqual({ kind: 'idle', checked_at: AT });
  });

  test('gives way to a newer one', () => {
    const newer: Event[] = [
      ...READY,
      { kind: 'due' },
      { kind: 'found', run: 3, offer: offer('1.0.2'), at: AT },
    ];
    expect(after(newer).model.ready).toBeNull();
    expect(state([...newer, { kind: 'downloaded', run: 4 }])).toEqual({
      kind: 'ready',
      offer: offer('1.0.2'),
    });
  });

  test('that is found again is not downloaded again', () => {
    expect(
      kinds([...READY, { kind: 'due' }, { kind: 'found', run: 3, offer: offer('1.0.1'), at: AT }]),
    ).toEqual(['check', 'download', 'check']);
  });
});

describe('a failure', () => {
  test('to reach the feed is told to whoever asked, and is no news otherwise', () => {
    const unreachable: Event = { kind: 'failed', run: 1, reason: 'unreachable' };
    expect(state([{ kind: 'due' }, unreachable])).toEqual({ kind: 'idle', checked_at: null });
    expect(state([{ kind: 'asked' }, unreachable])).toEqual({ kind: 'failed', reason: 'unreachable' });
    expect(state([{ kind: 'due' }, { kind: 'asked' }, unreachable])).toEqual({
      kind: 'failed',
      reason: 'unreachable',
    });
  });

  test('to believe the feed is always told', () => {
    expect(state([{ kind: 'due' }, { kind: 'failed', run: 1, reason: 'untrusted' }])).toEqual({
      kind: 'failed',
      reason: 'untrusted',
    });
  });

  test('of a download is told, and asking tries again', () => {
    const failed: Event[] = [...FOUND, { kind: 'failed', run: 2, reason: 'damaged' }];
    expect(state(failed)).toEqual({ kind: 'failed', reason: 'damaged' });
    expect(kinds([...failed, { kind: 'asked' }])).toEqual(['check', 'download', 'check']);
  });

  test('of a later check takes nothing from what is ready', () => {
    expect(
      state([...READY, { kind: 'asked' }, { kind: 'failed', run: 3, reason: 'untrusted' }]),
    ).toMatchObject({
      kind: 'ready',
    });
  });

  test('of the last run is told until the next check', () => {
    const model = begin(null, 'not_placed');
    expect(shown(model)).toEqual({ kind: 'failed', reason: 'not_placed' });
    expect(shown(after([{ kind: 'due' }], model).model)).toEqual({ kind: 'checking' });
  });
});

test('another channel ends what was under way, forgets what is ready, and looks again', () => {
  expect(kinds([...FOUND, { kind: 'channel' }])).toEqual(['check', 'download', 'cancel', 'check']);
  expect(after([...READY, { kind: 'channel' }]).model.ready).toBeNull();
});

test('what the work before another channel still says is no news', () => {
  const chosen: Event[] = [...FOUND, { kind: 'channel' }];
  expect(after([...chosen, { kind: 'downloaded', run: 2 }]).model).toEqual(after(chosen).model);
});

test('a build that does not update itself never does anything', () => {
  expect(
    after([...READY, { kind: 'asked' }, { kind: 'channel' }, { kind: 'restart' }], begin('repository')),
  ).toEqual({
    model: begin('repository'),
    effects: [],
  });
});

test('whatever happens, in any order: one work at a time, nothing begins while something is being written, nothing but what was downloaded is ready, and asking always leads on', () => {
  const run = fc.integer({ min: 0, max: 12 });
  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.constantFrom<Event>({ kind: 'due' }, { kind: 'asked' }, { kind: 'channel' }, { kind: 'restart' }),
    fc.record({ kind: fc.constant('writing' as const), writing: fc.boolean() }),
    fc.record({
      kind: fc.constant('found' as const),
      run,
      offer: fc.option(fc.constantFrom('1.0.1', '1.0.2').map(offer)),
      at: fc.constant(AT),
    }),
    fc.record({ kind: fc.constant('received' as const), run, percent: fc.integer({ min: 0, max: 100 }) }),
    fc.record({ kind: fc.constant('downloaded' as const), run }),
    fc.record({ kind: fc.constant('failed' as const), run, reason: fc.constantFrom(...UPDATE_FAILURES) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let model = begin(null);
      let working: number | null = null;
      for (const each of events) {
        const before = model;
        const step = next(model, each);
        model = step.model;
        if ('run' in each && each.run === working && each.kind !== 'received') working = null;
        for (const effect of step.effects) {
          if (effect.kind === 'cancel') working = null;
          else expect(model.writing).toBe(false);
          if (effect.kind === 'quit') expect(model.ready).not.toBeNull();
          if (effect.kind !== 'check' && effect.kind !== 'download') continue;
          expect(working).toBeNull();
          working = effect.run;
        }
        if (model.ready && model.ready !== before.ready)
          expect(before.phase).toMatchObject({ kind: 'download', offer: model.ready });
      }
      const asked = after([{ kind: 'writing', writing: false }, { kind: 'asked' }], model);
      expect(asked.model.phase.kind === 'rest' || asked.model.phase.kind === 'failed').toBe(
        model.ready !== null && model.restarting,
      );
    }),
    { numRuns: 2000 },
  );
});
