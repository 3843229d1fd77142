import { byServer, fixed, integer, nullable, ofPlace, reference, table, text, uuid } from '../declare.ts';

export const board_cards = table({
  name: 'board_cards',
  collection: 'board_cards',
  columns: {
    workspace_id: byServer(reference('workspaces')),
    board_id: fixed(reference('boards')),
    stage_id: ofPlace(reference('board_stages')),
    record_type: fixed(text()),
    /** Of the table that `record_type` names; the server holds no foreign key. */
    record_id: fixed(uuid()),
    /** That of its record; the server keeps it. */
    team_id: nullable(byServer(reference('teams'))),
    /** The ordinal for readers that know no rank; the server keeps it in the same order. */
    position: byServer(integer()),
    /** Fractional index; the order of cards in a stage is (rank, id). */
    rank: ofPlace(text(500)),
  },
  /** A board with its cards in order. */
  indexes: [['board_id', 'stage_id', 'rank']],
});
