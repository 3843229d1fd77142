// What a key asks of a table, whose cells have one Tab stop together. Rows count from 0, the head is HEAD; column 0 is that
// of the check boxes.

export const HEAD = -1;

export type GridIntent =
  | { kind: 'go'; rows: number; columns: number; extend: boolean }
  /** To the first or the last, of the row or of all. */
  | { kind: 'end'; of: 'row' | 'all'; last: boolean }
  | { kind: 'page'; down: boolean; extend: boolean }
  | { kind: 'open' | 'edit' | 'peek' | 'toggle' | 'select_all' | 'select_none' }
  | { kind: 'resize' | 'reorder'; by: 1 | -1 }
  | { kind: 'sort'; added: boolean };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** `forwards`: 1 where the right arrow leads to the next column, -1 in a script that runs to the left. */
export function gridIntent(pressed: Pressed, at: { row: number; column: number }, forwards: 1 | -1 = 1) {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = pressed;
  if (altKey) return null;
  const command = ctrlKey || metaKey;
  return at.row === HEAD
    ? (headIntent(key, { command, shiftKey }, at.column, forwards) ??
        moveIntent(key, { command, shiftKey: false }, forwards))
    : (rowIntent(key, { command, shiftKey }, at.column) ?? moveIntent(key, { command, shiftKey }, forwards));
}

type Held = { command: boolean; shiftKey: boolean };

function headIntent(
  key: string,
  { command, shiftKey }: Held,
  column: number,
  forwards: 1 | -1,
): GridIntent | null {
  const arrow = key === 'ArrowRight' ? forwards : key === 'ArrowLeft' ? (-forwards as 1 | -1) : null;
  if (column === 0) return key === ' ' || key === 'Enter' ? { kind: 'select_all' } : null;
  if (arrow !== null && shiftKey) return { kind: command ? 'reorder' : 'resize', by: arrow };
  return key === 'Enter' || key === ' ' ? { kind: 'sort', added: shiftKey } : null;
}

function rowIntent(key: string, { command, shiftKey }: Held, column: number): GridIntent | null {
  if (command) {
    if (key.toLowerCase() === 'a' && !shiftKey) return { kind: 'select_all' };
    return key === 'Enter' ? { kind: 'open' } : null;
  }
  switch (key) {
    case ' ':
      return { kind: column === 0 || shiftKey ? 'toggle' : 'peek' };
    case 'x':
      return { kind: 'toggle' };
    case 'Enter':
      return { kind: column > 1 ? 'edit' : 'open' };
    case 'F2':
    case 'e':
      return { kind: 'edit' };
    case 'Escape':
      return { kind: 'select_none' };
    default:
      return null;
  }
}

function moveIntent(key: string, { command, shiftKey }: Held, forwards: 1 | -1): GridIntent | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      const by = key === 'ArrowDown' ? 1 : -1;
      if (command) return { kind: 'end', of: 'all', last: by === 1 };
      return { kind: 'go', rows: by, columns: 0, extend: shiftKey };
    }
    case 'ArrowRight':
    case 'ArrowLeft': {
      if (command || shiftKey) return null;
      return { kind: 'go', rows: 0, columns: key === 'ArrowRight' ? forwards : -forwards, extend: false };
    }
    case 'Home':
    case 'End':
      return { kind: 'end', of: command ? 'all' : 'row', last: key === 'End' };
    case 'PageDown':
    case 'PageUp':
      return { kind: 'page', down: key === 'PageDown', extend: shiftKey };
    default:
      return null;
  }
}
