import { useState } from 'react';
import { useShortcut } from '../navigation/shortcuts.ts';
import { failureText } from '../fields/invalid-words.ts';
import { dismissToast } from '../ui/toast.tsx';
import { t } from '../words/t.ts';
import { useShownRecord } from './record-context.ts';

const LONGEST = 500;

/** The name of the record, edited where it stands. */
export function RecordTitle() {
  const { replica, record_type, id, name, may } = useShownRecord();
  const [text, setText] = useState<string | null>(null);
  const [pending, setPending] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  useShortcut('edit', may.write ? () => setText(name) : null);

  async function save(typed: string) {
    const next = typed.trim();
    if (next === '') {
      setError(t('records.invalid.empty'));
      return;
    }
    setText(null);
    setError(null);
    if (next === name) return;
    dismissToast();
    setPending(next);
    const saved = await replica.mutate('edit_records', { record_type, ids: [id], columns: { name: next } });
    setPending(null);
    if (saved.ok) return;
    setText(typed);
    setError(failureText(saved.error));
  }

  const shown = pending ?? name;
  if (text === null)
    return (
      <h1 className="text-page font-semibold tracking-[-0.01em] text-balance break-words">
        {may.write ? (
          <button
            type="button"
            className="-mx-1.5 rounded-control px-1.5 text-start fades hover:bg-hover"
            onClick={() => setText(name)}
          >
            {shown}
            <span className="sr-only">{t('records.page.edit_after')}</span>
          </button>
        ) : (
          shown
        )}
      </h1>
    );
  return (
    <div>
      <h1 className="sr-only">{shown}</h1>
      <textarea
        autoFocus
        rows={Math.min(4, Math.ceil(text.length / 26) || 1)}
        maxLength={LONGEST}
        aria-label={t('records.fields.name')}
        aria-invalid={error !== null}
        value={text}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setText(target.value.replaceAll('\n', ' '))}
        onBlur={() => void save(text)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            void save(text);
          } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            setText(null);
            setError(null);
          }
        }}
        className="-mx-1.5 block w-[calc(100%+12px)] resize-none rounded-control bg-surface px-1.5 text-page font-semibold tracking-[-0.01em] outline-2 outline-accent"
      />
      {error !== null && (
        <p role="alert" className="mt-1 text-small text-lost">
          {error}
        </p>
      )}
    </div>
  );
}
