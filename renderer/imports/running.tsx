import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { t } from '../words/t.ts';

type Props = { done: number; total: number; onStop: () => void };

export const Running = ({ done, total, onStop }: Props) => (
  <div className="flex flex-col gap-4 pt-2">
    <Progress label={t('imports.running')} done={done} total={total} />
    <div className="flex justify-end">
      <Button onClick={onStop}>{t('imports.stop')}</Button>
    </div>
  </div>
);
