import type { ReactNode, SyntheticEvent } from 'react';
import { HEAD } from './grid-keys.ts';

/** A column as the table shows it; the first one names the row. `R` is what a row is. */
export type TableColumn<R> = {
  id: string;
  name: string;
  /** Numbers stand right, under each other. */
  numeric: boolean;
  editable: boolean;
  show: (row: R) => ReactNode;
};

/** Rows by place; undefined where one is not read yet. */
export type TableRows<R> = { total: number; row(at: number): R | undefined };

/** Where the rows come from. */
export type TableList = {
  /** The rows that are to be at hand; `to` excluded. */
  show(from: number, to: number): void;
  /** Every id, in order. */
  ids(): Promise<readonly string[]>;
  placeOf(id: string): Promise<number | null>;
};

/** A cell by its place: column 0 is that of the check boxes. */
export type Place = { row: number; column: number };

export const HEAD_HEIGHT = 32;
export const CHECK_WIDTH = 40;

/** The cell in which something happened. */
export function placeOfEvent({ target }: SyntheticEvent): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  if (!cell) return null;
  const at = cell.closest<HTMLElement>('[data-at]')?.dataset['at'];
  return { row: at === undefined ? HEAD : Number(at), column: Number(cell.dataset['column']) };
}
