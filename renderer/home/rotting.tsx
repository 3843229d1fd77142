import { useState } from 'react';
import type { Figures } from '../../sync/index.ts';
import { showPanel } from '../navigation/screen.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../words/t.ts';
import { Nothing, Panel } from './panel.tsx';

type Props = { rotting: Figures['rotting']; className: string };

const SHOWN = 6;

/** Open deals that nobody has touched for long, the quietest first. */
export function Rotting({ rotting, className }: Props) {
  const [all, setAll] = useState(false);
  const rows = all ? rotting : rotting.slice(0, SHOWN);
  return (
    <Panel
      title={t('home.rotting.title')}
      className={className}
      aside={
        rotting.length > SHOWN && (
          <Button kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('home.rotting.less') : t('home.rotting.more', { count: rotting.length - SHOWN })}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <Nothing text={t('home.rotting.none')} hint={t('home.rotting.hint')} />
      ) : (
        <ul className="px-2">
          {rows.map(({ id, name, stage_name, quiet_days }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => showPanel({ table: 'deals', id })}
                className="flex h-8 w-full items-center gap-3 rounded-control px-2 text-start fades hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <span className="min-w-0 grow truncate">{name}</span>
                <span className="max-w-2/5 shrink-0 truncate text-small text-secondary">{stage_name}</span>
                <span className="tabular w-16 shrink-0 text-end text-small text-due">
                  {t('home.rotting.quiet', { count: quiet_days })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
