// An import, once it is planned: companies that are not here first, then the records, all of it as one gesture. It can be
// stopped at any row; what was made until then stays, and is told.
import type { Failure, RecordType, Replica } from '../../sync/index.ts';
import { idsBy } from './known-records.ts';
import type { Plan, PlannedRow } from './plan.ts';

export type Ran = {
  made: number;
  /** Whether undo has something to take back. */
  undoable: boolean;
  rejected: readonly { at: number; failure: Failure }[];
  /** What ended it before its end; null where it went through or was stopped. */
  failure: Failure | null;
};

type Input = {
  replica: Replica;
  record_type: RecordType;
  plan: Plan;
  onProgress: (done: number) => void;
  /** True as soon as it is to stop. */
  isStopped: () => boolean;
};

export async function runImport({ replica, record_type, plan, onProgress, isStopped }: Input): Promise<Ran> {
  const gesture = crypto.randomUUID();
  const ran = { made: 0, undoable: false, rejected: [] as { at: number; failure: Failure }[] };
  const until = <T>(rows: readonly T[]) =>
    (function* () {
      for (const row of rows) {
        if (isStopped()) return;
        yield row;
      }
    })();

  if (plan.new_companies.length > 0) {
    const owner_id = replica.place.user_id;
    const rows = until(plan.new_companies.map((name) => ({ name, owner_id })));
    const made = await replica.importRecords({ record_type: 'company', rows, gesture });
    if (!made.ok) return { ...ran, failure: made.error };
    ran.undoable = made.value.made > 0;
  }
  const companies =
    plan.new_companies.length > 0
      ? await idsBy(replica, 'companies', ({ name }) => [name])
      : new Map<string, string>();
  const cellsOf = ({ cells, company }: PlannedRow) => {
    const { stage_id: _, ...others } = cells;
    return company === null
      ? others
      : { ...others, company_id: companies.get(company.toLowerCase()) ?? null };
  };

  for (const [stage_id, rows] of byStage(record_type, plan.rows)) {
    if (isStopped()) break;
    const before = ran.made + ran.rejected.length;
    const imported = await replica.importRecords(
      { record_type, rows: until(rows.map(cellsOf)), gesture, ...(stage_id === null ? {} : { stage_id }) },
      ({ made, rejected }) => onProgress(before + made + rejected),
    );
    if (!imported.ok) return { ...ran, failure: imported.error };
    ran.made += imported.value.made;
    ran.undoable ||= imported.value.made > 0;
    for (const { at, failure } of imported.value.rejected)
      ran.rejected.push({ at: rows[at]?.at ?? 0, failure });
  }
  return { ...ran, failure: null };
}

/** Deals of one stage go to its end together. */
function byStage(
  record_type: RecordType,
  rows: readonly PlannedRow[],
): ReadonlyMap<string | null, PlannedRow[]> {
  const groups = new Map<string | null, PlannedRow[]>();
  for (const row of rows) {
    const stage = record_type === 'deal' ? row.cells['stage_id'] : null;
    const key = typeof stage === 'string' ? stage : null;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
