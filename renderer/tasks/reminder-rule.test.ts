import { describe, expect, it } from 'vitest';
import { decideReminder, parseReminders, type Situation } from './reminder-rule.ts';

const at = (time: string, day = '2026-11-21') => new Date(`${day}T${time}:00`);
const situation: Situation = {
  now: at('09:00'),
  reminders: { on: true, time: '09:00' },
  said: '2026-11-20',
  due: 3,
};
const decide = (change: Partial<Situation>) => decideReminder({ ...situation, ...change });

describe('a reminder of what is due', () => {
  it('comes at its time, and when the app starts later on that day', () => {
    expect(decide({})).toEqual({ kind: 'remind' });
    expect(decide({ now: at('17:42') })).toEqual({ kind: 'remind' });
    expect(decide({ said: null })).toEqual({ kind: 'remind' });
  });

  it('waits for its time', () => {
    expect(decide({ now: at('08:59') })).toEqual({ kind: 'wait', until: at('09:00').getTime() });
  });

  it('comes once a day', () => {
    const tomorrow = at('09:00', '2026-11-22').getTime();
    expect(decide({ said: '2026-11-21' })).toEqual({ kind: 'wait', until: tomorrow });
    expect(decide({ said: '2026-11-21', now: at('23:59') })).toEqual({ kind: 'wait', until: tomorrow });
  });

  it('comes on the day after a sleep over many', () => {
    expect(decide({ now: at('09:30', '2026-12-24') })).toEqual({ kind: 'remind' });
  });

  it('comes after a clock that had run ahead was set right', () => {
    expect(decide({ said: '2031-01-01' })).toEqual({ kind: 'remind' });
  });

  it('waits until the tasks are read, and leaves a day alone on which none is due', () => {
    expect(decide({ due: null })).toEqual({ kind: 'wait', until: null });
    expect(decide({ due: 0 })).toEqual({ kind: 'pass' });
  });

  it('does not come where it is switched off', () => {
    expect(decide({ reminders: { on: false, time: '09:00' } })).toEqual({ kind: 'wait', until: null });
  });
});

it('takes what the setting says and defaults for the rest', () => {
  expect(parseReminders({ on: false, time: '17:30', said: '2026-11-21' })).toEqual({
    on: false,
    time: '17:30',
    said: '2026-11-21',
  });
  const usual = { on: true, time: '09:00', said: null };
  expect(parseReminders({ on: 'yes', time: '25:00', said: 3 })).toEqual(usual);
  expect(parseReminders(null)).toEqual(usual);
});
