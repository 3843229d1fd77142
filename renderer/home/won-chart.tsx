import type { Figures } from '../../sync/index.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { useBars } from './bar-keys.ts';
import { FiguresTable } from './figures-table.tsx';
import { columnsOf } from './geometry.ts';
import { MonthColumns } from './month-columns.tsx';
import { monthName } from './months.ts';
import { Nothing, Panel } from './panel.tsx';
import { wonBars } from './pipeline.ts';
import { total } from './sum-words.ts';

type Props = { figures: Figures; currency: string; thisMonth: string; className: string };

const HEIGHT = 84;

/** What this month brought, and small beside it the five before. */
export function WonChart({ figures, currency, thisMonth, className }: Props) {
  const bars = wonBars(figures, currency);
  const { columns } = columnsOf(bars, HEIGHT);
  const { active, ...keys } = useBars(bars.map(({ key }) => key));
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
            <MonthColumns
              label={t('home.won.before')}
              height={HEIGHT}
              bars={bars}
              columns={columns}
              keys={keys}
              thisMonth={thisMonth}
              labelOf={(one) =>
                t('home.won.bar', {
                  name: monthName(one.month),
                  value: value(one),
                  deals: deals(one.count),
                })
              }
              partsOf={({ month }, { y, height }) => [
                { y, height, className: month === thisMonth ? 'fill-won' : 'fill-bar-weighted' },
              ]}
            >
              <line x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-hairline" />
            </MonthColumns>
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
