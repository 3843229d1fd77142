import { SearchX } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';

type Props = { replica: Replica; action: string; onAction: () => void };

/** A record that the replica does not have: removed, not for this person's eyes, or still on its way. */
export function NotHere({ replica, action, onAction }: Props) {
  const coming = (useLive(replica.sync)?.first_sync ?? null) !== null;
  return (
    <Empty
      icon={<SearchX aria-hidden className="size-5" />}
      title={coming ? t('records.page.coming') : t('records.page.not_here')}
      text={coming ? t('records.page.coming_text') : t('records.page.not_here_text')}
    >
      <div className="mt-4">
        <Button onClick={onAction}>{action}</Button>
      </div>
    </Empty>
  );
}
