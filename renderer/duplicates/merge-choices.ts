// What a merged record holds: for each field in which the two differ, the value of one of them, or of both together
// where the field holds several.
import { cellsOf, readField, sameValue, type Cells, type Field } from '../fields/field.ts';

export type Side = 'older' | 'newer' | 'both';
/** A field in which the two differ. */
export type Difference = { field: Field; older: unknown; newer: unknown };
/** By cell. */
export type Choices = Readonly<Record<string, Side>>;

type Rows = { older: Cells; newer: Cells };

/** A stage follows from the card, and a company is no part of itself. */
function valueOf(field: Field, row: Cells, { older, newer }: Rows): unknown {
  const value = readField(field, row);
  return field.cell === 'parent_id' && (value === older['id'] || value === newer['id']) ? null : value;
}

const isChosen = ({ editable, kind }: Field): boolean => editable && kind !== 'stage';

export const differences = (fields: readonly Field[], rows: Rows): readonly Difference[] =>
  fields.filter(isChosen).flatMap((field) => {
    const [older, newer] = [valueOf(field, rows.older, rows), valueOf(field, rows.newer, rows)];
    return sameValue(older, newer) ? [] : [{ field, older, newer }];
  });

/** Fields that hold the same in both, and are not empty. */
export const sameFields = (fields: readonly Field[], rows: Rows): readonly Field[] =>
  fields.filter(isChosen).filter((field) => {
    const older = valueOf(field, rows.older, rows);
    return older !== null && sameValue(older, valueOf(field, rows.newer, rows));
  });

export const holdsSeveral = ({ kind }: Field): boolean => kind === 'tags' || kind === 'choices';

/** The older one stands, unless it has nothing; where both have several, both do. */
export const usualChoices = (all: readonly Difference[]): Choices =>
  Object.fromEntries(
    all.map(({ field, older, newer }): [string, Side] => [
      field.cell,
      older === null ? 'newer' : newer !== null && holdsSeveral(field) ? 'both' : 'older',
    ]),
  );

export const valueOfSide = ({ older, newer }: Difference, side: Side): unknown =>
  side === 'both'
    ? [...new Set([...((older ?? []) as string[]), ...((newer ?? []) as string[])])]
    : side === 'older'
      ? older
      : newer;

/** What is written to the older record, which is the one that stays. */
export const mergedCells = (all: readonly Difference[], choices: Choices): Cells =>
  Object.assign(
    {},
    ...all.flatMap((difference) => {
      const value = valueOfSide(difference, choices[difference.field.cell] ?? 'older');
      return sameValue(value, difference.older) ? [] : [cellsOf(difference.field, value)];
    }),
  ) as Cells;
