import { fieldFaultText } from '../fields/invalid-words.ts';
import { t } from '../words/t.ts';
import type { Fault } from './plan.ts';

/** Why a row cannot be taken, with what stands there. */
export function faultText(fault: Fault): string {
  if (fault.kind === 'no_name') return t('imports.no_name');
  const { field, code, text } = fault;
  const reason = code === 'not_found' ? t('imports.not_here') : fieldFaultText(code, field, String);
  return t('imports.fault', { field: field.name, reason, text });
}
