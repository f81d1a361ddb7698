/** Lines of a text: where each ends, which of them belong together, and which are rows of a table. */

/** The longest stretch that is judged at once; a longer sentence is cut. */
export const MAX_SEGMENT = 600;

/** `name: value`, as YAML and notes write it. */
export const YAML_KEY = /^-?\s{0,2}([A-Za-z_][A-Za-z_ ]{0,24}):\s+/;
export function lineEnd(text: string, from: number, to: number): { at: number; next: number } {
  let end = text.indexOf("\n", from);
  if (end < 0 || end > to) end = to;
  return { at: end > from && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end, next: end + 1 };
}

/** Lines of this length are wrapped by a program or a person, and the sentence goes on in the next. */
const MIN_WRAPPED = 56;

/** The end of a line and of those that go on with its sentence. */
export function joinedEnd(
  text: string,
  from: number,
  line: { at: number; next: number },
  to: number,
): { at: number; next: number } {
  let start = from;
  let end = line;
  while (end.at - start >= MIN_WRAPPED && end.next < to && end.at - from < 2 * MAX_SEGMENT) {
    let close = end.at;
    while (close > start && isTrim(text.charCodeAt(close - 1))) close--;
    const last = text.charCodeAt(close - 1);
    if (last === 0x2e || last === 0x3a || last === 0x21 || last === 0x3f || last === 0x27 || last === 0x22) {
      break;
    }
    const following = lineEnd(text, end.next, to);
    const begin = skipSpace(text, end.next, following.at);
    const unit = text.charCodeAt(begin);
    // An empty line, or one that begins as a list, heading, row, fence or quote does.
    if (begin >= following.at || "-*#|`>+<{[".includes(String.fromCharCode(unit))) break;
    if (begin === end.next && unit < 0x80 && !(unit >= 0x61 && unit <= 0x7a)) break;
    if (YAML_KEY.test(text.slice(begin, Math.min(following.at, begin + 48)))) break;
    start = end.next;
    end = following;
  }
  return end;
}

export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** A row begins with a bar and has another. */
export function isRow(text: string, from: number, to: number): boolean {
  const at = skipSpace(text, from, to);
  if (text.charCodeAt(at) !== 0x7c || at >= to) return false;
  const second = text.indexOf("|", at + 1);
  return second > 0 && second < to;
}

export function isTrim(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0;
}
