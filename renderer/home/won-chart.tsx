import type { Figures } from '../../sync/index.ts';
import { classNames } from '../ui/class-names.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { useBars } from './bar-keys.ts';
import { FiguresTable } from './figures-table.tsx';
import { columnsOf } from './geometry.ts';
import { monthName, shortMonth } from './months.ts';
import { Nothing, Panel } from './panel.tsx';
import { wonBars } from './pipeline.ts';
import { total } from './sum-words.ts';

type Props = { figures: Figures; currency: string; thisMonth: string; className: string };

const HEIGHT = 84;

/** What this month brought, and small beside it the five before. */
export function WonChart({ figures, currency, thisMonth, className }: Props) {
  const bars = wonBars(figures, currency);
  const { columns } = columnsOf(bars, HEIGHT);
  const { active, chart, bar } = useBars(bars.map(({ key }) => key));
  const read = bars.find(({ key }) => key === (active ?? thisMonth)) ?? bars.at(-1);
  const value = ({ value_cents }: { value_cents: number }) => money({ currency, value_cents });
  const deals = (count: number) => t('home.pipeline.deals', { count });
  return (
    <Panel title={t('home.won.title')} className={className}>
      {total(bars).count === 0 || !read ? (
        <Nothing text={t('home.won.none')} />
      ) : (
        <div className="flex grow flex-col justify-between gap-3 px-4">
          <p aria-hidden className="tabular">
            <span className="text-page font-semibold">{value(read)}</span>
            <span className="ms-2 text-small text-secondary">
              {read.month === thisMonth
                ? deals(read.count)
                : `${monthName(read.month)}, ${deals(read.count)}`}
            </span>
          </p>
          <div>
            <svg
              width="100%"
              height={HEIGHT}
              role="group"
              aria-label={t('home.won.before')}
              className="block overflow-visible"
              {...chart}
            >
              <line x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-hairline" />
              {bars.map((one, at) => {
                const column = columns[at];
                const label = t('home.won.bar', {
                  name: monthName(one.month),
                  value: value(one),
                  deals: deals(one.count),
                });
                return column ? (
                  <g key={one.key} {...bar(one.key, label)} className="group/bar outline-none">
                    <rect
                      x={`${column.x - 2}%`}
                      width={`${column.width + 4}%`}
                      height={HEIGHT}
                      rx="4"
                      className="fill-transparent group-hover/bar:fill-hover group-focus-visible/bar:stroke-accent group-focus-visible/bar:stroke-2"
                    />
                    <rect
                      x={`${column.x}%`}
                      width={`${column.width}%`}
                      y={column.y}
                      height={column.height}
                      rx="2"
                      className={one.month === thisMonth ? 'fill-won' : 'fill-bar-weighted'}
                    />
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
                  )}
                  style={{ left: `${(columns[at]?.x ?? 0) + (columns[at]?.width ?? 0) / 2}%` }}
                >
                  {shortMonth(one.month)}
                </span>
              ))}
            </div>
          </div>
        </div>
      )}
      <FiguresTable
        caption={`${t('home.won.before')}, ${currency}`}
        heads={[t('home.pipeline.month'), t('home.pipeline.value'), t('home.pipeline.deals')]}
        bars={bars}
        cells={(one) => [monthName(one.month), value(one), deals(one.count)]}
      />
    </Panel>
  );
}
