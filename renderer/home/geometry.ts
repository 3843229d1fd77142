// Where the bars of a chart stand. Across in percent, so that nothing is measured; up and down in px.
import { scaleBand, scaleLinear } from 'd3-scale';
import type { Bar } from './pipeline.ts';

export type Column = {
  key: string;
  /** Percent of the width. */
  x: number;
  width: number;
  /** Px from the top. */
  y: number;
  height: number;
  /** Of the weighted part, which stands in the lower end of it. */
  weighted_y: number;
  weighted_height: number;
};
export type Columns = {
  columns: readonly Column[];
  /** Round values with a line each, the lowest first; zero is among them. */
  ticks: readonly { value_cents: number; y: number }[];
};

/** A value that is there is seen, however small. */
const LEAST_PX = 2;

/** Upright bars over the whole width, `height` px high. */
export function columnsOf(bars: readonly Bar[], height: number): Columns {
  const across = scaleBand()
    .domain(bars.map(({ key }) => key))
    .range([0, 100])
    .paddingInner(0.5)
    .paddingOuter(0.25);
  const most = Math.max(0, ...bars.map(({ value_cents }) => value_cents));
  const up = scaleLinear()
    .domain([0, most === 0 ? 1 : most])
    .nice(3)
    .range([0, height]);
  const tall = (value: number) => (value <= 0 ? 0 : Math.max(LEAST_PX, up(value)));
  return {
    columns: bars.map(({ key, value_cents, weighted_cents }) => {
      const [all, weighted] = [tall(value_cents), tall(Math.min(weighted_cents, value_cents))];
      return {
        key,
        x: across(key) ?? 0,
        width: across.bandwidth(),
        y: height - all,
        height: all,
        weighted_y: height - weighted,
        weighted_height: weighted,
      };
    }),
    ticks:
      most === 0
        ? [{ value_cents: 0, y: height }]
        : up.ticks(3).map((value) => ({ value_cents: value, y: height - up(value) })),
  };
}

/** Lying bars from the start: percent of the width of the longest. */
export function rowsOf(bars: readonly Bar[]): { key: string; width: number; weighted_width: number }[] {
  const most = Math.max(1, ...bars.map(({ value_cents }) => value_cents));
  const long = scaleLinear().domain([0, most]).range([0, 100]).clamp(true);
  return bars.map(({ key, value_cents, weighted_cents }) => ({
    key,
    width: long(value_cents),
    weighted_width: long(Math.min(weighted_cents, value_cents)),
  }));
}
