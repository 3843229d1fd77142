/** What is wrong with an input. The words for it are the interface's; `message` is for where it has none. */
export const INVALID_CODES = {
  /** Something has to be there. */
  empty: 'empty',
  too_long: 'too_long',
  /** Not the kind of value that the column holds. */
  wrong_kind: 'wrong_kind',
  out_of_range: 'out_of_range',
  /** None of the values that there are to choose from. */
  not_an_option: 'not_an_option',
  malformed: 'malformed',
  /** What it refers to is not, or no longer, in the replica. */
  not_found: 'not_found',
  /** The column is the server's, or fixed when the row is made. */
  not_editable: 'not_editable',
  /** Another has that name or key. */
  taken: 'taken',
  /** Others still depend on it. */
  in_use: 'in_use',
  /** The role of the person does not allow it. */
  not_allowed: 'not_allowed',
} as const;
export type InvalidCode = (typeof INVALID_CODES)[keyof typeof INVALID_CODES];

/** Raised before anything is written. `column` is the column or the cell (`custom_fields.budget`) that is to be mended. */
export class InvalidInput extends Error {
  readonly code: InvalidCode;
  readonly column: string;
  constructor(code: InvalidCode, column: string, message: string) {
    super(message);
    this.name = 'InvalidInput';
    this.code = code;
    this.column = column;
  }
}
