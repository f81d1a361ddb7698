/** "Did you mean": the word of a list that a mistyped one is nearest to. */

/** Mistakes that are forgiven: one in words up to five characters, two up to nine, then three. */
function forgiven(word: string): number {
  return word.length <= 5 ? 1 : word.length <= 9 ? 2 : 3;
}

/** Longer words are no slips of a finger. */
const MAX_WORD_CHARS = 64;

/** The nearest of the words, or undefined when none is near. Case makes no difference. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > MAX_WORD_CHARS) return undefined;
  const lower = word.toLowerCase();
  let nearest: string | undefined;
  let least = forgiven(word) + 1;
  for (const candidate of words) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** `; did you mean "tools"?`, or nothing. */
export function didYouMean(word: string, words: readonly string[]): string {
  const nearest = nearestWord(word, words);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment distance). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      // Every index below was written in this or an earlier turn.
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      }
      line.push(least);
    }
    before = last;
    last = line;
  }
  return last[b.length] ?? 0;
}
