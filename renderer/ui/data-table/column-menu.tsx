import { useState } from 'react';
import { Columns3 } from 'lucide-react';
import { t } from '../../words/t.ts';
import { Combobox } from '../combobox.tsx';
import { Panel } from '../panel.tsx';
import { toggledColumn, type Layout } from './layout.ts';

type Props = {
  /** Every column that there is; the first names the row and is always shown. */
  all: readonly { id: string; name: string }[];
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onReset: () => void;
};

const USUAL_WIDTH = 160;

/** Which columns are shown. A new one comes last. */
export function ColumnMenu({ all, layout, onLayout, onReset }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Panel
      label={t('lists.table.columns_of')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className="no-drag inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-secondary fades hover:bg-hover hover:text-text data-[state=open]:bg-hover data-[state=open]:text-text"
        >
          <Columns3 aria-hidden className="size-4" />
          {t('lists.table.columns')}
        </button>
      }
    >
      <Combobox
        label={t('lists.table.search_columns')}
        nothing={t('lists.table.no_columns')}
        options={all.slice(1).map(({ id, name }) => ({ value: id, name }))}
        chosen={layout.map(({ id }) => id)}
        onChoose={(id) => onLayout(toggledColumn(layout, id, USUAL_WIDTH))}
        clear={{ name: t('lists.table.reset_columns'), run: onReset }}
      />
    </Panel>
  );
}
