// Who and what the ids of a workspace stand for: people, teams, boards and their stages.
import { useMemo } from 'react';
import type { RecordType, Replica, Rows, StageType } from '../../sync/index.ts';
import { useLive } from '../ui/use-live.ts';
import { stageColour } from './dots.ts';

export type Person = {
  id: string;
  name: string;
  /** False of somebody who was here once: named, and no longer chosen. */
  active: boolean;
};
export type Stage = {
  id: string;
  name: string;
  board_id: string;
  board_name: string;
  record_type: RecordType;
  stage_type: StageType;
  probability: number | null;
  /** A CSS colour for its dot. */
  colour: string;
};
export type Directory = {
  /** The person at this window. */
  me: string;
  /** By name. */
  people: readonly Person[];
  person(id: string): string | null;
  /** Not archived, oldest first. */
  boards: readonly Rows['boards'][];
  /** Board by board, in their order there. */
  stages: readonly Stage[];
  stage(id: string): Stage | null;
  teams: readonly { id: string; name: string }[];
  team(id: string): string | null;
};

type Tables = {
  [T in 'profiles' | 'workspace_members' | 'boards' | 'board_stages' | 'teams']: readonly Rows[T][];
};

export function directoryOf(tables: Tables, me: string): Directory {
  const members = new Set(tables.workspace_members.map(({ user_id }) => user_id));
  const people = tables.profiles
    .map(({ id, name, email }) => ({ id, name: name ?? email ?? '', active: members.has(id) }))
    .filter(({ name }) => name !== '')
    .sort((one, other) => one.name.localeCompare(other.name));
  const stages = tables.boards.flatMap((board) => stagesOf(board, tables.board_stages));
  const teams = tables.teams
    .flatMap(({ id, name }) => (name === null ? [] : { id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
  const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]));
  const [personOf, stageOf, teamOf] = [byId(people), byId(stages), byId(teams)];
  return {
    me,
    people,
    person: (id) => personOf.get(id)?.name ?? null,
    boards: tables.boards.filter(({ is_archived }) => !is_archived),
    stages,
    stage: (id) => stageOf.get(id) ?? null,
    teams,
    team: (id) => teamOf.get(id)?.name ?? null,
  };
}

const stagesOf = (board: Rows['boards'], all: readonly Rows['board_stages'][]): Stage[] =>
  all
    .filter(({ board_id }) => board_id === board.id)
    .sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1))
    .map(({ id, name, stage_type, probability }, at) => ({
      id,
      name,
      board_id: board.id,
      board_name: board.name,
      record_type: board.record_type as RecordType,
      stage_type: stage_type as StageType,
      probability,
      colour: stageColour(stage_type as StageType, at),
    }));

/** Kept as it changes. For one screen once, and handed down from there. */
export function useDirectory(replica: Replica): Directory {
  const profiles = useLive(useMemo(() => replica.rows('profiles'), [replica]));
  const workspace_members = useLive(useMemo(() => replica.rows('workspace_members'), [replica]));
  const boards = useLive(useMemo(() => replica.rows('boards'), [replica]));
  const board_stages = useLive(useMemo(() => replica.rows('board_stages'), [replica]));
  const teams = useLive(useMemo(() => replica.rows('teams'), [replica]));
  const me = replica.place.user_id;
  return useMemo(
    () =>
      directoryOf(
        {
          profiles: profiles ?? [],
          workspace_members: workspace_members ?? [],
          boards: boards ?? [],
          board_stages: board_stages ?? [],
          teams: teams ?? [],
        },
        me,
      ),
    [profiles, workspace_members, boards, board_stages, teams, me],
  );
}
