import { ListFilter, Plus } from 'lucide-react';
import { shortcutText } from '../navigation/shortcuts.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { usePlatform } from '../ui/platform.ts';
import { TopBar } from '../ui/top-bar.tsx';
import { t } from '../words/t.ts';
import { BoardFacts } from './board-facts.tsx';
import { BoardMenu } from './board-menu.tsx';
import { useBoard } from './board-context.ts';
import { useBoardState } from './board-state.ts';
import { whyNot } from './card-actions.ts';
import { CardFields } from './card-fields.tsx';
import { useHand } from './lift.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './selection.ts';
import type { ShownStage } from './shown-stages.ts';
import { ViewMenu } from './view-menu.tsx';

type Props = {
  name: string;
  /** Undefined while the board is being read. */
  stages: readonly ShownStage[] | undefined;
  filterShown: boolean;
  onFilter: (shown: boolean) => void;
};

/** The name of the board and what can be done with it; what can be done with the selected cards as long as there are some. */
export function BoardBar({ name, stages, filterShown, onFilter }: Props) {
  const { record_type } = useBoard();
  const platform = usePlatform();
  const selecting = useSelection(({ selected }) => selected.size > 0);
  if (selecting && stages)
    return (
      <TopBar name={<span className="sr-only">{name}</span>}>
        <SelectionBar stages={stages} />
      </TopBar>
    );
  return (
    <TopBar name={<BoardMenu name={name} />}>
      {stages && <BoardFacts stages={stages} record_type={record_type} />}
      <div className="no-drag ms-auto flex shrink-0 items-center gap-1">
        <ViewMenu />
        <IconButton
          name={filterShown ? t('boards.filter.hide') : t('boards.filter.show')}
          shortcut={shortcutText('filter', platform)}
          aria-pressed={filterShown}
          onClick={() => onFilter(!filterShown)}
        >
          <ListFilter aria-hidden className={filterShown ? 'size-4 text-accent' : 'size-4'} />
        </IconButton>
        <CardFields />
        <AddButton stages={stages ?? []} shortcut={shortcutText('create', platform)} />
      </div>
    </TopBar>
  );
}

/** Into the stage that has the focus, else the first. */
function AddButton({ stages, shortcut }: { stages: readonly ShownStage[]; shortcut: string }) {
  const tools = useBoard();
  const why = whyNot(tools, 'edit') ?? whyNot(tools, 'stages');
  const [first] = stages;
  if (!first) return null;
  return (
    <IconButton
      name={why === null ? t(`boards.add.${tools.record_type}`) : why}
      {...(why === null ? { shortcut } : {})}
      aria-disabled={why !== null}
      onClick={() => {
        const at = useHand.getState().spot?.stage_id;
        if (why === null)
          useBoardState.setState({ adding: stages.find(({ id }) => id === at)?.id ?? first.id });
      }}
    >
      <Plus aria-hidden className="size-4" />
    </IconButton>
  );
}
