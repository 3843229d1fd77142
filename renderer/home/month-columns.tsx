import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import type { useBars } from './bar-keys.ts';
import type { Column } from './geometry.ts';
import { shortMonth } from './months.ts';
import type { MonthBar } from './pipeline.ts';

type Part = { y: number; height: number; className: string };

type Props = {
  label: string;
  height: number;
  bars: readonly MonthBar[];
  columns: readonly Column[];
  keys: Pick<ReturnType<typeof useBars>, 'chart' | 'bar'>;
  thisMonth: string;
  /** What is read of a bar. */
  labelOf: (bar: MonthBar) => string;
  /** What a bar is made of, the first behind the others. */
  partsOf: (bar: MonthBar, column: Column) => readonly Part[];
  /** Of the name of a month, beside that of this one. */
  monthClass?: (bar: MonthBar) => string | false;
  /** Lines behind the bars. */
  children: ReactNode;
};

/** Around a bar, in percent of the width: where the hand and the focus are shown. */
const AROUND = 1;

/** Upright bars, a month each, with their names below. */
export function MonthColumns(props: Props) {
  const { label, height, bars, columns, keys, thisMonth, labelOf, partsOf, monthClass, children } = props;
  return (
    <>
      <svg
        width="100%"
        height={height}
        role="group"
        aria-label={label}
        className="block overflow-visible"
        {...keys.chart}
      >
        {children}
        {bars.map((one, at) => {
          const column = columns[at];
          return column ? (
            <g key={one.key} {...keys.bar(one.key, labelOf(one))} className="group/bar outline-none">
              <rect
                x={`${column.x - AROUND}%`}
                width={`${column.width + 2 * AROUND}%`}
                height={height}
                rx="4"
                className="fill-transparent group-hover/bar:fill-hover group-focus-visible/bar:stroke-accent group-focus-visible/bar:stroke-2"
              />
              {partsOf(one, column).map((part) => (
                <rect key={part.className} x={`${column.x}%`} width={`${column.width}%`} rx="2" {...part} />
              ))}
            </g>
          ) : null;
        })}
      </svg>
      <div aria-hidden className="relative mt-1.5 h-4">
        {bars.map((one, at) => (
          <span
            key={one.key}
            className={classNames(
              'absolute -translate-x-1/2 text-label whitespace-nowrap',
              one.month === thisMonth ? 'font-medium text-text' : 'text-secondary',
              monthClass?.(one),
            )}
            style={{ left: `${(columns[at]?.x ?? 0) + (columns[at]?.width ?? 0) / 2}%` }}
          >
            {shortMonth(one.month)}
          </span>
        ))}
      </div>
    </>
  );
}
