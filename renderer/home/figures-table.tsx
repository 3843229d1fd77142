import type { Bar } from './pipeline.ts';

type Props<B extends Bar> = {
  caption: string;
  /** Of the first column, then of the figures. */
  heads: readonly string[];
  bars: readonly B[];
  cells: (bar: B) => readonly string[];
};

/** What a chart shows, for those who do not see it. */
export const FiguresTable = <B extends Bar>({ caption, heads, bars, cells }: Props<B>) => (
  <div className="sr-only">
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            {cells(bar).map((cell, at) =>
              at === 0 ? (
                <th key={heads[at]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={heads[at]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
