// An error of PostgreSQL reaches a client with its own code, details and hint, under the status that PostgREST gives it
// (https://docs.postgrest.org/en/stable/references/errors.html). @supabase/lite 0.10 does so for some codes and
// answers 500 with the code SUP for the rest.
import postgres from 'postgres';

/** What the code's class means to PostgREST; 400 for all others. */
const STATUS_OF_CLASS: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
};
const STATUS_OF_CODE: Record<string, number> = {
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '42P01': 404,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
};

/** What @supabase/lite answers as PostgREST does, with words of its own for some. */
const SERVED = /^(21|22|42|PG|PT)(?!P01)/;

/** The error in the form in which @supabase/lite passes status and body on: that of PostgREST's `raise sqlstate 'PGRST'`. */
export function asPostgrest(error: unknown): unknown {
  if (!(error instanceof postgres.PostgresError) || SERVED.test(error.code)) return error;
  const { code, message, detail = null, hint = null } = error;
  const status = STATUS_OF_CODE[code] ?? STATUS_OF_CLASS[code.slice(0, 2)] ?? 400;
  return Object.assign(
    new Error(JSON.stringify({ code, message, details: detail, hint }), { cause: error }),
    {
      code: 'PGRST',
      detail: JSON.stringify({ status, headers: {} }),
    },
  );
}
