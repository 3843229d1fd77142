// Every word in use with the list of where it stands. The words lie sorted, which makes the list a tree without nodes:
// a beginning is a stretch of it, and words with typing errors are found by walking it letter by letter.

/** Numbers whose meaning is the caller's; one may be there several times. */
export type Places = number[];

export type Vocabulary = {
  add(word: string, place: number): void;
  /** Takes one of this place away, where there is one. */
  remove(word: string, place: number): void;
  /** Every word that begins with `start`. */
  beginning(start: string, visit: (places: Places, word: string) => void): void;
  /** Every word of which a beginning is at most `errors` away from `start`; neighbouring letters swapped are one error. */
  near(start: string, errors: number, visit: (places: Places, word: string) => void): void;
  readonly size: number;
};

export function createVocabulary(): Vocabulary {
  const places = new Map<string, Places>();
  let sorted: string[] = [];
  /** Not among the sorted yet. */
  let fresh: string[] = [];
  /** Words that are still among the sorted, though nothing has them. */
  let gone = 0;

  function sort(): void {
    if (fresh.length > 0) sorted = merge(sorted, fresh.sort());
    fresh = [];
    if (gone > 1_000 && gone > sorted.length / 4) {
      sorted = sorted.filter((word) => places.has(word));
      gone = 0;
    }
  }

  /** The first of the sorted from `low` on that is not before `word`. */
  function firstFrom(word: string, low = 0, high = sorted.length): number {
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function visitAll(low: number, high: number, visit: (places: Places, word: string) => void): void {
    for (let at = low; at < high; at++) {
      const word = sorted[at] ?? '';
      const list = places.get(word);
      if (list && list.length > 0) visit(list, word);
    }
  }

  return {
    add(word, place) {
      const list = places.get(word);
      if (!list) {
        places.set(word, [place]);
        fresh.push(word);
        return;
      }
      if (list.length === 0) gone--;
      list.push(place);
    },
    remove(word, place) {
      const list = places.get(word);
      const at = list?.lastIndexOf(place) ?? -1;
      if (!list || at < 0) return;
      list[at] = list.at(-1) ?? place;
      list.pop();
      if (list.length === 0) gone++;
    },
    beginning(start, visit) {
      sort();
      visitAll(firstFrom(start), firstFrom(`${start}\uffff`), visit);
    },
    near(start, errors, visit) {
      sort();
      const letters = start.length;
      const walk = (
        low: number,
        high: number,
        path: string,
        row: readonly number[],
        above: readonly number[],
      ) => {
        if ((row[letters] ?? 0) <= errors) {
          visitAll(low, high, visit);
          return;
        }
        if (Math.min(...row) > errors) return;
        const depth = path.length;
        if (sorted[low]?.length === depth) low++;
        while (low < high) {
          const letter = sorted[low]?.charAt(depth) ?? '';
          const end = firstFrom(`${path}${letter}\uffff`, low, high);
          walk(low, end, path + letter, nextRow(start, path, letter, row, above), row);
          low = end;
        }
      };
      walk(
        0,
        sorted.length,
        '',
        Array.from({ length: letters + 1 }, (_, at) => at),
        [],
      );
    },
    get size() {
      return places.size;
    },
  };
}

/**
 * The next row of the table of distances between the beginnings of `word` and those of another, of which `path` is read
 * and `letter` comes next. Optimal string alignment: Levenshtein, and neighbours swapped are one error.
 */
export function nextRow(
  word: string,
  path: string,
  letter: string,
  row: readonly number[],
  above: readonly number[],
): number[] {
  const next = [path.length + 1];
  for (let at = 1; at <= word.length; at++) {
    const same = word[at - 1] === letter;
    let least = Math.min((row[at - 1] ?? 0) + (same ? 0 : 1), (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1);
    const swapped = word[at - 2] === letter && word[at - 1] === path.at(-1);
    if (at > 1 && swapped) least = Math.min(least, (above[at - 2] ?? least) + 1);
    next.push(least);
  }
  return next;
}

function merge(one: readonly string[], other: readonly string[]): string[] {
  if (one.length === 0) return [...other];
  const all: string[] = [];
  let at = 0;
  for (const word of other) {
    while (at < one.length && (one[at] ?? '') < word) all.push(one[at++] ?? '');
    all.push(word);
  }
  while (at < one.length) all.push(one[at++] ?? '');
  return all;
}
