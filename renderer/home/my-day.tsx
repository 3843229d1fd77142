import { useMemo } from 'react';
import { ME, RECORD_TABLES, type Replica } from '../../sync/index.ts';
import { useMay } from '../fields/permissions.ts';
import { go, showPanel } from '../navigation/screen.ts';
import { useShownTasks } from '../tasks/shown-tasks.ts';
import { queryOf, type TaskRow, type TaskView } from '../tasks/task-view.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { fullDay, shortDay } from '../ui/dates.ts';
import { Tick } from '../ui/tick.tsx';
import { useList } from '../ui/use-list.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { Nothing, Panel } from './panel.tsx';

type Props = { replica: Replica; today: string; className: string };

/** The rest is one press away. */
const SHOWN = 6;

const showTasks = (view: TaskView) => {
  useShownTasks.setState({ view, whose: ME });
  go('tasks');
};

/** What this person has to do today, with what is late. */
export function MyDay({ replica, today, className }: Props) {
  const query = useMemo(() => queryOf('today', ME, today), [today]);
  const shown = useList(replica, query);
  const total = shown?.view.total ?? 0;
  const rows = Array.from({ length: Math.min(total, SHOWN) }, (_, at) => shown?.view.row(at)).filter(
    (row) => row !== undefined,
  );
  return (
    <Panel
      title={t('home.my_day.title')}
      className={className}
      aside={
        <Button kind="quiet" onClick={() => showTasks('today')}>
          {t('home.my_day.all')}
        </Button>
      }
    >
      {total === 0 ? (
        shown?.view.complete === true && (
          <Nothing text={t('home.my_day.empty')}>
            <div className="mt-2">
              <Button onClick={() => showTasks('upcoming')}>{t('home.my_day.upcoming')}</Button>
            </div>
          </Nothing>
        )
      ) : (
        <>
          <ul className="px-2">
            {rows.map((row) => (
              <li key={row.id}>
                <Row task={row} replica={replica} today={today} />
              </li>
            ))}
          </ul>
          {total > SHOWN && (
            <div className="px-2">
              <Button kind="quiet" onClick={() => showTasks('today')}>
                {t('home.my_day.more', { count: total - SHOWN })}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function Row({ task, replica, today }: { task: TaskRow; replica: Replica; today: string }) {
  const may = useMay(replica);
  const { id, title, due_date, record_type, record_id, names } = task;
  const late = due_date !== null && due_date < today;
  const record = names['record_id'];
  const table = RECORD_TABLES[record_type as keyof typeof RECORD_TABLES];
  return (
    <div className="flex h-8 items-center gap-1 rounded-control pe-2 fades hover:bg-hover">
      <Tick
        checked={false}
        late={late}
        name={t('home.my_day.complete', { title })}
        onPress={
          may('task', 'write')
            ? () =>
                void write(replica, 'complete_tasks', { ids: [id] }, t('home.my_day.completed', { title }))
            : null
        }
      />
      <span className="min-w-0 truncate" title={title}>
        {title}
      </span>
      {record !== undefined && (
        <button
          type="button"
          title={record}
          aria-label={t('home.my_day.open_record', { name: record })}
          onClick={() => showPanel({ table, id: record_id })}
          className="h-6 max-w-2/5 min-w-12 shrink truncate rounded-control px-1 text-small text-secondary fades hover:bg-pressed hover:text-text"
        >
          {record}
        </button>
      )}
      <span className="grow" />
      {due_date !== null && (
        <time
          dateTime={due_date}
          title={fullDay(due_date)}
          className={classNames('tabular shrink-0 text-small', late ? 'text-due' : 'text-secondary')}
        >
          {shortDay(due_date, today)}
        </time>
      )}
    </div>
  );
}
