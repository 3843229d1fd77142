// Records that may be the same: the same e-mail, phone number or domain, the same name or nearly. Pairs are found by
// sorting what records have in common, never by holding each beside each other.
import type { Duplicate, DuplicateQuery, RecordTable } from '../reads.ts';
import { foldedWords, phoneDigits } from './fold.ts';

export type DuplicateEntry = { id: string; name: string } & Partial<
  Record<'email' | 'phone' | 'domain', string | null>
>;
export type DuplicatePair = { one: string; other: string; because: Duplicate['because'] };

export type DuplicateIndex = {
  put(entry: DuplicateEntry): void;
  remove(id: string): void;
  /** The surest first. */
  find(query: Omit<DuplicateQuery, 'table'>): Duplicate[];
  /** The surest first; `one` has the smaller id. Of many that are the same, each is paired with the next one. */
  pairs(limit: number): DuplicatePair[];
};

type Reason = Duplicate['because'];
/** The surest first. */
const REASONS: readonly Reason[] = ['email', 'phone', 'domain', 'name'];
/** Reasons that speak for themselves: where both records have one and they differ, a name must be the very same. */
const PROOFS = ['email', 'domain'] as const;

/** What is compared; empty where there is nothing. */
type Traits = { id: string; title: string } & Record<Reason, string>;

const MOST_FOUND = 5;
/** Shorter names are too easily near to each other. */
const SHORTEST_NEAR = 6;
/** Phone numbers are compared by their ends; shorter ones as they are. */
const PHONE_END = 7;
const LONGEST_COUNTRY = 3;

/** Words of a company's name that say what it is by law. */
const LEGAL_FORMS = new Set(
  (
    'gmbh ggmbh mbh ag kg kgaa ohg gbr ug ev eg se co cokg company corp corporation inc incorporated llc llp lp ltd ' +
    'limited plc pte pty sa sas sarl srl spa sl bv nv ab as aps oy oyj sro spzoo kft zrt haftungsbeschrankt und and et the'
  ).split(' '),
);

export function createDuplicateIndex(table: RecordTable): DuplicateIndex {
  const held = new Map<string, Traits>();
  const traitsOf = (entry: Partial<DuplicateEntry>): Traits => ({
    id: entry.id ?? '',
    title: entry.name ?? '',
    email: emailKey(entry.email),
    phone: phoneDigits(entry.phone ?? ''),
    domain: table === 'companies' ? domainKey(entry.domain) : '',
    name: nameKey(entry.name ?? '', table),
  });

  return {
    put: (entry) => void held.set(entry.id, traitsOf(entry)),
    remove: (id) => void held.delete(id),
    find({ but, ...query }) {
      const asked = traitsOf({ name: '', ...withoutNull(query) });
      const found: Duplicate[] = [];
      for (const traits of held.values()) {
        if (traits.id === but) continue;
        const because = REASONS.find((reason) => isSame(reason, asked, traits));
        if (because) found.push({ id: traits.id, title: traits.title, because });
      }
      return found
        .sort((one, other) => REASONS.indexOf(one.because) - REASONS.indexOf(other.because))
        .slice(0, MOST_FOUND);
    },
    pairs(limit) {
      const all = [...held.values()];
      const pairs = new Map<string, DuplicatePair>();
      for (const because of REASONS) {
        for (const [first, second] of because === 'name' ? sameNames(all) : sameKeys(all, because)) {
          if (pairs.size >= limit) return [...pairs.values()];
          const [one, other] = first.id < second.id ? [first.id, second.id] : [second.id, first.id];
          const key = `${one} ${other}`;
          if (!pairs.has(key)) pairs.set(key, { one, other, because });
        }
      }
      return [...pairs.values()];
    },
  };
}

const withoutNull = (query: Omit<DuplicateQuery, 'table'>): Partial<DuplicateEntry> =>
  Object.fromEntries(Object.entries(query).filter(([, text]) => text !== null));

const emailKey = (email: string | null | undefined): string => (email ?? '').trim().toLowerCase();

