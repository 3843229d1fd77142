// Notifications of the system. Each is held until it is closed: one that nothing holds is collected, and its click is lost.
import { Notification } from 'electron';

const held = new Set<Notification>();

/** Raises where this system shows none, so that the window can say it by itself. */
export function showReminder(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) throw new Error('This system shows no notifications.');
  const notification = new Notification({ title, body });
  held.add(notification);
  const release = (): void => void held.delete(notification);
  notification.on('close', release);
  notification.on('failed', release);
  notification.on('click', () => {
    release();
    onClick();
  });
  notification.show();
}
