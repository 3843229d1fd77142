import type { Failure, InvalidCode } from '../../sync/index.ts';
import { t } from '../words/t.ts';
import type { Field } from './field.ts';

export const invalidText = (code: InvalidCode): string => t(`records.invalid.${code}`);

/** Why something was not saved, in a sentence. */
export const failureText = ({ code, invalid }: Failure): string =>
  invalid ? invalidText(invalid.code) : t(`failures.${code}`);

const FORMS = new Set(['email', 'phone', 'url', 'domain', 'number', 'money', 'date'] as const);
type Form = typeof FORMS extends Set<infer F> ? F : never;
const isForm = (kind: string): kind is Form => (FORMS as Set<string>).has(kind);

/** What is wrong with the value of a field, as exactly as can be said; `shown` writes a bound as the field does. */
export function fieldFaultText(
  code: InvalidCode,
  { kind, min, max, pattern }: Field,
  shown: (bound: number | string) => string,
): string {
  if (code === 'malformed' || code === 'wrong_kind') {
    const form = kind === 'percent' ? 'number' : kind;
    if (pattern === null && isForm(form)) return t(`records.invalid.${form}`);
  }
  if (code === 'out_of_range') {
    if (min !== null && max !== null)
      return t('records.invalid.between', { min: shown(min), max: shown(max) });
    if (min !== null) return t('records.invalid.at_least', { min: shown(min) });
    if (max !== null) return t('records.invalid.at_most', { max: shown(max) });
  }
  return invalidText(code);
}
