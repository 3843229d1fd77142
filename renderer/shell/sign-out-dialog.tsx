import { useState } from 'react';
import type { Failure } from '../../sync/index.ts';
import type { SigningOut } from '../navigation/signing-out.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { t } from '../words/t.ts';

type Props = {
  /** Changes that the server does not have yet. */
  unsent: number;
  /** The workspace is on this laptop only: there is no other copy of it. */
  local: boolean;
  asked: SigningOut;
  onSignOut: (options: { wipe: boolean }) => Promise<Failure | null>;
  onClose: () => void;
};

/** Says what is not sent before the session ends; removing the data is a choice of its own. */
export function SignOutDialog({ unsent, local, asked, onSignOut, onClose }: Props) {
  const [wipe, setWipe] = useState(asked.wipe);
  const [failure, setFailure] = useState<Failure | null>(null);
  const signOut = async () => setFailure(await onSignOut({ wipe }));
  const stays =
    unsent > 0 ? t('shell.signing_out.unsent', { count: unsent }) : t('shell.signing_out.all_sent');
  const confirm = local
    ? t(wipe ? 'first_run.leaving.confirm_wipe' : 'first_run.leaving.confirm')
    : t(wipe ? 'shell.signing_out.confirm_wipe' : 'shell.signing_out.confirm');
  return (
    <Dialog title={t(local ? 'first_run.leaving.title' : 'shell.signing_out.title')} onClose={onClose}>
      <p className="text-pretty text-secondary">{local ? t('first_run.leaving.stays') : stays}</p>
      <label className="mt-3 flex min-h-7 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={wipe}
          onChange={(event) => setWipe(event.target.checked)}
        />
        {t(local ? 'first_run.leaving.wipe' : 'shell.signing_out.wipe')}
      </label>
      {wipe && (local || unsent > 0) && (
        <p role="alert" className="appear ps-6 text-small text-lost">
          {local ? t('first_run.leaving.wipe_loses') : t('shell.signing_out.wipe_loses', { count: unsent })}
        </p>
      )}
      {failure && (
        <p role="alert" className="appear mt-2 text-small text-lost">
          {t(`failures.${failure.code}`)}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          {t('shell.signing_out.cancel')}
        </Button>
        <Button kind={wipe ? 'danger' : 'primary'} onClick={() => void signOut()}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
