import { useMemo } from 'react';
import type { RecordType, Replica } from '../../sync/index.ts';
import { useLive } from '../ui/use-live.ts';
import { fieldsOf, type Field } from './field.ts';

/** Every field of the records of a type, kept as people define them. */
export function useFields(replica: Replica, record_type: RecordType): readonly Field[] {
  const defined = useLive(useMemo(() => replica.rows('custom_fields'), [replica]));
  return useMemo(() => fieldsOf(record_type, defined ?? []), [record_type, defined]);
}
