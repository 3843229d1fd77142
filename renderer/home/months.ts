import { locale } from '../words/locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function written(month: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale() ?? ''}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format)
    formats.set(key, (format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' })));
  return format.format(Date.parse(`${month}-01T00:00:00Z`));
}

/** `yyyy-mm` as "March 2027". */
export const monthName = (month: string): string => written(month, { month: 'long', year: 'numeric' });

/** "Mar", in January with the year: "Jan 27". */
export const shortMonth = (month: string): string =>
  written(month, month.endsWith('-01') ? { month: 'short', year: '2-digit' } : { month: 'short' });
