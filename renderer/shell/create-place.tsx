import type { Replica } from '../../sync/index.ts';
import { useCreating } from '../navigation/creating.ts';
import { CreateRecordDialog } from '../records/create-record-dialog.tsx';
import { NewNote } from './new-note.tsx';
import { NewTask } from './new-task.tsx';
import { QuickCreate } from './quick-create.tsx';

/** Where what is added is asked for: first what it is, then its dialog. */
export function CreatePlace({ replica }: { replica: Replica }) {
  const creating = useCreating((state) => state.creating);
  if (creating === null) return null;
  const { what, about } = creating;
  switch (what) {
    case null:
      return <QuickCreate replica={replica} about={about} />;
    case 'tasks':
      return <NewTask replica={replica} about={about} />;
    case 'notes':
      return <NewNote replica={replica} about={about} />;
    default:
      return <CreateRecordDialog replica={replica} table={what} creating={creating} />;
  }
}
