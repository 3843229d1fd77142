import type { Updating } from '../../sync/index.ts';
import { useScreen } from '../navigation/screen.ts';
import { classNames } from '../ui/class-names.ts';
import { Progress } from '../ui/progress.tsx';
import { t } from '../words/t.ts';

const CARDS = [5, 4, 6, 3, 4];

/** Where the stages will be. Shown only when the cards take longer than a blink. */
export const BoardSkeleton = () => (
  <div aria-hidden className="appear-late flex h-full gap-2 overflow-hidden px-3 pt-3">
    {CARDS.map((count, column) => (
      <div key={column} className="flex w-66 shrink-0 flex-col gap-2 px-1">
        <div className="mb-2 h-3 w-24 rounded-control bg-sunken" />
        {Array.from({ length: count }, (_, card) => (
          <div key={card} className="h-20 rounded-card bg-sunken" />
        ))}
      </div>
    ))}
  </div>
);

/** The frame of the app before anything is known: the same lines as the board, so that nothing jumps. */
export function OpeningScreen({ updating }: { updating: Updating | undefined }) {
  const narrow = useScreen(({ sidebar }) => sidebar === 'icons');
  return (
    <main aria-busy className="flex h-full">
      <span role="status" className="sr-only">
        {t('app.opening')}
      </span>
      <div
        className={classNames('drag-region shrink-0 border-e border-hairline', narrow ? 'w-13' : 'w-54')}
      />
      <div className="flex min-w-0 grow flex-col">
        <div className="drag-region h-11 shrink-0 border-b border-hairline" />
        {updating ? <UpdatingData {...updating} /> : <BoardSkeleton />}
      </div>
    </main>
  );
}

const UpdatingData = (updating: Updating) => (
  <div className="m-auto flex w-80 flex-col gap-3 text-center">
    <h1 className="text-record font-semibold">{t('app.updating')}</h1>
    <Progress label={t('app.updating')} {...updating} />
    <p className="text-balance text-secondary">{t('app.updating_text')}</p>
  </div>
);
