import { lazy, Suspense, useEffect, useEffectEvent, useRef } from 'react';
import type { Launch } from '../../electron/ipc/contract.ts';
import type { Replica } from '../../sync/index.ts';
import { showPanel, type PanelRecord } from '../navigation/screen.ts';
import { ErrorBoundary } from '../start-up/error-boundary.tsx';
import { t } from '../words/t.ts';

type Props = { replica: Replica; record: PanelRecord; launch: Launch };

/** It comes with the record pages, which are read soon after the first screen stands. */
const RecordPanel = lazy(async () => ({
  default: (await import('../records/record-panel.tsx')).RecordPanel,
}));

const FLOATS = 'dialog[open], [aria-modal=true], [data-radix-popper-content-wrapper]';
const TEXT = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/**
 * The right side of the screen while a record is shown over it. The focus comes in, and goes back to where it was.
 * Escape closes it, unless something inside has taken the key; from a text it leads out of the text first.
 */
export function RecordPlace({ replica, record, launch }: Props) {
  const element = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);

  useEffect(() => {
    const place = element.current;
    const { activeElement } = document;
    if (!place?.contains(activeElement)) {
      before.current = activeElement;
      place?.focus({ preventScroll: true });
    }
    return () => {
      const { current } = before;
      // Only what was lost with the panel: a screen that came instead has the focus already.
      if (document.activeElement === document.body && current instanceof HTMLElement)
        current.focus({ preventScroll: true });
    };
  }, []);

  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector(FLOATS)) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.matches(TEXT)) {
      if (element.current?.contains(target)) element.current.focus({ preventScroll: true });
      return;
    }
    event.preventDefault();
    showPanel(null);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onEscape(event);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <aside
      ref={element}
      tabIndex={-1}
      aria-label={t('shell.panel')}
      className="appear no-drag @container absolute inset-y-0 end-0 z-20 flex w-[min(100%-24px,max(520px,36vw),720px)] flex-col border-s border-hairline bg-surface shadow-float outline-none"
    >
      <ErrorBoundary key={record.id} launch={launch}>
        <Suspense>
          <RecordPanel replica={replica} record={record} />
        </Suspense>
      </ErrorBoundary>
    </aside>
  );
}
