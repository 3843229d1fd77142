// Where a column of a file can go, and where its header says that it belongs: by the fields' names and by what other
// programs call them, in English and in German.
import type { RecordType } from '../../sync/index.ts';
import type { Field } from '../fields/field.ts';
import { t } from '../words/t.ts';

export type Target = {
  /** The cell of a field, or one of the parts below. */
  id: string;
  name: string;
  /** Null for a part of a value: a first name, the currency of an amount. */
  field: Field | null;
};

export const FIRST_NAME = 'first_name';
export const LAST_NAME = 'last_name';
export const CURRENCY = 'currency';

export function targetsOf(record_type: RecordType, fields: readonly Field[]): readonly Target[] {
  const own = fields
    .filter(({ editable }) => editable)
    .map((field): Target => ({ id: field.cell, name: field.name, field }));
  const part = (id: typeof FIRST_NAME | typeof LAST_NAME | typeof CURRENCY): Target => ({
    id,
    name: t(`imports.parts.${id}`),
    field: null,
  });
  if (record_type === 'contact') return [...own, part(FIRST_NAME), part(LAST_NAME)];
  return record_type === 'deal' ? [...own, part(CURRENCY)] : own;
}

/** Headers of other programs, without signs and in small letters. */
const KNOWN: Readonly<Record<string, string>> = {
  name: 'name fullname displayname bezeichnung',
  first_name: 'firstname givenname vorname forename',
  last_name: 'lastname surname familyname nachname familienname',
  email: 'email mail emailaddress email1value emailadresse primaryemail',
  phone:
    'phone phonenumber telephone tel telefon telefonnummer mobile mobilephone mobil handy phone1value rufnummer',
  title: 'jobtitle title position role funktion jobtitel berufsbezeichnung titel organizationtitle',
  company_id:
    'company companyname firma unternehmen organisation organization organizationname account accountname employer arbeitgeber',
  parent_id: 'parentcompany parent muttergesellschaft mutter konzern parentaccount',
  tags: 'tags tag labels label schlagworte kategorien categories',
  owner_id:
    'owner assignee assignedto responsible zustandig zustandige verantwortlich besitzer ownername dealowner contactowner',
  team_id: 'team gruppe',
  domain: 'website domain web url webseite homepage companydomainname internet',
  industry: 'industry branche sector',
  size: 'size employees numberofemployees grosse mitarbeiter mitarbeiterzahl companysize',
  value_cents: 'value amount dealvalue betrag wert summe volumen price preis umsatz',
  currency: 'currency wahrung currencycode dealcurrencycode',
  stage_id: 'stage dealstage phase status pipelinestage',
  close_date: 'closedate expectedclosedate abschluss abschlussdatum close closingdate enddatum',
  probability: 'probability wahrscheinlichkeit chance',
  primary_contact_id: 'contact contactperson kontakt ansprechpartner person primarycontact hauptkontakt',
};

/** A name is called by what it is the name of. */
const KNOWN_NAMES: Readonly<Record<RecordType, string>> = {
  contact: 'contact contactname kontakt ansprechpartner person',
  company: 'company companyname firma firmenname unternehmen organisation organization account accountname',
  deal: 'deal dealname dealtitle opportunity opportunityname titel title subject betreff',
};

export const plainHeader = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');

/** By header; null where it fits nothing. No target is taken twice, and its own name counts most. */
export function guessed(
  headers: readonly string[],
  targets: readonly Target[],
  record_type: RecordType,
): readonly (string | null)[] {
  const plain = headers.map(plainHeader);
  const taken = new Map<number, string>();
  const used = new Set<string>();
  const take = (fits: (header: string, target: Target) => boolean) => {
    for (const target of targets) {
      const at = plain.findIndex((header, nth) => header !== '' && !taken.has(nth) && fits(header, target));
      if (used.has(target.id) || at < 0) continue;
      taken.set(at, target.id);
      used.add(target.id);
    }
  };
  take(
    (header, { name, id }) =>
      header === plainHeader(name) || header === plainHeader(id.split('.').pop() ?? id),
  );
  const known = (id: string) => `${id === 'name' ? KNOWN_NAMES[record_type] : ''} ${KNOWN[id] ?? ''}`;
  take((header, { id }) => known(id).split(' ').map(plainHeader).includes(header));
  return headers.map((_, at) => taken.get(at) ?? null);
}
