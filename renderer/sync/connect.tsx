import { useWaysBack } from '../start-up/ways-back.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../words/t.ts';

/** Of a workspace that is on this laptop only: the way to a server. */
export function Connect({ wide = false }: { wide?: boolean }) {
  const back = useWaysBack();
  return (
    back && (
      <Button wide={wide} onClick={() => void back.connect()}>
        {t('first_run.switch.connect')}
      </Button>
    )
  );
}
