import { useState } from 'react';
import type { CardView } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { t } from '../words/t.ts';
import { useBoard } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { closeDeals } from './card-actions.ts';
import { nameOf } from './write.ts';

/** Why deals are lost, asked once when they are; it can be left empty. Escape leaves them where they are. */
export function LostReason({ cards }: { cards: readonly CardView[] }) {
  const tools = useBoard();
  const [reason, setReason] = useState('');
  const close = () => useBoardState.setState({ losing: null });
  const lose = (why: string) => {
    close();
    void closeDeals(tools, cards, { outcome: 'lost', reason: why });
  };
  return (
    <Dialog title={t('boards.lost.title', { name: nameOf(cards) })} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          lose(reason);
        }}
      >
        <label htmlFor="lost-reason" className="text-secondary">
          {t('boards.lost.text')}
        </label>
        <textarea
          id="lost-reason"
          autoFocus
          rows={3}
          value={reason}
          placeholder={t('boards.lost.hint')}
          onChange={({ target }) => setReason(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            lose(reason);
          }}
          className="mt-2 block w-full resize-none rounded-control border border-control bg-surface px-2.5 py-1.5 placeholder:text-secondary focus-visible:outline-offset-0"
        />
        <div className="mt-4 flex justify-end gap-2">
          <Button kind="quiet" onClick={close}>
            {t('boards.cancel')}
          </Button>
          <Button onClick={() => lose('')}>{t('boards.lost.skip')}</Button>
          <Button kind="primary" type="submit">
            {t('boards.lost.done')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
