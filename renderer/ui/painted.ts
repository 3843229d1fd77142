import { useEffect } from 'react';

/** Calls back once what was committed when `ready` is on the screen: the frame after the next one. */
export function useOncePainted(ready: boolean, onPainted: () => void): void {
  useEffect(() => {
    if (!ready) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(onPainted);
    });
    return () => cancelAnimationFrame(frame);
  }, [ready, onPainted]);
}
