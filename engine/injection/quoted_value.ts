/** Where a quoted value of a record ends, also when the quotes inside it are not escaped. */

/** The end of a quoted text: a quote after which the record goes on. */
export function closingQuote(text: string, open: number, to: number, quote: number): number {
  for (let at = open + 1; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at++;
    else if (unit === quote) {
      let next = at + 1;
      while (next < to && text.charCodeAt(next) <= 0x20) next++;
      if (next >= to) return at;
      const after = text.charCodeAt(next);
      if (after === 0x3a || after === 0x7d || after === 0x5d) return at;
      if (after === 0x2c && closesBeforeComma(text, next, to)) return at;
    }
  }
  return to;
}

/** After `',` a record goes on with a quote, a digit, a bracket or a word of its own. */
function closesBeforeComma(text: string, comma: number, to: number): boolean {
  let next = comma + 1;
  while (next < to && text.charCodeAt(next) <= 0x20) next++;
  if (next >= to) return true;
  const unit = text.charCodeAt(next);
  if (unit === 0x22 || unit === 0x27 || unit === 0x7b || unit === 0x5b || unit === 0x2d) return true;
  if (unit >= 0x30 && unit <= 0x39) return true;
  return /^(?:null|true|false|None|True|False)\b/.test(text.slice(next, next + 6));
}
