import { isOwnUrl } from './origin.ts';

/** What Electron tells of the frame that asks; null where it is gone already. */
export type Frame = { readonly url: string; readonly origin: string; readonly parent: object | null } | null;

/** Only the top frame of a window on our origin may ask the shell. A frame that is gone, or any inside of it, may not. */
export const mayAsk = (frame: Frame): boolean =>
  frame !== null && frame.parent === null && isOwnUrl(frame.url) && isOwnUrl(frame.origin);
