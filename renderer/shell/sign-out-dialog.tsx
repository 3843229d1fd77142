import { useState } from 'react';
import type { Failure } from '../../sync/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { words } from '../words.ts';

type Props = {
  /** Changes that the server does not have yet. */
  unsent: number;
  onSignOut: (options: { wipe: boolean }) => Promise<Failure | null>;
  onClose: () => void;
};

/** Says what is not sent before the session ends; removing the data is a choice of its own. */
export function SignOutDialog({ unsent, onSignOut, onClose }: Props) {
  const [wipe, setWipe] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const signOut = async () => setFailure(await onSignOut({ wipe }));
  return (
    <Dialog title={words.signOut.title} onClose={onClose}>
      <p className="text-pretty text-secondary">
        {unsent > 0 ? words.signOut.unsent(unsent) : words.signOut.allSent}
      </p>
      <label className="mt-3 flex min-h-7 items-center gap-2">
        <input
          type="checkbox"
          className="size-3.5 accent-accent"
          checked={wipe}
          onChange={(event) => setWipe(event.target.checked)}
        />
        {words.signOut.wipe}
      </label>
      {wipe && unsent > 0 && (
        <p role="alert" className="appear pl-5.5 text-small text-lost">
          {words.signOut.wipeLoses(unsent)}
        </p>
      )}
      {failure && (
        <p role="alert" className="appear mt-2 text-small text-lost">
          {words.failures[failure.code]}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{words.signOut.cancel}</Button>
        <Button kind={wipe ? 'danger' : 'primary'} onClick={() => void signOut()}>
          {wipe ? words.signOut.confirmWipe : words.signOut.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
