// Notifications of the system. Each is held until it is closed: one that nothing holds is collected, and its click is lost.
import { Notification } from 'electron';

const held = new Set<Notification>();
/** So that nobody is buried under them: the oldest goes. */
const MOST_SHOWN = 8;

/** Raises where this system shows none, so that the window can say it by itself. */
export function showReminder(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) throw new Error('This system shows no notifications.');
  const [oldest] = held;
  if (oldest && held.size >= MOST_SHOWN) {
    held.delete(oldest);
    oldest.close();
  }
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
