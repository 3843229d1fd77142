import type { RecordTable } from '../../sync/index.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { RecordPage } from './record-page.tsx';

const screenOf = (table: RecordTable) =>
  function RecordScreen({ id, ...props }: ScreenProps) {
    return id === null ? null : <RecordPage key={id} table={table} id={id} {...props} />;
  };

export const ContactScreen = screenOf('contacts');
export const CompanyScreen = screenOf('companies');
export const DealScreen = screenOf('deals');
