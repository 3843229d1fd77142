import type { ReactNode } from 'react';
import { Timeline } from '../timeline/timeline.tsx';
import { useShownRecord } from './record-context.ts';

/** What happened on the record that is shown. */
export function RecordTimeline({ above }: { above?: ReactNode }) {
  const { replica, record_type, id, row, fields, directory, may, deleted } = useShownRecord();
  return (
    <Timeline
      replica={replica}
      record_type={record_type}
      record_id={id}
      since={String(row['created_at'])}
      fields={fields}
      directory={directory}
      currency={typeof row['currency'] === 'string' ? row['currency'] : null}
      writable={deleted ? 'deleted' : may.entry}
      above={above}
    />
  );
}
