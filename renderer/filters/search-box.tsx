import { useRef } from 'react';
import { Search, X } from 'lucide-react';
import { useShortcut } from '../navigation/shortcuts.ts';
import { t } from '../words/t.ts';

type Props = { text: string; onChange: (text: string) => void };

/** Filters as one types. The key `/` leads into it from anywhere on the screen, Escape empties it, then leaves it. */
export function SearchBox({ text, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('filter', () => {
    input.current?.focus();
    input.current?.select();
  });
  return (
    <div className="no-drag relative w-44 shrink-0">
      <Search aria-hidden className="absolute start-2 top-1.5 size-4 text-secondary" />
      <input
        ref={input}
        type="search"
        aria-label={t('lists.filters.search')}
        aria-keyshortcuts="/"
        placeholder={t('lists.filters.search_short')}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (text === '') event.currentTarget.blur();
          else onChange('');
        }}
        className="h-7 w-full rounded-control border border-edge bg-surface ps-7 pe-7 text-text placeholder:text-secondary focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' ? (
        <kbd
          aria-hidden
          className="pointer-events-none absolute end-1.5 top-1.5 rounded-[4px] border border-hairline px-1 font-sans text-label leading-3.5 text-secondary"
        >
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label={t('lists.filters.clear_search')}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
          className="absolute end-0 top-0 flex size-7 items-center justify-center rounded-control text-secondary fades hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
