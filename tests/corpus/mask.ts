/** Shows what a row looks like without showing what it holds. */

const BEFORE_CHARS = 60;
const AFTER_CHARS = 20;
/** Longer runs than this are no words. */
const LONGEST_WORD_CHARS = 20;

/** The surroundings of `[start, end)` on one line; the span itself, and all else that may be a value, as its shape. */
export function maskSpan(text: string, start: number, end: number): string {
  // Whole words only: half a value would not be seen as one.
  const from = /[A-Za-z0-9+/=_-]*$/.exec(text.slice(0, Math.max(0, start - BEFORE_CHARS)))!.index;
  const rest = /^[A-Za-z0-9+/=_-]*/.exec(text.slice(Math.min(text.length, end + AFTER_CHARS)))![0].length;
  const to = Math.min(text.length, end + AFTER_CHARS) + rest;
  return oneLine(
    maskValues(text.slice(from, start)) + shapeOf(text.slice(start, end)) + maskValues(text.slice(end, to)),
  );
}

/** What is named as a password or the like; the value after the name is masked even when it is a plain word. */
const NAMED_VALUE =
  /((?:pass(?:word|wd)?|pwd|secret|token|key|user(?:name)?|uid|-[pu])[^A-Za-z0-9]{1,6})([^\s"',;]+)/gi;

/** Values under telling names, runs that hold digits, and runs too long for words become their shapes. */
function maskValues(text: string): string {
  const unnamed = text.replace(NAMED_VALUE, (_, name: string, value: string) => name + shapeOf(value));
  return unnamed.replace(
    /[A-Za-z0-9+/=_-]+/g,
    (run) => /[0-9]/.test(run) && run.length > 3 || run.length > LONGEST_WORD_CHARS ? shapeOf(run) : run,
  );
}

/** Length and kinds of characters: `<32: a-f0-9>`. */
export function shapeOf(value: string): string {
  if (value === "") return "";
  const isHex = /^[0-9a-f-]+$/i.test(value);
  const kinds = [
    /[a-z]/.test(value) ? (isHex ? "a-f" : "a-z") : "",
    /[A-Z]/.test(value) ? (isHex ? "A-F" : "A-Z") : "",
    /[0-9]/.test(value) ? "0-9" : "",
    [...new Set(value.replace(/[A-Za-z0-9\s]/g, ""))].slice(0, 6).join(""),
    /\s/.test(value) ? "␣" : "",
  ];
  return `<${value.length}: ${kinds.join("")}>`;
}

function oneLine(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is replaced
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]+/g, "↵");
}
