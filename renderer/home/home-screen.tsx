import { useEffect, useMemo, useState } from 'react';
import { House } from 'lucide-react';
import { useDirectory } from '../fields/directory.ts';
import type { ScreenProps } from '../navigation/screen-props.ts';
import { go } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { useMinute, useToday } from '../ui/clock.ts';
import { fullDay } from '../ui/dates.ts';
import { Empty } from '../ui/empty.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { MonthChart } from './month-chart.tsx';
import { MyDay } from './my-day.tsx';
import { currenciesOf, isNew } from './pipeline.ts';
import { RecentlyViewed } from './recently-viewed.tsx';
import { Rotting } from './rotting.tsx';
import { StageChart } from './stage-chart.tsx';
import { WonChart } from './won-chart.tsx';

/** Two parts of a row side by side on a small laptop, three on a large screen. */
const SIZES = {
  half: '@min-[660px]:col-span-6 @min-[1240px]:col-span-4',
  wide: '@min-[660px]:col-span-8 @min-[1240px]:col-span-4',
  narrow: '@min-[660px]:col-span-4 @min-[1240px]:col-span-4',
};

export function HomeScreen({ replica, onPainted }: ScreenProps) {
  const figures = useLive(useMemo(() => replica.figures(), [replica]));
  const reading = useLive(replica.reading);
  const arriving = useLive(replica.sync)?.first_sync !== null;
  const failure = useLive(replica.readFailure);
  const directory = useDirectory(replica);
  const today = useToday();
  const [chosen, setChosen] = useState<string | null>(null);
  const currencies = figures ? currenciesOf(figures) : [];
  const currency = currencies.find((one) => one === chosen) ?? currencies[0];
  const ready = figures !== undefined;
  useEffect(() => {
    if (ready) onPainted();
  }, [ready, onPainted]);

  return (
    <>
      <TopBar name={t('home.title')}>
        <span className="grow" />
        {currencies.length > 1 && currency !== undefined && (
          <Tabs
            label={t('home.pipeline.currency')}
            tabs={currencies.map((code) => ({ value: code, name: code }))}
            value={currency}
            onChange={setChosen}
          />
        )}
      </TopBar>
      {figures && isNew(figures) && reading?.complete && !arriving ? (
        <Empty
          icon={<House aria-hidden className="size-5" />}
          title={t('home.new_workspace.title')}
          text={t('home.new_workspace.text')}
        >
          <div className="mt-3">
            <Button kind="primary" onClick={() => go('board')}>
              {t('home.new_workspace.action')}
            </Button>
          </div>
        </Empty>
      ) : failure && !figures ? (
        <Empty
          icon={<House aria-hidden className="size-5" />}
          title={t('home.unreadable')}
          text={t(`failures.${failure.code}`)}
        />
      ) : (
        <div className="@container min-h-0 grow overflow-y-auto">
          <div className="mx-auto max-w-440 px-4 pt-4 pb-6">
            <Greeting name={directory.person(directory.me)} today={today} />
            <div className="grid grid-cols-12 gap-3 *:col-span-12">
              <MyDay replica={replica} today={today} className={SIZES.half} />
              {figures ? (
                <>
                  <StageChart {...{ figures, directory }} currency={currency ?? ''} className={SIZES.half} />
                  <MonthChart
                    figures={figures}
                    currency={currency ?? ''}
                    thisMonth={today.slice(0, 7)}
                    className={SIZES.wide}
                  />
                  <WonChart
                    figures={figures}
                    currency={currency ?? ''}
                    thisMonth={today.slice(0, 7)}
                    className={SIZES.narrow}
                  />
                  <Rotting rotting={figures.rotting} className={SIZES.half} />
                </>
              ) : (
                [SIZES.half, SIZES.wide, SIZES.narrow, SIZES.half].map((size, at) => (
                  <div
                    key={at}
                    {...(at === 0 && { role: 'status', 'aria-label': t('home.loading') })}
                    className={`min-h-50 rounded-card border border-hairline bg-surface ${size}`}
                  />
                ))
              )}
              <RecentlyViewed replica={replica} className={SIZES.half} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}

function Greeting({ name, today }: { name: string | null; today: string }) {
  const hour = new Date(useMinute()).getHours();
  const part = hour >= 4 && hour < 11 ? 'morning' : hour >= 4 && hour < 18 ? 'day' : 'evening';
  return (
    <div className="flex min-h-8 items-baseline gap-3 pb-3">
      {name !== null && (
        <h2 className="text-page font-semibold tracking-[-0.01em]">
          {t(`home.greeting.${part}`, { name: name.split(' ')[0] ?? name })}
        </h2>
      )}
      <p className="text-secondary">{fullDay(today)}</p>
    </div>
  );
}
