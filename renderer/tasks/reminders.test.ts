import { expect, it, vi } from 'vitest';
import type { Bridge, IpcEvent } from '../../electron/ipc/contract.ts';
import type { Figures, Replica, SyncStatus } from '../../sync/index.ts';
import { useScreen } from '../navigation/screen.ts';
import type { AppState } from '../start-up/app-state.ts';
import { createCell } from '../ui/cell.ts';
import { isoDay } from '../ui/dates.ts';
import { reminderText, startReminders, useReminders } from './reminders.ts';

/** One laptop: its settings, what the system showed, and who listens to a click. */
function laptop(settings: Record<string, string> = {}) {
  const shown: string[] = [];
  const listeners = new Map<IpcEvent, () => void>();
  const answer = (channel: string, [key, value]: readonly unknown[]) => {
    if (channel === 'setting:read') return settings[String(key)] ?? null;
    if (channel === 'setting:write') settings[String(key)] = String(value);
    if (channel === 'reminder:show') shown.push(String(value));
    return null;
  };
  const bridge: Bridge = {
    call: (channel, ...args) => Promise.resolve({ ok: true, value: answer(channel, args) as never }),
    on: (event, listener) => {
      listeners.set(event, listener);
      return () => undefined;
    },
  };
  return { settings, shown, listeners, bridge };
}

const FROM_MIDNIGHT = JSON.stringify({ on: true, time: '00:00' });

function replicaOf(tasks: Figures['tasks'], { complete = true, first_sync = false } = {}) {
  const figures = createCell({ tasks } as Figures);
  const reading = createCell({ done: 1, total: 1, complete });
  const sync = createCell({ first_sync: first_sync ? { done: 1, total: 2 } : null } as SyncStatus);
  const replica = { figures: () => figures, reading, sync } as Partial<Replica> as Replica;
  return { reading, sync, state: createCell<AppState>({ kind: 'ready', launch: {} as never, replica }) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('reminds once, however many windows are open and however often the app starts', async () => {
  const { bridge, shown, settings } = laptop({ reminders: FROM_MIDNIGHT });
  const start = () => startReminders(bridge, replicaOf({ overdue: 1, today: 3 }).state);
  await Promise.all([start(), start()]);
  await vi.waitFor(() => expect(shown).toEqual(['3 tasks are due today, 1 overdue']));
  await start();
  await settled();
  expect(shown).toHaveLength(1);
  expect(JSON.parse(settings['reminders'] ?? '')).toMatchObject({ time: '00:00', said: isoDay(new Date()) });
});

it('waits until everything is here', async () => {
  const { bridge, shown, settings } = laptop({ reminders: FROM_MIDNIGHT });
  const { state, sync } = replicaOf({ overdue: 0, today: 2 }, { first_sync: true });
  await startReminders(bridge, state);
  await settled();
  expect([shown, settings['reminders']]).toEqual([[], FROM_MIDNIGHT]);
  sync.set({ first_sync: null } as SyncStatus);
  await vi.waitFor(() => expect(shown).toEqual(['2 tasks are due today']));
});

it('waits until everything is read', async () => {
  const { bridge, shown } = laptop({ reminders: FROM_MIDNIGHT });
  const { state, reading } = replicaOf({ overdue: 0, today: 1 }, { complete: false });
  await startReminders(bridge, state);
  await settled();
  expect(shown).toEqual([]);
  reading.set({ done: 1, total: 1, complete: true });
  await vi.waitFor(() => expect(shown).toEqual(['1 task is due today']));
});

it('leaves a day alone on which nothing was due', async () => {
  const { bridge, shown, settings } = laptop({ reminders: FROM_MIDNIGHT });
  await startReminders(bridge, replicaOf({ overdue: 0, today: 0 }).state);
  await vi.waitFor(() => expect(settings['reminders']).toContain(isoDay(new Date())));
  await startReminders(bridge, replicaOf({ overdue: 0, today: 2 }).state);
  await settled();
  expect(shown).toEqual([]);
});

it('keeps what is chosen, and the day that was said', async () => {
  const said = isoDay(new Date());
  const { bridge, settings } = laptop({ reminders: JSON.stringify({ on: true, time: '00:00', said }) });
  await startReminders(bridge, replicaOf({ overdue: 0, today: 1 }).state);
  useReminders.setState({ on: false });
  await vi.waitFor(() =>
    expect(JSON.parse(settings['reminders'] ?? '')).toEqual({ on: false, time: '00:00', said }),
  );
});

it('leads to the tasks by a click', async () => {
  const { bridge, listeners } = laptop();
  await startReminders(bridge, createCell<AppState>({ kind: 'opening' }));
  listeners.get('reminder:clicked')?.();
  expect(useScreen.getState().visit.route.to).toBe('tasks');
});

it('says what is overdue where nothing is due today', () => {
  expect(reminderText({ overdue: 2, today: 0 })).toBe('2 tasks are overdue');
});
