/** Parts of a multipart body (RFC 2046, 5.1; RFC 7578 for forms). */

export interface BodyPart {
  /** Form field name; empty when the part has none. */
  readonly name: string;
  readonly contentType: string;
  /** The part's header block. */
  readonly head: { readonly from: number; readonly to: number };
  /** The part's content. */
  readonly body: { readonly from: number; readonly to: number };
}

/** Boundaries are at most 70 characters (RFC 2046, 5.1.1). */
const BOUNDARY = /;\s{0,20}boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const NAME = /;\s{0,20}name="([^"\r\n]{0,200})"/i;
const CONTENT_TYPE = /^content-type:[ \t]{0,20}([^\r\n]{1,200})/im;
const MAX_HEAD_CHARS = 16_384;

/**
 * Splits `[from, to)` by the boundary that `contentType` names; undefined when there is none or no part begins. What stands before the
 * first boundary and behind the last is to be ignored by whoever reads the form, but it is sent all the same: it counts as a part.
 */
export function readMultipart(
  text: string,
  span: { from: number; to: number },
  contentType: string,
): BodyPart[] | undefined {
  const named = BOUNDARY.exec(contentType);
  const boundary = named?.[1] ?? named?.[2];
  if (boundary === undefined) return undefined;
  const delimiter = `--${boundary}`;
  const parts: BodyPart[] = [];
  let at = text.indexOf(delimiter, span.from);
  if (at > span.from && at < span.to) parts.push(gap("{preamble}", span.from, at));
  while (at >= 0 && at < span.to) {
    const start = at + delimiter.length;
    let next = text.indexOf(delimiter, start);
    if (next < 0 || next > span.to) next = span.to;
    if (!text.startsWith("--", start)) parts.push(readPart(text, start, next));
    else if (next > start + 2) parts.push(gap("{epilogue}", start + 2, next));
    at = next;
  }
  return parts.some(({ name }) => !GAPS.has(name)) ? parts : undefined;
}

/** No field has such a name: a field's name holds no quotes, but these stand for no field at all. */
const GAPS: ReadonlySet<string> = new Set(["{preamble}", "{epilogue}"]);

function gap(name: string, from: number, to: number): BodyPart {
  return { name, contentType: "text/plain", head: { from, to: from }, body: { from, to } };
}

function readPart(text: string, start: number, end: number): BodyPart {
  const [headEnd, bodyStart] = endOfHead(text, start, end);
  const head = text.slice(start, Math.min(headEnd, start + MAX_HEAD_CHARS));
  let bodyEnd = end;
  if (bodyEnd > bodyStart && text[bodyEnd - 1] === "\n") bodyEnd--;
  if (bodyEnd > bodyStart && text[bodyEnd - 1] === "\r") bodyEnd--;
  return {
    name: NAME.exec(head)?.[1] ?? "",
    contentType: CONTENT_TYPE.exec(head)?.[1] ?? "",
    head: { from: start, to: headEnd },
    body: { from: bodyStart, to: bodyEnd },
  };
}

/** The head ends with an empty line; lenient about bare line feeds. Without one, all is body. */
function endOfHead(text: string, start: number, end: number): [headEnd: number, bodyStart: number] {
  const window = text.slice(start, Math.min(end, start + MAX_HEAD_CHARS));
  const blank = /\r?\n\r?\n/.exec(window);
  if (blank === null) return [start, start];
  return [start + blank.index, start + blank.index + blank[0].length];
}
