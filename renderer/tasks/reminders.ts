// Reminds once a day of what is due, without a network too. Every window looks; a lock and the setting, which is written
// before anything is shown, make sure that one of them does it, and only once.
import { create } from 'zustand';
import type { Bridge } from '../../electron/ipc/contract.ts';
import { ME, type Figures, type Live, type Replica } from '../../sync/index.ts';
import { readJsonSetting, writeJsonSetting } from '../bridge.ts';
import { go } from '../navigation/screen.ts';
import type { AppState } from '../start-up/app-state.ts';
import { isoDay } from '../ui/dates.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { decideReminder, DEFAULT_REMINDERS, parseReminders, type Reminders } from './reminder-rule.ts';
import { useShownTasks } from './shown-tasks.ts';

/** What is chosen in the settings. Setting it is all there is to do. */
export const useReminders = create<Reminders>(() => DEFAULT_REMINDERS);

const LOCK = 'outpost-reminders';
const MINUTE_MS = 60_000;

type Due = Figures['tasks'];

/** Called once per window, whatever replica it shows. */
export async function startReminders(bridge: Bridge, state: Live<AppState>): Promise<void> {
  const read = async () => parseReminders(await readJsonSetting(bridge, 'reminders'));
  const { on, time } = await read();
  useReminders.setState({ on, time });
  useReminders.subscribe(({ on, time }) => {
    void locked(async () => {
      const kept = await read();
      if (on !== kept.on || time !== kept.time)
        await writeJsonSetting(bridge, 'reminders', { ...kept, on, time });
    }).then(look);
  });
  bridge.on('reminder:clicked', showTasks);

  let watched: { replica: Replica; figures: Live<Figures>; end: () => void } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function watch() {
    const shown = state.get();
    const replica = shown?.kind === 'ready' ? shown.replica : null;
    if ((watched?.replica ?? null) === replica) return;
    watched?.end();
    watched = null;
    if (!replica) return;
    const figures = replica.figures();
    const ends = [figures, replica.reading, replica.sync].map((live) => live.subscribe(look));
    watched = { replica, figures, end: () => ends.forEach((end) => end()) };
    look();
  }

  /** Null while not everything is here and read: what is on its way is not nothing. */
  function dueOf(): Due | null {
    if (!watched) return null;
    const { replica, figures } = watched;
    const isHere = replica.sync.get()?.first_sync === null && replica.reading.get()?.complete === true;
    return (isHere && figures.get()?.tasks) || null;
  }

  /** `reminders`: as they are kept, where another window may have chosen otherwise. */
  function decide(said: string | null, due: Due | null, reminders = useReminders.getState()) {
    const count = due && due.overdue + due.today;
    return decideReminder({ now: new Date(), reminders, said, due: count });
  }

  let said: string | null = null;
  let looking = false;
  function look() {
    if (looking) return;
    looking = true;
    void lookNow().finally(() => (looking = false));
  }

  async function lookNow() {
    clearTimeout(timer);
    if (decide(said, dueOf()).kind !== 'wait')
      await locked(async () => {
        const kept = await read();
        said = kept.said;
        const due = dueOf();
        const decision = decide(said, due, kept);
        if (decision.kind === 'wait') return;
        said = isoDay(new Date());
        await writeJsonSetting(bridge, 'reminders', { ...kept, said });
        if (decision.kind === 'remind' && due) await remind(bridge, due);
      });
    const decision = decide(said, dueOf());
    if (decision.kind !== 'wait' || decision.until === null) return;
    // Never longer than a minute: a timer does not count the time that a laptop sleeps.
    timer = setTimeout(look, Math.min(Math.max(decision.until - Date.now(), 0), MINUTE_MS));
  }

  state.subscribe(watch);
  watch();
}

const locked = (run: () => Promise<void>): Promise<void> => navigator.locks.request(LOCK, run);

async function remind(bridge: Bridge, due: Due): Promise<void> {
  const body = reminderText(due);
  const answer = await bridge.call('reminder:show', t('tasks.reminder.title'), body);
  // Without the system's notifications the window says it.
  if (!answer.ok)
    showToast({ text: body, action: { name: t('tasks.reminder.show'), run: showTasks }, stays: true });
}

/** "3 tasks are due today, 1 overdue" */
export function reminderText({ overdue, today }: Due): string {
  if (today === 0) return t('tasks.reminder.overdue', { count: overdue });
  const due = t('tasks.reminder.today', { count: today });
  if (overdue === 0) return due;
  return t('tasks.reminder.both', {
    today: due,
    overdue: t('tasks.reminder.also_overdue', { count: overdue }),
  });
}

function showTasks(): void {
  useShownTasks.setState({ view: 'today', whose: ME });
  go('tasks');
}
