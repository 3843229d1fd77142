import { Fragment, useState } from 'react';
import { ArrowRight } from 'lucide-react';
import { columnText } from '../words/change-words.ts';
import { t } from '../words/t.ts';
import { MOST_LINES, type Line } from './lines.ts';
import { valueText, type Names } from './values.ts';

type Props = { lines: readonly Line[]; names: Names };

/** More than anybody reads at once; the rest on request. */
const SHOWN = 12;

/** Every value that was set, as it was and as it is; by record where there are several. */
export function LineList({ lines, names }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, SHOWN);
  const several = new Set(lines.map(({ row_id, title }) => `${row_id}${title}`)).size > 1;
  return (
    <div className="max-w-160">
      <dl className="grid grid-cols-[minmax(88px,auto)_1fr] gap-x-4 gap-y-1 text-small">
        {shown.map((line, at) => (
          <Fragment key={`${line.index} ${line.cell}`}>
            {several && line.title !== shown[at - 1]?.title && (
              <div className="col-span-2 mt-1 truncate font-medium first:mt-0">{line.title}</div>
            )}
            <dt className="truncate text-secondary">{columnText(line.cell)}</dt>
            <dd className="tabular flex min-w-0 flex-wrap items-baseline gap-x-1.5 break-words">
              {line.before !== undefined && (
                <>
                  <span className="min-w-0 text-secondary">{text(line, line.before, names)}</span>
                  <ArrowRight
                    aria-label={t('sync_page.arrow')}
                    className="size-3 shrink-0 self-center text-secondary"
                  />
                </>
              )}
              <span className="min-w-0 whitespace-pre-wrap">{text(line, line.after, names)}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
      {shown.length < lines.length && (
        <button
          type="button"
          className="mt-1 h-7 rounded-control text-small text-secondary fades hover:text-text"
          onClick={() => setAll(true)}
        >
          {lines.length < MOST_LINES
            ? t('sync_page.more', { more: lines.length - shown.length })
            : t('sync_page.show_more')}
        </button>
      )}
      {all && lines.length >= MOST_LINES && (
        <p className="mt-1 text-small text-secondary">{t('sync_page.the_rest')}</p>
      )}
    </div>
  );
}

const text = (line: Line, value: unknown, names: Names): string => valueText({ ...line, value }, names);
