// What a person decides about entries of the outbox and about what was decided for them, each said in a toast.
import { useMemo } from 'react';
import type { OutboxEntry, Replica, Result } from '../../sync/index.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import type { DecidedActions } from './decided-row.tsx';
import type { Edited } from './fields.ts';
import { entryTitle, losesContent } from './lines.ts';
import type { OpenPart, OutboxActions } from './outbox-row.tsx';

type ActionPorts = {
  replica: Replica;
  focus: (key: string) => void;
  setExpanded: (change: (expanded: ReadonlySet<string>) => ReadonlySet<string>) => void;
  setOpen: (open: { key: string; part: OpenPart }) => void;
};

export function useOutboxActions({
  replica,
  focus,
  setExpanded,
  setOpen,
}: ActionPorts): OutboxActions & DecidedActions {
  return useMemo(() => {
    /** Entries that are being settled: a second press is no second decision. */
    const busy = new Set<string>();
    const close = () => setOpen({ key: '', part: null });

    async function settle(
      key: string,
      act: () => Promise<Result<void>>,
      text: string,
      detail?: string | null,
    ) {
      if (busy.has(key)) return;
      busy.add(key);
      const result = await act();
      busy.delete(key);
      if (result.ok) showToast({ text, detail: detail ?? null });
      else
        showToast({
          text: t('sync_page.not_done', { reason: t(`failures.${result.error.code}`) }),
          stays: true,
        });
    }

    const discard = (entry: OutboxEntry) => {
      focus(entry.id);
      close();
      void settle(
        entry.id,
        () => inTurn(entry, (mutation_id) => replica.discard(mutation_id)),
        t('sync_page.discarded', { title: entryTitle(entry) }),
      );
    };

    return {
      toggle: (key) =>
        setExpanded((expanded) => {
          const next = new Set(expanded);
          if (!next.delete(key)) next.add(key);
          return next;
        }),
      retry(entry, edited) {
        focus(entry.id);
        close();
        void settle(
          entry.id,
          () =>
            inTurn(entry, (mutation_id) => replica.retry(mutation_id, editedIn(entry, mutation_id, edited))),
          t('sync_page.trying_again', { title: entryTitle(entry) }),
          replica.sync.get()?.kind === 'offline' ? t('sync_page.offline_retry') : null,
        );
      },
      edit: ({ id }) => setOpen({ key: id, part: 'fields' }),
      discard(entry) {
        if (losesContent(entry)) setOpen({ key: entry.id, part: 'question' });
        else discard(entry);
      },
      discardForGood: discard,
      cancel({ id }) {
        close();
        focus(id);
      },
      keep: ({ mutation_id, title }) =>
        void settle(mutation_id, () => replica.dismiss(mutation_id), t('sync_page.kept', { title })),
      take: ({ mutation_id, title }, decision) =>
        void settle(mutation_id, () => replica.takeBack(decision.with), t('sync_page.took', { title })),
    };
  }, [replica, focus, setExpanded, setOpen]);
}

/** Of each mutation of an entry, one after the other, up to the first that it does not work of. */
async function inTurn(
  { mutation_ids }: OutboxEntry,
  act: (mutation_id: string) => Promise<Result<void>>,
): Promise<Result<void>> {
  for (const mutation_id of mutation_ids) {
    const result = await act(mutation_id);
    if (!result.ok) return result;
  }
  return { ok: true, value: undefined };
}

/** What was edited of one mutation, by the place of the write in it. */
export const editedIn = ({ writes }: OutboxEntry, mutation_id: string, edited: Edited = new Map()): Edited =>
  new Map(
    [...edited].flatMap(([at, cells]) => {
      const write = writes[at];
      return write?.mutation_id === mutation_id ? [[write.index, cells] as const] : [];
    }),
  );
