// Where the columns of a table stand and how wide they are. The first one names the row: it stays first and is always there.

/** The columns that are shown, in order; widths in pixels. */
export type Layout = readonly { id: string; width: number }[];

export const NARROWEST = 64;
export const WIDEST = 800;

export const resized = (layout: Layout, id: string, width: number): Layout =>
  layout.map((column) =>
    column.id === id ? { id, width: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) } : column,
  );

/** The column at the place `to` instead of where it is. */
export function moved(layout: Layout, id: string, to: number): Layout {
  const column = layout.find((one) => one.id === id);
  if (!column || layout[0] === column) return layout;
  const others = layout.filter((one) => one !== column);
  const at = Math.min(Math.max(1, to), others.length);
  if (layout[at] === column) return layout;
  return [...others.slice(0, at), column, ...others.slice(at)];
}

/** With the column at the end, or without it. */
export const toggledColumn = (layout: Layout, id: string, width: number): Layout =>
  layout.some((column) => column.id === id)
    ? layout.filter((column, at) => at === 0 || column.id !== id)
    : [...layout, { id, width }];
