// Boards and their stages. Stages stand in the order of `position`, in gaps, so that one comes between two with one edit.
import type { RecordType, StageType } from '../api.ts';
import type { Rows } from '../schema/tables.ts';
import { putInStage } from './cards.ts';
import type { NamedMutation } from './context.ts';
import { createDraft } from './draft.ts';
import { InvalidInput } from './invalid-input.ts';
import { cardsIn } from './places.ts';
import { findLive, liveRow } from './read-rows.ts';
import { recordTable, type RecordRow } from './record-types.ts';

type Stage = Rows['board_stages'];

const GAP = 1024;

export type NewStage = { name: string; stage_type?: StageType; probability?: number | null };
export type CreateBoard = { name: string; record_type: RecordType; stages: readonly NewStage[] };

export const createBoard: NamedMutation<CreateBoard, { id: string; stage_ids: readonly string[] }> = (
  context,
  { name, record_type, stages },
) => {
  const draft = createDraft(context);
  const id = draft.make('boards', { name, record_type });
  const stage_ids = stages.map((stage, nth) =>
    draft.make('board_stages', { ...stage, board_id: id, position: (nth + 1) * GAP }),
  );
  return Promise.resolve(draft.outcome({ id, stage_ids }));
};

export type EditBoard = { board_id: string; columns: { name: string } };

export const editBoard: NamedMutation<EditBoard, undefined> = async (context, { board_id, columns }) => {
  const draft = createDraft(context);
  draft.edit('boards', await liveRow(context, 'boards', board_id, 'board_id'), columns);
  return draft.outcome(undefined);
};

export type OneBoard = { board_id: string };

const archived =
  (is_archived: boolean): NamedMutation<OneBoard, undefined> =>
  async (context, { board_id }) => {
    const draft = createDraft(context);
    draft.edit('boards', await liveRow(context, 'boards', board_id, 'board_id'), { is_archived });
    return draft.outcome(undefined);
  };
export const archiveBoard = archived(true);
export const restoreBoard = archived(false);

export type AddStage = NewStage & {
  board_id: string;
  /** The stage that it comes before; without it, last. */
  before_id?: string | null;
};

export const addStage: NamedMutation<AddStage, { id: string }> = async (
  context,
  { board_id, before_id = null, ...stage },
) => {
  const draft = createDraft(context);
  await liveRow(context, 'boards', board_id, 'board_id');
  const stages = inOrder(await findLive(context, 'board_stages', { board_id }));
  const at = before_id === null ? stages.length : stages.findIndex(({ id }) => id === before_id);
  if (at < 0) throw new InvalidInput('not_found', 'before_id', 'This stage is not on the board.');
  const [below, above] = [stages[at - 1]?.position, stages[at]?.position];
  let position =
    above === undefined ? (below ?? 0) + GAP : Math.floor(((below ?? above - 2 * GAP) + above) / 2);
  if (above !== undefined && below !== undefined && position <= below) {
    stages.forEach((other, nth) => {
      draft.edit('board_stages', other, { position: (nth + (nth < at ? 1 : 2)) * GAP });
    });
    position = (at + 1) * GAP;
  }
  return draft.outcome({ id: draft.make('board_stages', { ...stage, board_id, position }) });
};

const inOrder = (stages: readonly Stage[]): Stage[] =>
  [...stages].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));

export type EditStage = { stage_id: string; columns: Partial<NewStage> };

export const editStage: NamedMutation<EditStage, undefined> = async (context, { stage_id, columns }) => {
  const draft = createDraft(context);
  draft.edit('board_stages', await liveRow(context, 'board_stages', stage_id, 'stage_id'), columns);
  return draft.outcome(undefined);
};

export type ReorderStages = { board_id: string; stage_ids: readonly string[] };

/** All stages of the board, in their new order. */
export const reorderStages: NamedMutation<ReorderStages, undefined> = async (
  context,
  { board_id, stage_ids },
) => {
  const draft = createDraft(context);
  const stages = new Map(
    (await findLive(context, 'board_stages', { board_id })).map((stage) => [stage.id, stage]),
  );
  if (stage_ids.length !== stages.size || !stage_ids.every((id) => stages.has(id)))
    throw new InvalidInput('not_found', 'stage_ids', 'The stages of this board have changed.');
  stage_ids.forEach((id, nth) => {
    const stage = stages.get(id);
    if (stage) draft.edit('board_stages', stage, { position: (nth + 1) * GAP });
  });
  return draft.outcome(undefined);
};

export type DeleteStage = {
  stage_id: string;
  /** Where its cards go, at the end; needed where it has some. */
  move_to?: string | null;
};

/** Cards of deleted records move too, so that a record that is restored is on its board. */
export const deleteStage: NamedMutation<DeleteStage, undefined> = async (
  context,
  { stage_id, move_to = null },
) => {
  const draft = createDraft(context);
  const stage = await liveRow(context, 'board_stages', stage_id, 'stage_id');
  const stages = await findLive(context, 'board_stages', { board_id: stage.board_id });
  if (stages.length === 1) throw new InvalidInput('in_use', 'stage_id', 'A board keeps at least one stage.');
  const cards = cardsIn(await findLive(context, 'board_cards', { board_id: stage.board_id }), stage_id);
  if (cards.length > 0) {
    if (move_to === null || !stages.some(({ id }) => id === move_to && id !== stage_id))
      throw new InvalidInput('in_use', 'move_to', 'Choose the stage that its cards go to.');
    const board = await liveRow(context, 'boards', stage.board_id, 'stage_id');
    const record_type = board.record_type as RecordType;
    const ids = cards.map(({ record_id }) => record_id);
    const rows = await context.reader.read(recordTable(record_type), ids);
    const records = cards.map((card) => {
      const row = (rows.get(card.record_id) ?? null) as RecordRow | null;
      return { id: card.record_id, record_type, row, team_id: card.team_id };
    });
    await putInStage(context, draft, records, { stage_id: move_to });
  }
  draft.delete('board_stages', stage);
  return draft.outcome(undefined);
};
