import type { Failure, Updating } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { t } from '../words/t.ts';

type Props = {
  to: 'sealed' | 'plain';
  progress: Updating;
  failure: Failure | null;
  onAgain: () => void;
};

/** While everything on the laptop is written anew. Nothing is lost when it is cut off. */
export const MovingScreen = ({ to, progress, failure, onAgain }: Props) => (
  <main className="drag-region flex h-full">
    <div className="no-drag m-auto flex w-80 flex-col gap-3 text-center">
      <h1 className="text-record font-semibold">{t(`lock.moving.${to}`)}</h1>
      {failure ? (
        <>
          <p role="alert" className="text-balance text-lost">
            {t(`failures.${failure.code}`)}
          </p>
          <div>
            <Button kind="primary" onClick={onAgain}>
              {t('lock.moving.again')}
            </Button>
          </div>
        </>
      ) : (
        <Progress label={t(`lock.moving.${to}`)} {...progress} />
      )}
      <p className="text-balance text-secondary">{t('lock.moving.text')}</p>
    </div>
  </main>
);
