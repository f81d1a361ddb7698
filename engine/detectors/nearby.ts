import type { NumberContext } from "../rules/rule.ts";

/** How far a word that names a number may stand from it, in characters. */
const BEFORE_CHARS = 60;
const AFTER_CHARS = 32;
/** Names of fields that hold free text, and so say nothing about what is in them. */
const TEXT_LABEL =
  /(?:^|[._])(?:text|message|msg|content|body|note|notes|comment|value|answer|reply|input|data|description|query|prompt|q)$/;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the name of the field or the words around a span match; both are read in lower case. */
export function isNamed(context: NumberContext, { start, end }: Span, words: RegExp): boolean {
  const { text, from, to } = context;
  // Short names are told from parts of words by `\b`, which does not see an underscore.
  if (words.test(context.label().replace(/_/g, " "))) return true;
  // Markup of a document stands between a name and its value: quotes, stars, underscores.
  const before = text.slice(Math.max(from, start - BEFORE_CHARS), start).toLowerCase().replace(/[_*"]/g, " ");
  if (words.test(before)) return true;
  return words.test(text.slice(end, Math.min(to, end + AFTER_CHARS)).toLowerCase());
}

/** Whether a span is all that a free text holds, as when someone answers "What is your number?". */
export function isWholeText(context: NumberContext, { start, end }: Span): boolean {
  const { text, from, to, bare } = context;
  if (bare || text.slice(from, start).trim() !== "" || text.slice(end, to).trim() !== "") return false;
  const label = context.label();
  return label === "" || TEXT_LABEL.test(label);
}
