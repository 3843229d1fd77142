import { useState } from 'react';
import { ChevronDown } from 'lucide-react';
import type { Figures } from '../../sync/index.ts';
import type { Directory } from '../fields/directory.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { money } from '../ui/money.ts';
import { numberText } from '../words/locale.ts';
import { t } from '../words/t.ts';
import { useBars } from './bar-keys.ts';
import { FiguresTable } from './figures-table.tsx';
import { rowsOf } from './geometry.ts';
import { Nothing, Panel, Readout } from './panel.tsx';
import { boardsOf, stageBars, type StageBar } from './pipeline.ts';
import { amounts, barWords, total, totalAmounts } from './sum-words.ts';

type Props = { figures: Figures; currency: string; directory: Directory; className: string };

/** Open deals of one board, stage by stage: all they are worth, and of it what they are likely to bring. */
export function StageChart({ figures, currency, directory, className }: Props) {
  const boards = boardsOf(figures);
  const [chosen, setChosen] = useState<string | null>(null);
  const board = boards.find(({ id }) => id === chosen) ?? boards[0];
  const bars = board ? stageBars(figures, board.id, currency) : [];
  const { active, chart, bar } = useBars(bars.map(({ key }) => key));
  const whole = total(bars);
  const read = bars.find(({ key }) => key === active);
  const rows = rowsOf(bars);
  const values = (one: StageBar) => barWords(one, one.name, currency);
  return (
    <Panel
      title={t('home.pipeline.by_stage')}
      className={className}
      aside={
        <>
          {whole.count > 0 && (
            <Readout {...(read ? amounts(read, currency) : totalAmounts(whole, currency))} />
          )}
          {boards.length > 1 && board && (
            <Menu
              label={t('home.pipeline.board')}
              trigger={
                <button
                  type="button"
                  className="flex h-7 shrink-0 items-center gap-1 rounded-control px-2 text-secondary fades hover:bg-hover hover:text-text"
                >
                  <span className="max-w-36 truncate">{board.name}</span>
                  <ChevronDown aria-hidden className="size-3.5" />
                </button>
              }
            >
              {boards.map(({ id, name }) => (
                <MenuItem key={id} onSelect={() => setChosen(id)}>
                  {name}
                </MenuItem>
              ))}
            </Menu>
          )}
        </>
      }
    >
      {whole.count === 0 ? (
        <Nothing text={t('home.pipeline.no_values')} hint={t('home.pipeline.no_values_text')} />
      ) : (
        <div role="group" aria-label={t('home.pipeline.by_stage')} className="px-2" {...chart}>
          {bars.map((one, at) => (
            <div
              key={one.key}
              {...bar(one.key, values(one).label)}
              className="grid h-8 grid-cols-[minmax(92px,26%)_1fr_auto] items-center gap-3 rounded-control px-2 fades hover:bg-hover focus-visible:outline-offset-[-2px]"
            >
              <span className="flex min-w-0 items-center gap-2">
                <span
                  className="size-2 shrink-0 rounded-full"
                  style={{ background: directory.stage(one.stage_id)?.colour }}
                />
                <span className="truncate">{one.name}</span>
              </span>
              <svg width="100%" height="10" className="overflow-visible rtl:-scale-x-100">
                <rect width={`${rows[at]?.width ?? 0}%`} height="10" rx="2" className="fill-bar" />
                <rect
                  width={`${rows[at]?.weighted_width ?? 0}%`}
                  height="10"
                  rx="2"
                  className="fill-bar-weighted"
                />
              </svg>
              <span className="tabular w-24 text-end">
                {one.count === 0 ? (
                  <span className="text-secondary">–</span>
                ) : (
                  money({ currency, ...one }, 'compact')
                )}
                <span className="ms-2 inline-block w-5 text-small text-secondary">
                  {numberText(one.count)}
                </span>
              </span>
            </div>
          ))}
        </div>
      )}
      <FiguresTable
        caption={`${t('home.pipeline.by_stage')}, ${currency}`}
        heads={[
          t('home.pipeline.stage'),
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