/** "https://www.Acme.com/about" is acme.com. */
const domainKey = (domain: string | null | undefined): string =>
  (domain ?? '')
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#:].*$/, '')
    .replace(/\.$/, '');

/** The words of a name in an order of their own; an umlaut written with an e counts as one. */
function nameKey(name: string, table: RecordTable): string {
  const words = foldedWords(table === 'companies' ? name.replace(/(?<=\p{L})\.(?=\p{L})/gu, '') : name);
  const telling = table === 'companies' ? words.filter((word) => !LEGAL_FORMS.has(word)) : words;
  return (telling.length > 0 ? telling : words)
    .map((word) => word.replace(/([aou])e/g, '$1'))
    .sort()
    .join(' ');
}

function isSame(reason: Reason, one: Traits, other: Traits): boolean {
  if (one[reason] === '' || other[reason] === '') return false;
  if (reason === 'name') return one.name === other.name || isNear(one, other);
  return one[reason] === other[reason] || (reason === 'phone' && isSamePhone(one.phone, other.phone));
}

/** One of them with the country, the other without. */
function isSamePhone(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= PHONE_END && long.length - short.length <= LONGEST_COUNTRY && long.endsWith(short);
}

function isNear(one: Traits, other: Traits): boolean {
  return (
    Math.min(one.name.length, other.name.length) >= SHORTEST_NEAR &&
    isOneEditAway(one.name, other.name) &&
    digitsOf(one.name) === digitsOf(other.name) &&
    PROOFS.every((proof) => one[proof] === '' || other[proof] === '' || one[proof] === other[proof])
  );
}

/** "Renewal 2025" and "Renewal 2026" are two deals. */
const digitsOf = (name: string): string => name.replace(/\D/g, '');

/** Whether a letter more, a letter less, another letter or two neighbours swapped make one of the other. */
export function isOneEditAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}

type Pair = readonly [Traits, Traits];

/** Those with one key, each with the next. Keys of phone numbers are their ends, of which not all are the same number. */
function* sameKeys(all: readonly Traits[], reason: Exclude<Reason, 'name'>): Generator<Pair> {
  const lasts = new Map<string, Traits>();
  for (const traits of all) {
    const key = reason === 'phone' ? traits.phone.slice(-PHONE_END) : traits[reason];
    if (key === '') continue;
    const before = lasts.get(key);
    if (before && isSame(reason, before, traits)) yield [before, traits];
    lasts.set(key, traits);
  }
}

/** How many bits of a sort key are the place among all. */
const PLACES = 2 ** 21;
/** Of many names that are alike, each is held beside this many. */
const MOST_BESIDE = 4;

/**
 * The same names first, then those nearly the same. Two names that are one edit apart share one of the texts that are
 * left when one letter of each is left out; the hashes of these texts are sorted, so that what shares one lies together.
 */
function* sameNames(all: readonly Traits[]): Generator<Pair> {
  const lasts = new Map<string, Traits>();
  const distinct: Traits[] = [];
  for (const traits of all) {
    if (traits.name === '') continue;
    const before = lasts.get(traits.name);
    if (before) yield [before, traits];
    else distinct.push(traits);
    lasts.set(traits.name, traits);
  }
  const keys: number[] = [];
  for (const [place, { name }] of distinct.entries()) {
    if (name.length < SHORTEST_NEAR || place >= PLACES) continue;
    keys.push(hash(name, -1) * PLACES + place);
    for (let without = 0; without < name.length; without++)
      if (name[without] !== name[without - 1]) keys.push(hash(name, without) * PLACES + place);
  }
  const sorted = Float64Array.from(keys).sort();
  for (const [at, key] of sorted.entries()) {
    const one = distinct[key % PLACES];
    for (let next = at + 1; next <= at + MOST_BESIDE && next < sorted.length; next++) {
      const beside = sorted[next] ?? 0;
      if (Math.floor(beside / PLACES) !== Math.floor(key / PLACES)) break;
      const other = distinct[beside % PLACES];
      if (one && other && one !== other && isNear(one, other)) yield [one, other];
    }
  }
}

/** FNV-1a of `text` without the letter at `without`, 32 bits. */
function hash(text: string, without: number): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    if (at !== without) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
