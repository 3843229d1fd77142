import { RECORD_TABLES, type Hit, type Replica } from '../../sync/index.ts';
import { openRecord, showPanel, useScreen } from '../navigation/screen.ts';

/** Shows a record beside the board that is on the window, and anywhere else, or where `page` is asked for, on its own page. */
export async function openHit(
  replica: Replica,
  { table, id }: Pick<Hit, 'table' | 'id'>,
  page: boolean,
): Promise<void> {
  const record = table === 'tasks' ? await recordOfTask(replica, id) : { table, id };
  if (!record) return;
  if (!page && useScreen.getState().visit.route.to === 'board') showPanel(record);
  else openRecord(record.table, record.id);
}

/** A task is shown on the record that it is of. */
async function recordOfTask(replica: Replica, id: string) {
  const read = await replica.read('tasks', [id]);
  const task = read.ok ? read.value[0] : undefined;
  if (!task || !(task.record_type in RECORD_TABLES)) return null;
  return { table: RECORD_TABLES[task.record_type as keyof typeof RECORD_TABLES], id: task.record_id };
}
