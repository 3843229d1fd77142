import { useState } from 'react';
import { ChevronRight, KeyRound, Laptop, Plus, Sparkles } from 'lucide-react';
import type { Failure } from '../../sync/index.ts';
import type { AppState } from '../start-up/app-state.ts';
import type { StartUp } from '../start-up/start-up.ts';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { EntranceFrame, EntranceRow, EntranceRows, FormError } from './entrance.tsx';
import { HereForm } from './here-form.tsx';

type Props = { state: Extract<AppState, { kind: 'welcome' }>; startUp: StartUp };

const CHEVRON = <ChevronRight aria-hidden className="size-4 rtl:rotate-180" />;

/** The first screen of a laptop on which nobody has begun. */
export function WelcomeScreen({ state, startUp }: Props) {
  const [here, setHere] = useState(false);
  const [opening, setOpening] = useState<string | null>(null);
  const left = useLive(startUp.places).filter(({ url }) => url === null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function open(name: string, work: () => Promise<Failure | null>) {
    if (opening !== null) return;
    setOpening(name);
    setFailure(await work());
    setOpening(null);
  }
  const textOf = (name: string, text: string) => (opening === name ? t('first_run.welcome.opening') : text);

  if (here) return <HereForm startUp={startUp} onBack={() => setHere(false)} />;
  return (
    <EntranceFrame text={t('app.sentence')}>
      <EntranceRows label={t('first_run.welcome.label')}>
        {left.map((place, at) => (
          <EntranceRow
            key={place.workspace_id}
            autoFocus={at === 0}
            icon={<Laptop aria-hidden className="size-4" />}
            title={place.workspace_name}
            text={textOf(place.workspace_id, t('first_run.local.name'))}
            end={CHEVRON}
            disabled={opening !== null}
            onClick={() => void open(place.workspace_id, () => startUp.reopen(place))}
          />
        ))}
        <EntranceRow
          autoFocus={left.length === 0}
          icon={<KeyRound aria-hidden className="size-4" />}
          title={t('first_run.welcome.sign_in')}
          text={t('first_run.welcome.sign_in_text')}
          end={CHEVRON}
          onClick={startUp.toSignIn}
        />
        {state.launch.demo && (
          <EntranceRow
            icon={<Sparkles aria-hidden className="size-4" />}
            title={t('first_run.welcome.demo')}
            text={textOf('demo', t('first_run.welcome.demo_text'))}
            end={CHEVRON}
            disabled={opening !== null}
            onClick={() => void open('demo', startUp.tryDemo)}
          />
        )}
        <EntranceRow
          icon={<Plus aria-hidden className="size-4" />}
          title={t('first_run.welcome.here')}
          text={t('first_run.welcome.here_text')}
          end={CHEVRON}
          onClick={() => setHere(true)}
        />
      </EntranceRows>
      <div className="mt-3">
        <FormError>{failure ? t(`failures.${failure.code}`) : undefined}</FormError>
      </div>
    </EntranceFrame>
  );
}
