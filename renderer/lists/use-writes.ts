// What a list writes, in one gesture however many records it is, with the way back in a toast.
import { useMemo } from 'react';
import type { Failure, RecordType, Replica } from '../../sync/index.ts';
import type { Cells } from '../fields/field.ts';
import { failureText } from '../fields/invalid-words.ts';
import { showToast } from '../ui/toast.tsx';
import { sayProgress, takeBack } from '../undo/take-back.ts';
import { t } from '../words/t.ts';

export type Writes = {
  /** In place, where its effect is seen: said only where it did not work. */
  edit: (ids: readonly string[], cells: Cells) => void;
  /** Of several records: said with the way back. True where it was done. */
  editMany: (ids: readonly string[], cells: Cells) => Promise<boolean>;
  addToBoard: (ids: readonly string[], stage_id: string, stage: string) => Promise<boolean>;
  remove: (ids: readonly string[]) => Promise<boolean>;
};

const refused = (error: Failure): false => {
  showToast({ text: t('lists.not_saved', { reason: failureText(error) }), stays: true });
  return false;
};

export function useWrites(replica: Replica, record_type: RecordType): Writes {
  return useMemo(() => {
    const done = (text: string): true => {
      showToast({ text, action: { name: t('changes.undo'), run: () => void takeBack(replica, 'undo') } });
      return true;
    };
    const edit = (ids: readonly string[], columns: Cells) =>
      replica.mutate('edit_records', { record_type, ids, columns }, sayProgress);
    return {
      edit: (ids, columns) =>
        void edit(ids, columns).then((result) => {
          if (!result.ok) refused(result.error);
        }),
      async editMany(ids, columns) {
        const result = await edit(ids, columns);
        if (!result.ok) return refused(result.error);
        return done(t(`lists.edited.${record_type}`, { count: ids.length }));
      },
      async addToBoard(ids, stage_id, stage) {
        const result =
          record_type === 'deal'
            ? await edit(ids, { stage_id })
            : await replica.mutate('add_cards', { record_type, record_ids: ids, stage_id }, sayProgress);
        if (!result.ok) return refused(result.error);
        return done(t(`lists.put_on_board.${record_type}`, { count: ids.length, stage }));
      },
      async remove(ids) {
        const result = await replica.mutate('delete_records', { record_type, ids }, sayProgress);
        if (!result.ok) return refused(result.error);
        return done(t(`lists.deleted.${record_type}`, { count: ids.length }));
      },
    };
  }, [replica, record_type]);
}
