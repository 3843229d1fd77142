import { useMemo } from 'react';
import { Tag, Trash2 } from 'lucide-react';
import type { Replica } from '../../sync/index.ts';
import { dotOf } from '../fields/dots.ts';
import { Empty } from '../ui/empty.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useLive } from '../ui/use-live.ts';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useLock } from './access.ts';
import { Line, Lines, SavedText, Section } from './section.tsx';

/** Every tag in use. Renamed or removed, it is so on all contacts at once. */
export function TagsSection({ replica }: { replica: Replica }) {
  const live = useMemo(() => replica.tags(), [replica]);
  const tags = useLive(live) ?? [];
  const locked = useLock(replica, 'contact');
  return (
    <Section title={t('settings.sections.tags')} text={t('settings.tags.text')} locked={locked}>
      <Lines label={t('settings.sections.tags')}>
        {tags.map(({ name, count }) => (
          <Line key={name}>
            <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: dotOf(name) }} />
            <SavedText
              wide
              label={t('settings.tags.name')}
              value={name}
              disabled={locked !== null}
              onSave={(to) =>
                void write(replica, 'rename_tag', { from: name, to }, t('settings.renamed', { name: to }))
              }
            />
            <span className="tabular text-secondary">{t('settings.tags.count', { count })}</span>
            {locked === null && (
              <IconButton
                name={t('settings.tags.remove', { name })}
                onClick={() =>
                  void write(
                    replica,
                    'remove_tag',
                    { tag: name },
                    t('settings.tags.removed', { name, count }),
                  )
                }
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            )}
          </Line>
        ))}
      </Lines>
      {tags.length === 0 && (
        <Empty
          icon={<Tag aria-hidden className="size-5" />}
          title={t('settings.tags.none')}
          text={t('settings.tags.none_text')}
        />
      )}
    </Section>
  );
}
