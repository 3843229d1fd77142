import type { ReleaseNotes, UpdateChannel } from '../../electron/ipc/contract.ts';
import { useMinute } from '../ui/clock.ts';
import { Select } from '../ui/select.tsx';
import { UpdateStatus } from '../updates/update-state.tsx';
import { chooseChannel, useUpdates } from '../updates/updates.ts';
import { t } from '../words/t.ts';
import { Section, SettingRow } from './section.tsx';

const CHANNELS = ['stable', 'beta'] as const satisfies readonly UpdateChannel[];

/** Whether there is a newer version, what is new in it, and which ones this person wants. */
export function UpdatesSection() {
  const updates = useUpdates((told) => told.updates);
  const now = useMinute();
  if (!updates) return null;
  const { state, channel, news } = updates;
  const coming = 'offer' in state ? state.offer.news : [];
  return (
    <Section title={t('updates.title')}>
      <div className="flex min-h-11 items-center rounded-card border border-hairline bg-surface px-3 py-2">
        <UpdateStatus state={state} now={now} />
      </div>
      {coming.map((notes) => (
        <News key={notes.version} notes={notes} open />
      ))}
      {state.kind !== 'off' && (
        <SettingRow name={t('updates.channel')} hint={t('updates.channel_hint')}>
          <span className="w-44">
            <Select
              wide
              label={t('updates.channel')}
              value={channel}
              choices={CHANNELS.map((value) => ({ value, name: t(`updates.channels.${value}`) }))}
              onChoose={chooseChannel}
            />
          </span>
        </SettingRow>
      )}
      {news && <News notes={news} />}
    </Section>
  );
}

/** The changelog is written in English. */
const News = ({ notes: { version, lines }, open = false }: { notes: ReleaseNotes; open?: boolean }) => (
  <details open={open}>
    <summary className="w-fit rounded-control py-1 font-medium">{t('updates.news', { version })}</summary>
    <ul lang="en" className="mt-1 flex list-disc flex-col gap-1 ps-5 text-pretty text-secondary">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </details>
);
