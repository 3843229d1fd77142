import type { Figures } from '../../sync/index.ts';
import { money } from '../ui/money.ts';
import { t } from '../words/t.ts';
import { useBars } from './bar-keys.ts';
import { FiguresTable } from './figures-table.tsx';
import { columnsOf } from './geometry.ts';
import { MonthColumns } from './month-columns.tsx';
import { monthName } from './months.ts';
import { Nothing, Panel, Readout } from './panel.tsx';
import { monthBars } from './pipeline.ts';
import { amounts, barWords, total, totalAmounts } from './sum-words.ts';

type Props = { figures: Figures; currency: string; thisMonth: string; className: string };

const HEIGHT = 152;

/** Open deals by the month in which they are to close. Months that have passed are late. */
export function MonthChart({ figures, currency, thisMonth, className }: Props) {
  const bars = monthBars(figures, currency, thisMonth);
  const { columns, ticks } = columnsOf(bars, HEIGHT);
  const { active, ...keys } = useBars(bars.map(({ key }) => key));
  const whole = total(bars);
  const read = bars.find(({ key }) => key === active);
  const values = (one: (typeof bars)[number]) => barWords(one, monthName(one.month), currency);
  return (
    <Panel
      title={t('home.pipeline.by_month')}
      className={className}
      aside={
        whole.count > 0 && (
          <Readout
            {...(read
              ? { name: monthName(read.month), ...amounts(read, currency) }
              : totalAmounts(whole, currency))}
          />
        )
      }
    >
      {whole.count === 0 ? (
        <Nothing text={t('home.pipeline.no_months')} hint={t('home.pipeline.no_months_text')} />
      ) : (
        <div className="flex gap-2 px-4 pt-2">
          <div aria-hidden className="tabular relative shrink-0 text-label text-secondary">
            {/* As wide as the widest of them. */}
            {ticks.map(({ value_cents }) => (
              <span key={value_cents} className="invisible block h-0 overflow-hidden">
                {money({ currency, value_cents }, 'compact')}
              </span>
            ))}
            {ticks.map(({ value_cents, y }) => (
              <span key={value_cents} className="absolute end-0 -translate-y-1/2" style={{ top: y }}>
                {money({ currency, value_cents }, 'compact')}
              </span>
            ))}
          </div>
          <div className="min-w-0 grow">
            <MonthColumns
              label={t('home.pipeline.by_month')}
              height={HEIGHT}
              bars={bars}
              columns={columns}
              keys={keys}
              thisMonth={thisMonth}
              labelOf={(one) => values(one).label}
              partsOf={(one, { y, height, weighted_y, weighted_height }) => {
                const late = one.month < thisMonth;
                return [
                  { y, height, className: late ? 'fill-bar-late' : 'fill-bar' },
                  {
                    y: weighted_y,
                    height: weighted_height,
                    className: late ? 'fill-due' : 'fill-bar-weighted',
                  },
                ];
              }}
              monthClass={(one) => one.month < thisMonth && one.count > 0 && 'text-due'}
            >
              {ticks.map(({ value_cents, y }) => (
                <line
                  key={value_cents}
                  x1="0"
                  x2="100%"
                  y1={y + 0.5}
                  y2={y + 0.5}
                  className="stroke-hairline"
                />
              ))}
            </MonthColumns>
          </div>
        </div>
      )}
      <FiguresTable
        caption={`${t('home.pipeline.by_month')}, ${currency}`}
        heads={[
          t('home.pipeline.month'),
          t('home.pipeline.value'),
          t('home.pipeline.weighted'),
          t('home.pipeline.deals'),
        ]}
        bars={bars}
        cells={(one) => values(one).cells}
      />
    </Panel>
  );
}
