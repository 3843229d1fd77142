import type { CardView } from '../../sync/index.ts';

/** What a person or a company does, and what either or a deal belongs to; null where the record does not say. */
export function aboutOf({ record, record_type, company_name }: CardView): {
  what: string | null;
  whom: string | null;
} {
  const cell = (name: string): string | null => {
    const value: unknown = (record as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  switch (record_type) {
    case 'deal':
      return { what: null, whom: company_name };
    case 'contact':
      return { what: cell('title'), whom: company_name ?? cell('email') };
    case 'company':
      return { what: cell('industry'), whom: cell('domain') };
  }
}
