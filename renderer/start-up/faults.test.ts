import { expect, it } from 'vitest';
import { noteFault, startFaults } from './faults.ts';

const noted: unknown[][] = [];
const target = new EventTarget();
Object.assign(globalThis, { addEventListener: target.addEventListener.bind(target) });
startFaults({ call: (...call: unknown[]) => Promise.resolve(void noted.push(call) as never) });

const fired = (type: string, with_: object): unknown[] | undefined => {
  target.dispatchEvent(Object.assign(new Event(type), with_));
  return noted.pop();
};

it('notes what nobody caught, without its words', () => {
  const error = new TypeError('mara@outpost.example is not iterable');
  for (const [kind, event] of [
    ['error', fired('error', { error })],
    ['promise', fired('unhandledrejection', { reason: error })],
  ] as const) {
    expect(event).toEqual(['fault:note', kind, 'TypeError', expect.stringContaining('faults.test.ts')]);
    expect(JSON.stringify(event)).not.toContain('mara');
  }
});

it('notes whatever was thrown, as long as it is', () => {
  for (const odd of [
    null,
    'mara',
    { stack: 'mara' },
    Object.assign(new Error(), { name: 'x'.repeat(1_000) }),
  ]) {
    noteFault('screen', odd);
    const [channel, kind, name, frames] = noted.pop() ?? [];
    expect([channel, kind]).toEqual(['fault:note', 'screen']);
    expect(String(name).length).toBeLessThanOrEqual(100);
    expect(String(frames)).not.toContain('mara');
  }
});
