// Every edit that a person makes on a screen: said in a toast with the way back, or why it could not be.
import type { MutationInput, MutationName, MutationResult, Replica, Result } from '../../sync/index.ts';
import { failureText } from '../fields/invalid-words.ts';
import { dismissToast, showToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { sayProgress, takeBack } from './take-back.ts';

/** `said`: what has been done, in words; null where it is plain to see. A failure is said too. */
export async function write<N extends MutationName>(
  replica: Replica,
  name: N,
  input: MutationInput<N>,
  said: string | null = null,
): Promise<Result<MutationResult<N>>> {
  // What the toast offers to take back is no longer the last thing done.
  dismissToast();
  const result = await replica.mutate(name, input, sayProgress);
  if (!result.ok) showToast({ text: failureText(result.error), stays: true });
  else if (said !== null) sayDone(replica, said);
  return result;
}

export const sayDone = (replica: Replica, said: string): void =>
  showToast({ text: said, action: { name: t('changes.undo'), run: () => void takeBack(replica, 'undo') } });
