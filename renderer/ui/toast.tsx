// A word about what was just done, with the way back. One at a time: the last thing done is what can be taken back.
import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { create } from 'zustand';
import { t } from '../words/t.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

export type Toast = {
  text: string;
  /** What went otherwise than asked. */
  detail?: string | null;
  action?: { name: string; run: () => void };
  /** It stays until it is dismissed: something did not work. */
  stays?: boolean;
  /** How far something has come: it takes the place of its last word without a new beginning, and stays. */
  progress?: true;
};

const SHOWN_MS = 6_000;
/** More to read takes longer. */
const SHOWN_WITH_DETAIL_MS = 10_000;

const useToast = create<{ toast: (Toast & { id: number }) | null }>(() => ({ toast: null }));
let count = 0;

export function showToast(toast: Toast): void {
  const before = useToast.getState().toast;
  const goesOn = toast.progress === true && before?.progress === true;
  if (!goesOn) count += 1;
  useToast.setState({ toast: { ...toast, id: count } });
}

export const dismissToast = (): void => useToast.setState({ toast: null });

/** Where toasts appear; once per window. */
export function Toasts() {
  const toast = useToast((state) => state.toast);
  return (
    <Radix.Provider label={t('app.toast.label')} swipeDirection="down">
      {toast && <Shown key={toast.id} toast={toast} />}
      <Radix.Viewport
        label={t('app.toast.region')}
        className="no-drag fixed bottom-5 [:root:has(main>footer)_&]:bottom-14 left-1/2 z-50 flex max-w-[calc(100vw-32px)] -translate-x-1/2 outline-none"
      />
    </Radix.Provider>
  );
}

function Shown({ toast }: { toast: Toast & { id: number } }) {
  const { id, text, detail = null, action, stays = toast.progress ?? false } = toast;
  const close = () => useToast.setState((state) => (state.toast?.id === id ? { toast: null } : state));
  return (
    <Radix.Root
      open
      type="background"
      duration={stays ? Infinity : detail === null ? SHOWN_MS : SHOWN_WITH_DETAIL_MS}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      className="appear flex max-w-120 items-center gap-1 rounded-card bg-surface py-1 ps-3 pe-1 text-text shadow-float"
    >
      <div className="min-w-0 py-1 pe-2">
        <Radix.Title className="line-clamp-2 break-words">{text}</Radix.Title>
        {detail !== null && (
          <Radix.Description className="text-small text-secondary">{detail}</Radix.Description>
        )}
      </div>
      {action && (
        <Radix.Action asChild altText={action.name}>
          <Button onClick={action.run}>{action.name}</Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton name={t('app.toast.dismiss')} side="top">
          <X aria-hidden className="size-4" />
        </IconButton>
      </Radix.Close>
    </Radix.Root>
  );
}
