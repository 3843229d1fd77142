// A file that was opened with Outpost from elsewhere, such as by a double click: its import begins as soon as a workspace is
// open in which the person may add something.
import { create } from 'zustand';
import type { Bridge } from '../../electron/ipc/contract.ts';
import type { RecordType, Replica } from '../../sync/index.ts';
import { useMay } from '../fields/permissions.ts';
import { useScreen, type ScreenName } from '../navigation/screen.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { ImportDialog } from './import-dialog.tsx';

const useOpenedFile = create<{ file: File | null }>(() => ({ file: null }));

/** Called once per window. */
export function startOpenedFiles(bridge: Pick<Bridge, 'on'>): void {
  bridge.on('file:opened', ({ name, bytes }) => {
    if (bytes) useOpenedFile.setState({ file: new File([new Uint8Array(bytes)], name) });
    else showToast({ text: t('imports.not_opened', { name }), stays: true });
  });
}

/** What a table is taken for on a screen that shows records of a kind; elsewhere, and as a vCard, it holds contacts. */
const TYPES: Partial<Record<ScreenName, RecordType>> = { companies: 'company', deals: 'deal' };

export function OpenedFile({ replica }: { replica: Replica }) {
  const file = useOpenedFile((state) => state.file);
  const shown = useScreen(({ visit }) => visit.route.to);
  const may = useMay(replica);
  if (!file) return null;
  const record_type = (/\.csv$/iu.test(file.name) && TYPES[shown]) || 'contact';
  if (!may(record_type, 'write')) return null;
  return (
    <ImportDialog
      replica={replica}
      record_type={record_type}
      file={file}
      onClose={() => useOpenedFile.setState({ file: null })}
    />
  );
}
