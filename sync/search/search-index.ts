// The search over every record: as you type, forgiving, best first and the last touched before the others.
// A record is found by all that is written on it together: its name, its cells, the entries of its timeline.
// It holds lists of numbers rather than objects per word, because there are millions of them.
import type { Hit } from '../reads.ts';
import { looksLikePhone, phoneDigits, wordsIn } from './fold.ts';
import { matchOf } from './match.ts';
import { errorsIn, isMeant, readQueries, type Query } from './query.ts';
import { createVocabulary, type Places } from './vocabulary.ts';

export type SearchEntry = {
  table: Hit['table'];
  id: string;
  title: string;
  /** Cell to its text, those first that are to be named first. Digits alone are read from `phone`. */
  fields: Readonly<Record<string, string>>;
  /** ISO 8601. */
  touched_at: string;
};
export type Found = Omit<Hit, 'subtitle'>;

export type SearchIndex = {
  put(entry: SearchEntry): void;
  remove(id: string): void;
  /** The text of a timeline entry: its record is found by it, whichever of both is here first. */
  putBody(entry_id: string, record_id: string, body: string): void;
  removeBody(entry_id: string): void;
  /** Never fails on any text. */
  search(text: string, options: { tables?: readonly Hit['table'][]; limit: number }): Found[];
  /** Records that can be found. */
  readonly size: number;
};

/** Where a word stands: in a text of the timeline, in a cell, in the name, at its beginning. */
const KINDS = 4;
const [IN_BODY, IN_CELL, IN_NAME, FIRST_IN_NAME] = [0, 1, 2, 3];
/** By kind: what a word is worth that is there whole, and one that only begins so. */
const WHOLE = [3, 6, 11, 12];
const BEGUN = [2, 5, 9, 10];
/** By kind, with typing errors: a word of about the same length, and a longer one. */
const MEANT = [1, 3, 7, 8];
const PERHAPS = [1, 2, 5, 6];
const END_OF_PHONE = 9;
const WITHIN_PHONE = 7;

type Body = { slot: number; body: string };
/** A record, or only texts of the timeline of one that is not here yet. */
type Document = {
  entry: SearchEntry | null;
  touched: number;
  phones: readonly string[];
  bodies: readonly Body[];
};

export function createSearchIndex(): SearchIndex {
  const vocabulary = createVocabulary();
  const documents: (Document | null)[] = [];
  const slots = new Map<string, number>();
  const free: number[] = [];
  const bodies = new Map<string, Body & { record_id: string }>();
  let size = 0;
  /** By slot, while a query is answered: words found so far, what the last was worth, and all of them. */
  let reached = new Uint8Array(0);
  let last = new Uint8Array(0);
  let total = new Uint8Array(0);

  function documentOf(id: string): { slot: number; document: Document } {
    const known = slots.get(id);
    const held = known === undefined ? null : documents[known];
    if (known !== undefined && held) return { slot: known, document: held };
    const slot = free.pop() ?? documents.length;
    const document: Document = { entry: null, touched: 0, phones: NONE, bodies: NONE };
    documents[slot] = document;
    slots.set(id, slot);
    return { slot, document };
  }

  function forgetEmpty(id: string, slot: number, { entry, bodies: texts }: Document): void {
    if (entry || texts.length > 0) return;
    documents[slot] = null;
    slots.delete(id);
    free.push(slot);
  }

  /** Only what differs is written: an edit seldom changes many words. */
  function rewrite(
    slot: number,
    before: ReadonlyMap<string, number>,
    after: ReadonlyMap<string, number>,
  ): void {
    for (const [word, kind] of before)
      if (after.get(word) !== kind) vocabulary.remove(word, slot * KINDS + kind);
    for (const [word, kind] of after)
      if (before.get(word) !== kind) vocabulary.add(word, slot * KINDS + kind);
  }

  function prepare(): void {
    if (reached.length < documents.length) {
      const length = Math.ceil(documents.length * 1.5);
      [reached, last, total] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
      return;
    }
    reached.fill(0);
    last.fill(0);
    total.fill(0);
  }

  /** Counts what the `nth` word of a query is worth in a document, unless an earlier word is not in it. */
  function count(slot: number, nth: number, worth: number): void {
    if (reached[slot] === nth) {
      reached[slot] = nth + 1;
      last[slot] = 0;
    } else if (reached[slot] !== nth + 1) return;
    const before = last[slot] ?? 0;
    if (worth <= before) return;
    last[slot] = worth;
    total[slot] = (total[slot] ?? 0) + worth - before;
  }

  function countAll(places: Places, nth: number, worths: readonly number[]): void {
    for (const place of places) count(Math.floor(place / KINDS), nth, worths[place % KINDS] ?? 0);
  }

  function best({ words, digits, lenient }: Query, wanted: Wanted): Document[] {
    prepare();
    let nth = 0;
    if (digits !== null) {
      for (const [slot, document] of documents.entries())
        for (const phone of document?.phones ?? NONE)
          if (phone.includes(digits) || isEndOf(phone, digits))
            count(slot, 0, phone.includes(digits) && !phone.endsWith(digits) ? WITHIN_PHONE : END_OF_PHONE);
      nth++;
    }
    for (const word of words) {
      const at = nth++;
      vocabulary.beginning(word, (places, found) => countAll(places, at, found === word ? WHOLE : BEGUN));
      const errors = lenient ? errorsIn(word) : 0;
      if (errors > 0)
        vocabulary.near(word, errors, (places, found) => {
          const whole = Math.abs(found.length - word.length) <= errors;
          if (isMeant(found, word)) countAll(places, at, whole ? MEANT : PERHAPS);
        });
    }
    const top = createTop(wanted.limit);
    for (const [slot, document] of documents.entries())
      if (reached[slot] === nth && document?.entry && (wanted.tables?.includes(document.entry.table) ?? true))
        top.offer(document, total[slot] ?? 0);
    return top.documents();
  }

  return {
    put(entry) {
      const { slot, document } = documentOf(entry.id);
      if (!document.entry) size++;
      rewrite(slot, document.entry ? wordsOf(document.entry) : NO_WORDS, wordsOf(entry));
      document.entry = entry;
      document.touched = Date.parse(entry.touched_at) || 0;
      document.phones = phonesOf(entry);
    },
    remove(id) {
      const slot = slots.get(id);
      const document = slot === undefined ? null : documents[slot];
      if (slot === undefined || !document?.entry) return;
      rewrite(slot, wordsOf(document.entry), NO_WORDS);
      document.entry = null;
      document.phones = NONE;
      size--;
      forgetEmpty(id, slot, document);
    },
    putBody(entry_id, record_id, body) {
      const known = bodies.get(entry_id);
      if (known?.body === body && known.record_id === record_id) return;
      this.removeBody(entry_id);
      const { slot, document } = documentOf(record_id);
      const text = { slot, body, record_id };
      bodies.set(entry_id, text);
      document.bodies = [...document.bodies, text];
      rewrite(slot, NO_WORDS, wordsOfBody(body));
    },
    removeBody(entry_id) {
      const text = bodies.get(entry_id);
      const document = text && documents[text.slot];
      if (!document) return;
      bodies.delete(entry_id);
      document.bodies = document.bodies.filter((one) => one !== text);
      rewrite(text.slot, wordsOfBody(text.body), NO_WORDS);
      forgetEmpty(text.record_id, text.slot, document);
    },
    search(text, wanted) {
      const found = new Map<Document, Query>();
      for (const query of readQueries(text)) {
        if (found.size >= wanted.limit) break;
        for (const document of best(query, wanted))
          if (found.size < wanted.limit && !found.has(document)) found.set(document, query);
      }
      return [...found].flatMap(([{ entry, bodies: texts }, query]) =>
        entry
          ? { table: entry.table, id: entry.id, title: entry.title, match: matchOf(entry, texts, query) }
          : [],
      );
    },
    get size() {
      return size;
    },
  };
}

