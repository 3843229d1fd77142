// An import from the choice of a file to what came of it, in one dialog.
import { useRef, useState } from 'react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { t } from '../words/t.ts';
import { ChooseFile } from './choose-file.tsx';
import { ImportResult } from './import-result.tsx';
import { MapColumns } from './map-columns.tsx';
import type { Plan } from './plan.ts';
import { runImport, type Ran } from './run-import.ts';
import { Running } from './running.tsx';
import type { SheetTable } from './table-file.ts';

type Props = {
  replica: Replica;
  record_type: RecordType;
  /** What was dropped on the list; null where it is still to be chosen. */
  file: File | null;
  onClose: () => void;
};

type Step =
  | { kind: 'choose' }
  | { kind: 'map'; table: SheetTable }
  | { kind: 'run'; table: SheetTable; plan: Plan; done: number }
  | { kind: 'result'; table: SheetTable; plan: Plan; ran: Ran; stopped: boolean };

export function ImportDialog({ replica, record_type, file, onClose }: Props) {
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const stopped = useRef(false);

  async function run(table: SheetTable, plan: Plan) {
    stopped.current = false;
    setStep({ kind: 'run', table, plan, done: 0 });
    const ran = await runImport({
      replica,
      record_type,
      plan,
      onProgress: (done) => setStep({ kind: 'run', table, plan, done }),
      isStopped: () => stopped.current,
    });
    setStep({ kind: 'result', table, plan, ran, stopped: stopped.current });
  }

  return (
    <Dialog
      wide
      title={t(`imports.title.${record_type}`)}
      onClose={() => {
        stopped.current = true;
        if (step.kind !== 'run') onClose();
      }}
    >
      {step.kind === 'choose' && (
        <ChooseFile
          record_type={record_type}
          dropped={file}
          onTable={(table) => setStep({ kind: 'map', table })}
          onCancel={onClose}
        />
      )}
      {step.kind === 'map' && (
        <MapColumns
          replica={replica}
          record_type={record_type}
          table={step.table}
          onRun={(plan) => void run(step.table, plan)}
          onCancel={onClose}
        />
      )}
      {step.kind === 'run' && (
        <Running
          done={step.done}
          total={step.plan.rows.length}
          onStop={() => {
            stopped.current = true;
          }}
        />
      )}
      {step.kind === 'result' && <ImportResult replica={replica} {...step} onClose={onClose} />}
    </Dialog>
  );
}
