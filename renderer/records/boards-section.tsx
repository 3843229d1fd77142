import { useMemo, useSyncExternalStore } from 'react';
import { ChevronDown, Plus, X } from 'lucide-react';
import type { Replica, RecordType, StageType } from '../../sync/index.ts';
import type { Directory, Stage } from '../fields/directory.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.tsx';
import { write } from '../undo/write.ts';
import { t } from '../words/t.ts';
import { useShownRecord } from './record-context.ts';
import { Section, ROW, RowActions } from './section.tsx';

type Place = { card_id: string; board_id: string; stage_id: string };

/** The boards that the record is on, each with its stage there, and those that it can be put on. */
export function Boards() {
  const { replica, record_type, id, name, directory, may } = useShownRecord();
  const places = usePlaces(replica, directory, record_type, id);
  const boards = directory.boards.filter((board) => board.record_type === record_type);
  const others = boards.filter((board) => !places.some(({ board_id }) => board_id === board.id));
  if (boards.length === 0) return null;
  const stagesOf = (board_id: string) => directory.stages.filter((stage) => stage.board_id === board_id);
  return (
    <Section
      title={t('records.boards.title')}
      action={
        may.board &&
        others.length > 0 && (
          <Menu
            label={t('records.boards.add')}
            trigger={
              <IconButton name={t('records.boards.add')}>
                <Plus aria-hidden className="size-4" />
              </IconButton>
            }
          >
            {others.map((board) => (
              <div key={board.id}>
                <MenuLabel>{board.name}</MenuLabel>
                {stagesOf(board.id).map((stage) => (
                  <MenuItem
                    key={stage.id}
                    onSelect={() =>
                      void write(
                        replica,
                        'add_card',
                        { record_type, record_id: id, stage_id: stage.id, spot: 'top' },
                        t('records.boards.added', { name, board: board.name }),
                      )
                    }
                  >
                    <StageName stage={stage} />
                  </MenuItem>
                ))}
              </div>
            ))}
          </Menu>
        )
      }
    >
      {places.length === 0 && <p className="py-1 text-secondary">{t('records.boards.none')}</p>}
      <ul>
        {places.map(({ card_id, board_id, stage_id }) => {
          const board = boards.find((one) => one.id === board_id);
          const stage = directory.stage(stage_id);
          if (!board) return null;
          return (
            <li key={board_id} className={ROW}>
              <span className="min-w-0 truncate">{board.name}</span>
              <div className="ms-auto flex items-center">
                {may.board ? (
                  <Menu
                    label={t('records.boards.stage_on', { board: board.name })}
                    trigger={
                      <button
                        type="button"
                        aria-label={t('records.boards.stage_now', {
                          board: board.name,
                          stage: stage?.name ?? '',
                        })}
                        className="flex h-7 items-center gap-1.5 rounded-control px-1.5 fades hover:bg-hover"
                      >
                        {stage && <StageName stage={stage} />}
                        <ChevronDown aria-hidden className="size-3.5 text-secondary" />
                      </button>
                    }
                  >
                    {stagesOf(board_id).map((one) => (
                      <MenuItem
                        key={one.id}
                        onSelect={() => {
                          if (one.id !== stage_id)
                            void write(
                              replica,
                              'move_cards',
                              { card_ids: [card_id], stage_id: one.id, spot: 'top' },
                              t('records.boards.moved', { name, stage: one.name }),
                            );
                        }}
                      >
                        <StageName stage={one} />
                      </MenuItem>
                    ))}
                  </Menu>
                ) : (
                  stage && <StageName stage={stage} />
                )}
              </div>
              {may.board && (
                <RowActions>
                  <IconButton
                    name={t('records.boards.remove', { board: board.name })}
                    onClick={() =>
                      void write(
                        replica,
                        'remove_card',
                        { card_id },
                        t('records.boards.removed', { name, board: board.name }),
                      )
                    }
                  >
                    <X aria-hidden className="size-3.5" />
                  </IconButton>
                </RowActions>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const StageName = ({ stage }: { stage: Pick<Stage, 'name' | 'colour'> & { stage_type: StageType } }) => (
  <span className="flex items-center gap-1.5">
    <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: stage.colour }} />
    {stage.name}
  </span>
);

/** Where the record lies on the boards of its type; kept as its cards move. */
function usePlaces(
  replica: Replica,
  { boards }: Directory,
  record_type: RecordType,
  record_id: string,
): readonly Place[] {
  const ids = boards
    .filter((board) => board.record_type === record_type)
    .map(({ id }) => id)
    .join();
  const places = useMemo(
    () => placesOf(replica, ids === '' ? [] : ids.split(','), record_id),
    [replica, ids, record_id],
  );
  return useSyncExternalStore(places.subscribe, places.get);
}

function placesOf(replica: Replica, board_ids: readonly string[], record_id: string) {
  const views = board_ids.map((id) => replica.board(id));
  let places: readonly Place[] = [];

  function get(): readonly Place[] {
    const now = views.flatMap((live): Place[] => {
      const board = live.get();
      for (const { id, cards } of board?.stages ?? []) {
        const card = cards.find((one) => one.record_id === record_id);
        if (board && card) return [{ card_id: card.card_id, board_id: board.id, stage_id: id }];
      }
      return [];
    });
    if (JSON.stringify(now) !== JSON.stringify(places)) places = now;
    return places;
  }

  function subscribe(listener: () => void): () => void {
    const ends = views.map((live) => live.subscribe(listener));
    return () => {
      for (const end of ends) end();
    };
  }

  return { get, subscribe };
}
