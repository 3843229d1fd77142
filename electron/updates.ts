// What becomes of an update, as a pure machine: from a model and an event to the next model and what is to be done. It
// looks for one at the start, daily and when asked; begins nothing while something is being written; hands on what was
// found only to the work that found it; and loses nothing that runs: every failure ends where the next try begins.
import type { NoUpdates, Offer, UpdateFailure, UpdateState } from './ipc/contract.ts';

type Phase =
  | { kind: 'off'; why: NoUpdates }
  | { kind: 'rest' }
  | { kind: 'check'; asked: boolean }
  /** Waits until nothing is being written. */
  | { kind: 'offered'; offer: Offer }
  | { kind: 'download'; offer: Offer; percent: number }
  | { kind: 'failed'; reason: UpdateFailure };

export type Model = {
  phase: Phase;
  /** Counts the checks and downloads: what an earlier one says is no news. */
  run: number;
  writing: boolean;
  /** A check that waits until nothing is being written. */
  wanted: 'quietly' | 'asked' | null;
  /** Downloaded and whole: put in place at the next quit. */
  ready: Offer | null;
  /** The person wants it now. */
  restarting: boolean;
  checked_at: string | null;
};

export type Event =
  | { kind: 'due' }
  | { kind: 'asked' }
  | { kind: 'writing'; writing: boolean }
  /** The person has chosen another channel. */
  | { kind: 'channel' }
  | { kind: 'restart' }
  | { kind: 'found'; run: number; offer: Offer | null; at: string }
  | { kind: 'received'; run: number; percent: number }
  | { kind: 'downloaded'; run: number }
  | { kind: 'failed'; run: number; reason: UpdateFailure };

/** cancel: of the check or download before; quit: what is ready is put in place on the way out, then started. */
export type Effect =
  { kind: 'check'; run: number } | { kind: 'download'; run: number } | { kind: 'cancel' } | { kind: 'quit' };

export type Step = { model: Model; effects: readonly Effect[] };

/** `off`: why this build does not update itself. `failed`: what is left to tell of the last run. */
export const begin = (off: NoUpdates | null, failed: UpdateFailure | null = null): Model => ({
  phase: off ? { kind: 'off', why: off } : failed ? { kind: 'failed', reason: failed } : { kind: 'rest' },
  run: 0,
  writing: false,
  wanted: null,
  ready: null,
  restarting: false,
  checked_at: null,
});

export function next(model: Model, event: Event): Step {
  if (model.phase.kind === 'off') return { model, effects: [] };
  const cancel = event.kind === 'channel' && isAtWork(model);
  const { model: settled, effects } = goOn(taken(model, event));
  return { model: settled, effects: cancel ? [{ kind: 'cancel' }, ...effects] : effects };
}

const isAtWork = ({ phase }: Model): boolean => phase.kind === 'check' || phase.kind === 'download';

function taken(model: Model, event: Event): Model {
  if ('run' in event) return event.run === model.run ? ofWork(model, event) : model;
  switch (event.kind) {
    case 'due':
      return isAtWork(model) || model.phase.kind === 'offered'
        ? model
        : { ...model, wanted: model.wanted ?? 'quietly' };
    case 'asked':
      if (model.phase.kind === 'check') return { ...model, phase: { kind: 'check', asked: true } };
      return isAtWork(model) || model.phase.kind === 'offered' ? model : { ...model, wanted: 'asked' };
    case 'writing':
      return { ...model, writing: event.writing };
    case 'channel':
      return {
        ...model,
        ...{ phase: { kind: 'rest' }, run: model.run + 1, wanted: 'asked', ready: null, restarting: false },
      };
    case 'restart':
      return model.ready ? { ...model, restarting: true } : model;
  }
}

function ofWork(model: Model, event: Extract<Event, { run: number }>): Model {
  const { phase } = model;
  switch (event.kind) {
    case 'found': {
      if (phase.kind !== 'check') return model;
      const { offer, at } = event;
      // What was withdrawn is not put in place, although it is here.
      if (!offer)
        return { ...model, phase: { kind: 'rest' }, ready: null, restarting: false, checked_at: at };
      if (offer.version === model.ready?.version)
        return { ...model, phase: { kind: 'rest' }, checked_at: at };
      return {
        ...model,
        phase: { kind: 'offered', offer },
        ready: null,
        restarting: false,
        checked_at: null,
      };
    }
    case 'received':
      return phase.kind === 'download' ? { ...model, phase: { ...phase, percent: event.percent } } : model;
    case 'downloaded':
      return phase.kind === 'download' ? { ...model, phase: { kind: 'rest' }, ready: phase.offer } : model;
    case 'failed': {
      if (!isAtWork(model)) return model;
      // Being offline is no failure, and one of a later check takes nothing from what is ready.
      const isNews =
        phase.kind === 'download' ||
        (phase.kind === 'check' && phase.asked) ||
        event.reason !== 'unreachable';
      const failed: Phase = { kind: 'failed', reason: event.reason };
      return { ...model, phase: isNews && !model.ready ? failed : { kind: 'rest' } };
    }
  }
}

/** Begins what waited, where nothing is being written. */
function goOn(model: Model): Step {
  const { phase, writing, wanted, ready, restarting } = model;
  if (writing) return { model, effects: [] };
  const run = model.run + 1;
  if (ready && restarting) return { model, effects: [{ kind: 'quit' }] };
  if (phase.kind === 'offered')
    return {
      model: { ...model, run, phase: { kind: 'download', offer: phase.offer, percent: 0 } },
      effects: [{ kind: 'download', run }],
    };
  if (wanted && !isAtWork(model))
    return {
      model: { ...model, run, wanted: null, phase: { kind: 'check', asked: wanted === 'asked' } },
      effects: [{ kind: 'check', run }],
    };
  return { model, effects: [] };
}

/** What a person is shown of it. */
export function shown({ phase, ready, restarting, wanted, checked_at }: Model): UpdateState {
  if (phase.kind === 'off') return phase;
  if (ready) return { kind: restarting ? 'restarting' : 'ready', offer: ready };
  switch (phase.kind) {
    case 'check':
      return { kind: 'checking' };
    case 'offered':
      return { kind: 'downloading', offer: phase.offer, percent: 0 };
    case 'download':
      return { kind: 'downloading', offer: phase.offer, percent: phase.percent };
    case 'failed':
      return wanted === 'asked' ? { kind: 'checking' } : phase;
    case 'rest':
      return wanted === 'asked' ? { kind: 'checking' } : { kind: 'idle', checked_at };
  }
}
