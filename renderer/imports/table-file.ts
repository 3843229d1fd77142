// A file as rows of text. CSV in UTF-8 or Windows-1252, with commas, semicolons or tabs; contacts also as vCards. Long
// files are read in slices, so that the window stays at hand.
import Papa from 'papaparse';
import { pause } from './pause.ts';
import { vcardTable } from './vcards.ts';

export type SheetTable = { headers: readonly string[]; rows: readonly (readonly string[])[] };

const VCARD = /^\s*BEGIN:VCARD/iu;

/** What is not valid UTF-8 was written by a program of Windows that knows no better. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export async function readTable(bytes: Uint8Array): Promise<SheetTable> {
  const text = decoded(bytes).replace(/^\uFEFF/u, '');
  return VCARD.test(text) ? vcardTable(text) : csvTable(text);
}

const SLICE_CHARACTERS = 200_000;

async function csvTable(text: string): Promise<SheetTable> {
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter,
      skipEmptyLines: 'greedy',
      chunkSize: SLICE_CHARACTERS,
      chunk({ data }: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        rows.push(...data);
        parser.pause();
        void pause().then(() => parser.resume());
      },
      complete: () => resolve(),
      error: reject,
    });
  });
  const [headers = [], ...others] = rows;
  return { headers: headers.map((header) => header.trim()), rows: others };
}

const DELIMITERS = [',', ';', '\t'];

/** The one that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.replace(/"[^"]*"/gu, '').split(/\r?\n/u, 1);
  const count = (sign: string) => line.split(sign).length;
  return DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Not a number and not a phone number, though these begin with a sign too. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().,/-]*$)/u;

/** `rows` as CSV that spreadsheets open as it is, and in which no cell is taken for a formula. */
export const csvText = (headers: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${Papa.unparse({ fields: [...headers], data: rows.map((row) => [...row]) }, { escapeFormulae: FORMULA })}`;
