// What is wrong with a value before it is handed to a mutation, which checks again as the server does. Codes are those
// of the mutations, so that the words are the same.
import type { InvalidCode } from '../../sync/index.ts';
import { isEmpty, type Field, type Money } from './field.ts';

export function faultOf(field: Field, value: unknown): InvalidCode | null {
  if (isEmpty(value)) return field.required ? 'empty' : null;
  if (typeof value === 'string') return textFault(field, value);
  if (typeof value === 'number') return rangeFault(field, value);
  if (field.kind === 'money') return rangeFault(field, (value as Money).value_cents);
  return null;
}

const EMAIL = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/u;
const PHONE = /^\+?[\d\s().\-/]+(?:\s*(?:x|ext\.?)\s*\d+)?$/iu;
const WEB = /^https?:\/\/[^\s/?#]+\.[^\s]+$/iu;
const HOST = /^(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+[\p{L}\d-]{2,}$/u;
const LONGEST = 10_000;
const LONGEST_URL = 2_048;

function textFault({ kind, max_length, pattern, ...bounds }: Field, value: string): InvalidCode | null {
  const most = max_length ?? (kind === 'url' ? LONGEST_URL : LONGEST);
  if (Array.from(value).length > most) return 'too_long';
  switch (kind) {
    case 'email':
      return EMAIL.test(value) ? null : 'malformed';
    case 'phone':
      return PHONE.test(value) && (value.match(/\d/gu)?.length ?? 0) >= 3 ? null : 'malformed';
    case 'url':
      return WEB.test(value) ? null : 'malformed';
    case 'domain':
      return HOST.test(value) ? null : 'malformed';
    case 'date':
      return rangeFault(bounds, value);
    default:
      return pattern === null || fits(value, pattern) ? null : 'malformed';
  }
}

/** True also for a pattern that only the server can read. */
function fits(value: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su').test(value);
  } catch {
    return true;
  }
}

/** Days compare as their text does. */
const rangeFault = ({ min, max }: Pick<Field, 'min' | 'max'>, value: number | string): InvalidCode | null =>
  (min !== null && value < min) || (max !== null && value > max) ? 'out_of_range' : null;
