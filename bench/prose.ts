// Words that name results: `{{first-sync.rows, 100000, plain Dexie, ratio}}` is that figure of the last run, and
// `{{small-pages: first-sync.rows, 100000, plain Dexie, ratio}}` that of the run kept as small-pages. Pure.
import type { Result } from './figures.ts';
import { shown } from './table.ts';

const REFERENCE = /\{\{\s*(?:([\w-]+):\s*)?([\w.-]+),\s*(\d+),\s*([^,{}]+?),\s*([\w ]+?)\s*\}\}/gu;

const FIELDS: Readonly<Record<string, (result: Result) => number | null>> = {
  ratio: ({ ratio }) => ratio,
  ours: ({ ours }) => ours.median,
  'ours p95': ({ ours }) => ours.p95,
  'ours largest': ({ ours }) => ours.max,
  theirs: ({ theirs }) => theirs?.median ?? null,
  'theirs p95': ({ theirs }) => theirs?.p95 ?? null,
};

/** `runs`: by the name they were kept as; the last one as ''. `missing`: what names no result, and is left as it is. */
export function filled(
  words: string,
  runs: ReadonlyMap<string, readonly Result[]>,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const text = words.replace(
    REFERENCE,
    (whole, run: string | undefined, name: string, size: string, beside: string, field: string) => {
      const found = runs
        .get(run ?? '')
        ?.find((one) => one.name === name && one.size === Number(size) && one.beside === beside);
      const value = found && FIELDS[field]?.(found);
      if (value !== undefined) return shown(value);
      missing.push(whole.slice(2, -2).trim());
      return whole;
    },
  );
  return { text, missing };
}
