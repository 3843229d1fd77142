// vCards (2.1, 3.0 and 4.0) as rows: the first e-mail, the first phone number, organisation, title and note of each.
import type { SheetTable } from './table-file.ts';

const HEADERS = ['Name', 'E-mail', 'Phone', 'Company', 'Job title', 'Website'];
const PROPERTIES = ['FN', 'EMAIL', 'TEL', 'ORG', 'TITLE', 'URL'];

export function vcardTable(text: string): SheetTable {
  const rows: string[][] = [];
  let card: Map<string, string> | null = null;
  for (const line of unfolded(text)) {
    const { property, value } = readLine(line);
    if (property === 'BEGIN') card = new Map();
    else if (property === 'END' && card) {
      const present = card;
      rows.push(PROPERTIES.map((name) => present.get(name) ?? (name === 'FN' ? nameIn(present) : '')));
      card = null;
    } else if (card && value !== '' && !card.has(property)) card.set(property, value);
  }
  return { headers: HEADERS, rows };
}

/** "Brooks;Amelia;;Dr.;" is "Dr. Amelia Brooks". */
function nameIn(card: ReadonlyMap<string, string>): string {
  const [family = '', given = '', more = '', before = '', after = ''] = (card.get('N') ?? '').split(';');
  return [before, given, more, family, after]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ');
}

/** A line that begins with a blank goes on with the one before; so does quoted-printable text that ends in `=`. */
const unfolded = (text: string): readonly string[] =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/\n[ \t]/gu, '')
    .split('\n')
    .reduce<string[]>((lines, line) => {
      const last = lines.at(-1);
      if (last?.endsWith('=') && /QUOTED-PRINTABLE/iu.test(last))
        lines[lines.length - 1] = last.slice(0, -1) + line;
      else lines.push(line);
      return lines;
    }, []);

function readLine(line: string): { property: string; value: string } {
  const colon = line.indexOf(':');
  const [name = '', ...parameters] = line.slice(0, Math.max(0, colon)).split(';');
  const property = name.replace(/^.*\./u, '').toUpperCase();
  const quoted = parameters.some((parameter) => /QUOTED-PRINTABLE/iu.test(parameter));
  const raw = colon < 0 ? '' : line.slice(colon + 1);
  const text = quoted ? fromQuotedPrintable(raw) : raw;
  if (property === 'N') return { property, value: text };
  const plain = text
    .replace(/\\n/giu, ' ')
    .replace(/\\([,;\\])/gu, '$1')
    .trim();
  if (property === 'TEL' || property === 'EMAIL')
    return { property, value: plain.replace(/^(?:tel|mailto):/iu, '') };
  return {
    property,
    value:
      property === 'ORG' ? (text.split(/(?<!\\);/u)[0] ?? '').replace(/\\([,;\\])/gu, '$1').trim() : plain,
  };
}

function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=(?![0-9A-F]{2})/giu, '')
    .replace(/=([0-9A-F]{2})/giu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
}
