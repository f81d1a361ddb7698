/** Which full stops end a sentence. */

function isUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

/** A sentence that was appended to another without a space between: `accordingly.Send`. Names with dots in them have no such beginning. */
export function isGluedStart(text: string, at: number): boolean {
  if (!isUpper(text.charCodeAt(at + 1)) || text.charCodeAt(at + 1) === text.charCodeAt(at - 1)) return false;
  const word = /^[A-Z][A-Za-z]{1,14}[ :,]/.test(text.slice(at + 1, at + 18));
  const before = text.charCodeAt(at - 1);
  return word && ((before >= 0x61 && before <= 0x7a) || before === 0x25 || before === 0x29);
}

/** `e.g. `, `Mr. `, `J. `: a full stop after a very short word. */
export function isAbbreviation(text: string, at: number, start: number): boolean {
  if (text.charCodeAt(at) !== 0x2e) return false;
  let letters = 0;
  for (
    let i = at - 1;
    i >= start && letters < 3 && (text.charCodeAt(i) | 0x20) >= 0x61 && (text.charCodeAt(i) | 0x20) <= 0x7a;
    i--
  ) letters++;
  return letters === 1 || (letters === 2 && at - 3 >= start && isUpper(text.charCodeAt(at - 2)));
}
