import { t } from '../words/t.ts';

type Props = { label: string; done: number; total: number };

/** How far something has come that takes a while. */
export const Progress = ({ label, done, total }: Props) => (
  <div className="flex flex-col gap-1">
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuenow={done}
      aria-valuemax={total}
      className="h-1 overflow-hidden rounded-full bg-hairline"
    >
      <div
        className="h-full rounded-full bg-secondary"
        style={{ width: `${(100 * done) / Math.max(1, total)}%` }}
      />
    </div>
    <p className="tabular text-small text-secondary">{t('sync.progress', { done, total })}</p>
  </div>
);
