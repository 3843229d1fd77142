import { useEffect, useMemo, useState } from 'react';
import type { RecordTable, RecordType, Replica } from '../../sync/index.ts';
import { usualCurrency } from '../fields/currency.ts';
import { useDirectory, type Directory } from '../fields/directory.ts';
import { tablesOf, type Field } from '../fields/field.ts';
import { useToday } from '../ui/clock.ts';
import { locale } from '../words/locale.ts';
import { idsBy } from './known-records.ts';
import { planOf, type Lookup, type Plan } from './plan.ts';
import type { SheetTable } from './table-file.ts';
import type { Target } from './targets.ts';

type Ids = ReadonlyMap<string, string>;
type Known = { names: Readonly<Record<RecordTable, Ids>>; identities: ReadonlySet<string> };

/** What is here already; null while it is being read. */
export function useKnown(replica: Replica, record_type: RecordType): Known | null {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    let stale = false;
    async function read() {
      const [contacts, companies, deals, identities] = await Promise.all([
        idsBy(replica, 'contacts', ({ name, email }) => [name, email]),
        idsBy(replica, 'companies', ({ name }) => [name]),
        idsBy(replica, 'deals', ({ name }) => [name]),
        record_type === 'contact'
          ? idsBy(replica, 'contacts', ({ email }) => [email])
          : record_type === 'company'
            ? idsBy(replica, 'companies', ({ domain }) => [domain])
            : new Map<string, string>(),
      ]);
      if (!stale) setKnown({ names: { contacts, companies, deals }, identities: new Set(identities.keys()) });
    }
    void read().catch(() => {
      const none: Ids = new Map();
      if (!stale)
        setKnown({ names: { contacts: none, companies: none, deals: none }, identities: new Set() });
    });
    return () => {
      stale = true;
    };
  }, [replica, record_type]);
  return known;
}

function lookupIn({ names }: Known, directory: Directory): Lookup {
  const called = (rows: readonly { id: string; name: string }[], text: string) =>
    rows.find(({ name }) => name.toLowerCase() === text)?.id ?? null;
  return (field: Field, text: string) => {
    const plain = text.toLowerCase();
    switch (field.kind) {
      case 'person':
        return called(directory.people, plain);
      case 'team':
        return called(directory.teams, plain);
      case 'stage':
        return called(
          directory.stages.filter(({ record_type }) => record_type === 'deal'),
          plain,
        );
      default:
        return tablesOf(field).flatMap((table) => names[table].get(plain) ?? [])[0] ?? null;
    }
  };
}

type Input = {
  replica: Replica;
  record_type: RecordType;
  table: SheetTable;
  mapping: readonly (string | null)[];
  targets: readonly Target[];
  skip_duplicates: boolean;
};

/** What the import would do as it stands; null while that is being found out. */
export function usePlan({
  replica,
  record_type,
  table,
  mapping,
  targets,
  skip_duplicates,
}: Input): Plan | null {
  const known = useKnown(replica, record_type);
  const directory = useDirectory(replica);
  const today = useToday();
  const lookup = useMemo(() => known && lookupIn(known, directory), [known, directory]);
  const [plan, setPlan] = useState<Plan | null>(null);
  useEffect(() => {
    if (!known || !lookup) return;
    let stale = false;
    void planOf({
      record_type,
      table,
      mapping,
      targets,
      lookup,
      known: known.identities,
      skip_duplicates,
      currency: usualCurrency(),
      owner_id: replica.place.user_id,
      today,
      locale: locale(),
    }).then((next) => {
      if (!stale) setPlan(next);
    });
    return () => {
      stale = true;
    };
  }, [replica, record_type, table, mapping, targets, known, lookup, skip_duplicates, today]);
  return plan;
}
