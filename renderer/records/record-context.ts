// The one record that a page or a panel shows: its row, its fields, what its ids are called and what may be done to it.
import { createContext, useContext, useMemo } from 'react';
import type { RecordTable, RecordType, Replica, Rows } from '../../sync/index.ts';
import { useDirectory, type Directory } from '../fields/directory.ts';
import type { Cells, Field } from '../fields/field.ts';
import { useMay } from '../fields/permissions.ts';
import type { Names } from '../fields/shown-text.ts';
import { useFields } from '../fields/use-fields.ts';
import { useReferenceNames } from '../fields/use-reference-names.ts';
import { useLive } from '../ui/use-live.ts';

export const TABLE_OF = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;
export const TYPE_OF = { contacts: 'contact', companies: 'company', deals: 'deal' } as const;

export type ShownRecord = {
  replica: Replica;
  record_type: RecordType;
  id: string;
  /** Every column; those that another type has are not there. */
  row: Cells;
  name: string;
  fields: readonly Field[];
  directory: Directory;
  names: Names;
  deleted: boolean;
  /** What the person's role allows here; nothing of a record that is deleted. */
  may: { write: boolean; delete: boolean; task: boolean; board: boolean; entry: boolean; deal: boolean };
  /** Shows another record where this one is shown. */
  open: (table: RecordTable, id: string) => void;
};

const Context = createContext<ShownRecord | null>(null);
export const RecordProvider = Context.Provider;

/** Raises outside of a record. */
export function useShownRecord(): ShownRecord {
  const shown = useContext(Context);
  if (!shown) throw new Error('No record is shown here.');
  return shown;
}

/** Undefined until it is read; null where it is not here. */
export function useRecord(
  replica: Replica,
  table: RecordTable,
  id: string,
  open: ShownRecord['open'],
): ShownRecord | null | undefined {
  const record_type = TYPE_OF[table];
  const row: Rows[RecordTable] | null | undefined = useLive<Rows[RecordTable] | null>(
    useMemo(() => replica.record(table, id), [replica, table, id]),
  );
  const fields = useFields(replica, record_type);
  const directory = useDirectory(replica);
  const names = useReferenceNames(replica, fields, row ?? null);
  const may = useMay(replica);
  return useMemo(() => {
    if (!row) return row;
    const deleted = row.deleted_at !== null;
    return {
      replica,
      record_type,
      id,
      row,
      name: row.name,
      fields,
      directory,
      names,
      deleted,
      may: {
        write: !deleted && may(record_type, 'write'),
        delete: may(record_type, 'delete'),
        task: !deleted && may('task', 'write'),
        board: !deleted && may('board', 'write'),
        entry: !deleted && may('timeline_entry', 'write'),
        deal: !deleted && may('deal', 'write'),
      },
      open,
    };
  }, [replica, record_type, id, row, fields, directory, names, may, open]);
}
