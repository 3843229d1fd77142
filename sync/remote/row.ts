import type { SyncedRow } from '../schema/declare.ts';
import { z } from './zod.ts';

/** Only what sync itself relies on; the columns of a row are the server's word. */
export const Row = z.looseObject({
  id: z.string(),
  row_version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
  deleted_at: z.string().nullable(),
  clocks: z.record(z.string(), z.string()),
}) as unknown as z.ZodType<SyncedRow>;
