// Reminders as the system shows them; what a click on one does.
import { callShell } from './call-shell.ts';
import { expect, test } from './outpost.ts';

test('a reminder is shown by the system, and a click on it brings the window back and tells it', async ({
  launch,
}) => {
  const { window, electron } = await launch();
  // Where a desktop would show it: nobody presses on one here.
  await electron.evaluate(({ Notification }) => {
    Notification.prototype.show = function (this: Electron.Notification) {
      Object.assign(globalThis, { reminder: this });
    };
  });
  await window.evaluate(() => {
    const { outpost } = globalThis as unknown as {
      outpost: { on(event: string, listener: () => void): void };
    };
    outpost.on('reminder:clicked', () => {
      Object.assign(globalThis, { clicked: true });
    });
  });
  expect(await callShell(window, 'reminder:show', 'Tasks', '3 tasks are due today')).toMatchObject({
    ok: true,
  });

  const shown = await electron.evaluate(({ BrowserWindow }) => {
    const { reminder } = globalThis as unknown as { reminder: Electron.Notification };
    BrowserWindow.getAllWindows()[0]?.minimize();
    reminder.emit('click');
    return [reminder.title, reminder.body];
  });
  expect(shown).toEqual(['Tasks', '3 tasks are due today']);
  await window.waitForFunction(() => 'clicked' in globalThis);
  const minimized = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
  await expect.poll(minimized).toBe(false);
});
