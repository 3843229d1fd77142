import type { KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';

type Props<T extends string> = {
  /** What is chosen here, for screen readers. */
  label: string;
  tabs: readonly { value: T; name: string; count?: string | null }[];
  value: T;
  onChange: (value: T) => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** One of a few views of the same screen. Arrow keys go from one to the next. */
export function Tabs<T extends string>({ label, tabs, value, onChange }: Props<T>) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const steps = STEPS[event.key];
    if (steps === undefined) return;
    const forwards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const at = tabs.findIndex((tab) => tab.value === value) + steps * forwards;
    const next = tabs[(at + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  }
  return (
    <div role="radiogroup" aria-label={label} className="no-drag flex min-w-0 gap-0.5" onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="radio"
          data-value={tab.value}
          aria-checked={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
          className={classNames(
            'h-7 rounded-control px-2 whitespace-nowrap fades',
            tab.value === value ? 'bg-selected text-text' : 'text-secondary hover:bg-hover hover:text-text',
          )}
        >
          {tab.name}
          {tab.count && <span className="tabular ms-1.5 text-small text-secondary">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