type Wanted = { tables?: readonly Hit['table'][]; limit: number };

const NONE: readonly never[] = [];
const NO_WORDS: ReadonlyMap<string, number> = new Map();

function wordsOf({ title, fields }: SearchEntry): Map<string, number> {
  const words = new Map<string, number>();
  let kind = FIRST_IN_NAME;
  for (const { folded } of wordsIn(title)) {
    if (!words.has(folded)) words.set(folded, kind);
    kind = IN_NAME;
  }
  for (const [cell, text] of Object.entries(fields))
    if (cell !== 'phone')
      for (const { folded } of wordsIn(text)) if (!words.has(folded)) words.set(folded, IN_CELL);
  return words;
}

function wordsOfBody(body: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const { folded } of wordsIn(body)) words.set(folded, IN_BODY);
  return words;
}

function phonesOf({ fields }: SearchEntry): readonly string[] {
  const phones: string[] = [];
  for (const [cell, text] of Object.entries(fields)) {
    if (cell !== 'phone' && !looksLikePhone(text)) continue;
    const digits = phoneDigits(text);
    if (digits !== '') phones.push(digits);
  }
  return phones.length > 0 ? phones : NONE;
}

/** Whether a number with its country asks for one that was written without. */
const isEndOf = (phone: string, digits: string): boolean =>
  phone.length >= 6 && digits.length - phone.length <= 3 && digits.endsWith(phone);

/** The best `limit` of what is offered: by worth, then the last touched, then by id. */
function createTop(limit: number) {
  const held: { document: Document; worth: number }[] = [];
  const isBefore = (
    one: { document: Document; worth: number },
    other: { document: Document; worth: number },
  ) =>
    one.worth !== other.worth
      ? one.worth > other.worth
      : one.document.touched !== other.document.touched
        ? one.document.touched > other.document.touched
        : (one.document.entry?.id ?? '') < (other.document.entry?.id ?? '');
  return {
    offer(document: Document, worth: number) {
      const offered = { document, worth };
      const worst = held.at(-1);
      if (held.length >= limit && (!worst || !isBefore(offered, worst))) return;
      let at = held.length;
      while (at > 0 && isBefore(offered, held[at - 1] ?? offered)) at--;
      held.splice(at, 0, offered);
      if (held.length > limit) held.pop();
    },
    documents: () => held.map(({ document }) => document),
  };
}
