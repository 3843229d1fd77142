import { Check, Cloud, Laptop, LayoutGrid } from 'lucide-react';
import type { Failure, Place } from '../../sync/index.ts';
import { MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useLive } from '../ui/use-live.ts';
import { t } from '../words/t.ts';
import { samePlace } from './known-places.ts';
import type { StartUp } from './start-up.ts';

type Props = { startUp: StartUp; place: Place };

/** In the workspace menu: the other workspaces of this laptop, which open without a network, and the way to all of them. */
export function WorkspaceItems({ startUp, place }: Props) {
  const places = useLive(startUp.places);
  const tell = async (asked: Promise<Failure | null>) => {
    const failure = await asked;
    if (failure) showToast({ text: t(`failures.${failure.code}`), stays: true });
  };
  return (
    <>
      <MenuSeparator />
      <MenuLabel>{t('first_run.switch.label')}</MenuLabel>
      {places.length > 1 &&
        [...places].sort(byName).map((each) => (
          <MenuItem
            key={`${each.user_id}/${each.workspace_id}`}
            onSelect={() => void tell(startUp.switchTo(each))}
          >
            <span className="size-4 shrink-0 text-secondary">
              {samePlace(each, place) ? (
                <Check aria-label={t('first_run.switch.current')} className="size-4" />
              ) : (
                each.url === null && <Laptop aria-label={t('first_run.local.name')} className="size-4" />
              )}
            </span>
            <span className="max-w-50 truncate">{each.workspace_name}</span>
          </MenuItem>
        ))}
      {place.url === null ? (
        <MenuItem onSelect={() => void startUp.connect()}>
          <Cloud aria-hidden className="size-4 text-secondary" />
          {t('first_run.switch.connect')}
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => void tell(startUp.toWorkspaces())}>
          <LayoutGrid aria-hidden className="size-4 text-secondary" />
          {t('first_run.switch.all')}
        </MenuItem>
      )}
    </>
  );
}

const byName = (one: Place, other: Place): number => one.workspace_name.localeCompare(other.workspace_name);
