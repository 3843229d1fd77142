// All contacts, companies or deals as a table: narrowed, ordered and edited in place.
import { useCallback, useMemo, useState } from 'react';
import { Plus } from 'lucide-react';
import { RECORD_TABLES, type ListRow, type RecordTable, type RecordType } from '../../sync/index.ts';
import { useDirectory } from '../fields/directory.ts';
import { FieldEditor } from '../fields/field-editor.tsx';
import { isNumeric } from '../fields/field.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { useMay } from '../fields/permissions.ts';
import { useFields } from '../fields/use-fields.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { openRecord, showPanel } from '../navigation/screen.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { useShortcut } from '../navigation/shortcuts.ts';
import { beginRecord } from '../navigation/creating.ts';
import { Button } from '../ui/button.tsx';
import type { TableColumn } from '../ui/data-table/columns.ts';
import { ColumnMenu } from '../ui/data-table/column-menu.tsx';
import { DataTable } from '../ui/data-table/data-table.tsx';
import { NOTHING } from '../ui/data-table/selection.ts';
import { useRowHeight } from '../ui/density.ts';
import { useOncePainted } from '../ui/painted.ts';
import { showToast } from '../ui/toast.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { t } from '../words/t.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useLists } from './kept-lists.ts';
import { ListFiles } from './list-files.tsx';
import { ListFooter } from './list-footer.tsx';
import { ListPlaceholder } from './list-placeholder.tsx';
import { usualState, type ListState } from './list-state.ts';
import { useListed } from './use-listed.ts';
import { useWrites } from './use-writes.ts';
import { ViewTabs } from './view-tabs.tsx';

type Row = ListRow<RecordTable>;
type Props = ScreenProps & { record_type: RecordType };

const NAMES = { contact: 'lists.contacts', company: 'lists.companies', deal: 'lists.deals' } as const;
const NEW = { contact: 'lists.new_contact', company: 'lists.new_company', deal: 'lists.new_deal' } as const;

export function ListScreen({ replica, record_type, onPainted }: Props) {
  const table = RECORD_TABLES[record_type];
  const { state, view_id } = useLists((lists) => lists[record_type]);
  const keep = useCallback(
    (next: Partial<ListState>) =>
      useLists.setState(({ [record_type]: { state: before, view_id: view } }) => ({
        [record_type]: { state: { ...before, ...next }, view_id: view },
      })),
    [record_type],
  );
  const fields = useFields(replica, record_type);
  const directory = useDirectory(replica);
  const may = useMay(replica);
  const rowHeight = useRowHeight();
  const rows = useListed(replica, table, state);
  const [selection, setSelection] = useState(NOTHING);
  const writes = useWrites(replica, record_type);
  const mayWrite = may(record_type, 'write');
  useOncePainted(rows !== null, onPainted);

  const add = useCallback(() => beginRecord(RECORD_TABLES[record_type], {}), [record_type]);
  useShortcut('create', mayWrite ? add : null);

  const layout = useMemo(
    () => state.columns.filter(({ id }) => fields.some(({ cell }) => cell === id)),
    [state.columns, fields],
  );
  const shown = layout.map(({ id }) => id).join(' ');
  const columns = useMemo(
    () =>
      shown.split(' ').flatMap((id): TableColumn<Row> | [] => {
        const field = fields.find(({ cell }) => cell === id);
        if (!field) return [];
        return {
          id,
          name: field.name,
          numeric: isNumeric(field),
          editable: field.editable,
          show: (row) =>
            id === 'name' ? (
              <span data-opens className="truncate hover:underline hover:underline-offset-3">
                {row.name}
              </span>
            ) : (
              <FieldValue field={field} row={row} directory={directory} names={row.names} />
            ),
        };
      }),
    [shown, fields, directory],
  );

  const editor = (row: Row, cell: string, end: () => void) => {
    const field = fields.find((one) => one.cell === cell);
    if (!field) return null;
    if (!mayWrite || !field.editable) {
      showToast({ text: t(mayWrite ? 'lists.not_editable' : 'lists.not_allowed', { name: field.name }) });
      return null;
    }
    return (
      <div className="w-full min-w-0 px-1">
        <FieldEditor
          field={field}
          row={row}
          replica={replica}
          directory={directory}
          names={row.names}
          onCommit={(cells) => {
            writes.edit([row.id], cells);
            end();
          }}
          onCancel={end}
        />
      </div>
    );
  };

  const filtered = state.conditions.length > 0 || state.text.trim() !== '';
  return (
    <>
      <TopBar name={t(NAMES[record_type])}>
        <ViewTabs replica={replica} record_type={record_type} state={state} view_id={view_id} />
        <div className="no-drag ms-auto flex shrink-0 items-center gap-1.5">
          <ListFiles
            replica={replica}
            record_type={record_type}
            table={table}
            name={t(NAMES[record_type])}
            list={rows?.list ?? null}
            fields={layout.flatMap(({ id }) => fields.find(({ cell }) => cell === id) ?? [])}
            directory={directory}
            mayWrite={mayWrite}
          />
          {mayWrite && (
            <Button kind="primary" onClick={add}>
              <Plus aria-hidden className="size-4" />
              {t(NEW[record_type])}
            </Button>
          )}
        </div>
      </TopBar>
      <FilterBar
        replica={replica}
        record_type={record_type}
        conditions={state.conditions}
        text={state.text}
        onChange={keep}
      >
        <ColumnMenu
          all={fields.map(({ cell, name }) => ({ id: cell, name }))}
          layout={layout}
          onLayout={(next) => keep({ columns: next })}
          onReset={() => keep({ columns: usualState(record_type).columns })}
        />
      </FilterBar>
      {rows === null || rows.view.total === 0 ? (
        <ListPlaceholder
          replica={replica}
          record_type={record_type}
          known={rows?.view.complete ?? false}
          filtered={filtered}
          onClear={() => keep({ conditions: [], text: '' })}
          onAdd={mayWrite ? add : null}
        />
      ) : (
        <DataTable
          label={t(NAMES[record_type])}
          memory={record_type}
          rows={rows.view}
          list={rows.list}
          nameOf={(row) => row.name}
          columns={columns}
          layout={layout}
          onLayout={(next) => keep({ columns: next })}
          sort={state.order}
          onSort={(order) => keep({ order })}
          selection={selection}
          onSelection={setSelection}
          rowHeight={rowHeight}
          onOpen={({ id }) => openRecord(table, id)}
          onPeek={({ id }) => showPanel({ table, id })}
          editor={editor}
        />
      )}
      <ListFooter record_type={record_type} view={rows?.view ?? null} selected={selection.ids.size}>
        {selection.ids.size > 0 && (
          <BulkBar
            replica={replica}
            record_type={record_type}
            fields={fields}
            directory={directory}
            may={may}
            ids={selection.ids}
            onDone={() => setSelection(NOTHING)}
          />
        )}
      </ListFooter>
    </>
  );
}
