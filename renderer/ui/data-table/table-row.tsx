import { memo, useLayoutEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { CheckMark } from './check-mark.tsx';
import type { TableColumn } from './columns.ts';

type Props<R> = {
  /** Of the element. */
  id: string;
  row: R | undefined;
  at: number;
  top: number;
  height: number;
  name: string;
  columns: readonly TableColumn<R>[];
  selected: boolean;
  /** The cell that Tab reaches, where it is in this row. */
  current: number | null;
  /** The column that is being edited, and what edits it. */
  editing: { id: string; editor: ReactNode } | null;
};

/** One row, as high as every other, also while it is not read yet. */
export const TableRow = memo(function TableRow<R>({
  id,
  row,
  at,
  top,
  height,
  name,
  columns,
  selected,
  current,
  editing,
}: Props<R>) {
  const element = useRef<HTMLDivElement>(null);
  // A table is one Tab stop, whatever a cell shows.
  useLayoutEffect(() => {
    if (editing) return;
    for (const link of element.current?.querySelectorAll<HTMLElement>('a, button') ?? []) link.tabIndex = -1;
  }, [row, columns, editing]);
  // Not inherited by the cells that stay: whatever changed on the row would style all of it anew.
  const ground = selected
    ? 'bg-selected'
    : 'bg-paper group-focus-within/row:bg-sunken group-hover/row:bg-sunken focus-within:bg-sunken hover:bg-sunken';
  return (
    <div
      ref={element}
      id={id}
      role="row"
      aria-rowindex={at + 2}
      aria-selected={selected}
      aria-busy={row === undefined ? true : undefined}
      data-at={at}
      style={{ transform: `translateY(${top}px)`, height }}
      className={classNames(
        'group/row absolute inset-x-0 top-0 grid grid-cols-(--table-columns) border-b border-hairline',
        ground,
      )}
    >
      <Cell
        at={0}
        current={current === 0}
        name={name}
        className={classNames('sticky start-0 z-1 justify-center px-0', ground)}
      >
        {row !== undefined && (
          <CheckMark
            state={selected ? 'all' : 'none'}
            className={classNames(
              !selected && 'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100',
            )}
          />
        )}
      </Cell>
      {columns.map((column, nth) => {
        const edited = editing?.id === column.id;
        return (
          <Cell
            key={column.id}
            at={nth + 1}
            current={current === nth + 1}
            className={classNames(
              nth === 0 &&
                `sticky start-10 z-1 font-medium group-data-scrolled/table:border-e group-data-scrolled/table:border-hairline ${ground}`,
              column.numeric && 'tabular justify-end text-end',
              edited && 'z-2 p-0!',
            )}
          >
            {row === undefined ? (
              <Placeholder at={at + nth} numeric={column.numeric} />
            ) : edited ? (
              editing.editor
            ) : (
              column.show(row)
            )}
          </Cell>
        );
      })}
    </div>
  );
}) as <R>(props: Props<R>) => ReactNode;

type CellProps = { at: number; current: boolean; name?: string; className: string; children: ReactNode };

const Cell = ({ at, current, name, className, children }: CellProps) => (
  <div
    role="gridcell"
    aria-label={name}
    aria-colindex={at + 1}
    data-column={at}
    tabIndex={current ? 0 : -1}
    className={classNames(
      'flex min-w-0 items-center overflow-hidden px-2.5 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
      className,
    )}
  >
    {children}
  </div>
);

const WIDTHS = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'];

const Placeholder = ({ at, numeric }: { at: number; numeric: boolean }) => (
  <span
    aria-hidden
    className={classNames('h-2 rounded-full bg-hover', numeric ? 'w-12' : WIDTHS[at % WIDTHS.length])}
  />
);
