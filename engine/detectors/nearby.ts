import type { NumberContext, Surroundings } from "../rules/rule.ts";

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
export function isNamed(context: NumberContext, span: Span, words: RegExp): boolean {
  let { near } = context;
  if (near === undefined || near.start !== span.start || near.end !== span.end) {
    near = context.near = surroundingsOf(context, span);
  }
  return words.test(near.label) || words.test(near.before) || words.test(near.after);
}

function surroundingsOf({ text, from, to, label }: NumberContext, { start, end }: Span): Surroundings {
  const before = text.slice(Math.max(from, start - BEFORE_CHARS), start).toLowerCase();
  return {
    start,
    end,
    // Short names are told from parts of words by `\b`, which does not see an underscore.
    label: label().replaceAll("_", " "),
    // Markup of a document stands between a name and its value: quotes, stars, underscores.
    before: before.replace(/[_*"]/g, " "),
    after: text.slice(end, Math.min(to, end + AFTER_CHARS)).toLowerCase(),
  };
}

/** Whether a span is all that a free text holds, as when someone answers "What is your number?". */
export function isWholeText(context: NumberContext, { start, end }: Span): boolean {
  const { text, from, to, bare } = context;
  if (bare || text.slice(from, start).trim() !== "" || text.slice(end, to).trim() !== "") return false;
  const label = context.label();
  return label === "" || TEXT_LABEL.test(label);
}
