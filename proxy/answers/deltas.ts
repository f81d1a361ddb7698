/** Texts that a stream tells in pieces, one an event: what models write comes so. */

/** Names under which services send the next piece of a text. */
const PIECE_KEYS: ReadonlySet<string> = new Set([
  "content",
  "text",
  "delta",
  "response",
  "completion",
  "token",
  "output_text",
  "generated_text",
  "partial_json",
  "arguments",
  "thinking",
  "reasoning",
  "reasoning_content",
  "refusal",
  "transcript",
]);

const MAX_DEPTH = 8;
/** More texts in one event are no pieces of one text. */
const MAX_PIECES = 16;

export type Path = readonly (string | number)[];

export interface Delta {
  /** Names the text that it is a piece of. */
  readonly name: string;
  readonly path: Path;
  readonly text: string;
}

/** The pieces in one record. Data that is no JSON is a piece by itself, unless it is a bare number. */
export function deltasIn(json: unknown, data: string | null): readonly Delta[] {
  if (json === undefined) {
    return data === null || data === "[DONE]" || /^[\d\s.,:+-]*$/.test(data)
      ? []
      : [{ name: "$", path: [], text: data }];
  }
  const found: Delta[] = [];
  collect(json, [], found);
  return found;
}

function collect(value: unknown, path: Path, found: Delta[]): void {
  if (path.length >= MAX_DEPTH || found.length >= MAX_PIECES) return;
  if (typeof value === "string") {
    const key = path.findLast((step) => typeof step === "string");
    if (value !== "" && typeof key === "string" && PIECE_KEYS.has(key)) {
      found.push({ name: JSON.stringify(path), path, text: value });
    }
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    collect(inner, [...path, Array.isArray(value) ? Number(key) : key], found);
  }
}

/** A copy of `json` with another text at `path`. */
export function withText(json: unknown, path: Path, text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(json)) {
    return json.map((item, index) => index === step ? withText(item, rest, text) : item);
  }
  const fields = json as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, key === step ? withText(value, rest, text) : value]),
  );
}

/**
 * What is left of the pieces when the text they make is written over.
 *
 * @param written What stands in the place of all of them together.
 */
export function distribute(pieces: readonly string[], written: string): readonly string[] {
  const whole = pieces.join("");
  if (whole === written) return pieces;
  const most = Math.min(whole.length, written.length);
  let before = 0;
  while (before < most && whole[before] === written[before]) before++;
  let after = 0;
  while (after < most - before && whole[whole.length - 1 - after] === written[written.length - 1 - after]) {
    after++;
  }
  const instead = written.slice(before, written.length - after);
  const from = before;
  const to = whole.length - after;
  let at = 0;
  let isTold = false;
  return pieces.map((piece, index) => {
    const start = at;
    at += piece.length;
    const isLast = index === pieces.length - 1;
    const head = piece.slice(0, Math.max(0, from - start));
    const tail = piece.slice(Math.min(piece.length, Math.max(0, to - start)));
    if (isTold || (at <= from && !isLast)) return head.length === piece.length ? piece : head + tail;
    isTold = true;
    return head + instead + tail;
  });
}
