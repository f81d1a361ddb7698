/** What a call carries, argument by argument, as it is compared with what was read. */
import type { CallView } from "../call_view.ts";
import { type Day, dayOf } from "./dates.ts";
import { type Readable, readTexts, readUrlTexts } from "./readable.ts";
import { type HashKey, splitWords, type Words } from "./words.ts";

export interface Argument {
  /** As in a finding: `$.recipient`, `query.to`, `path`. Asked for only when there is something to say. */
  readonly path: () => string;
  /** Name of its field; empty when there is none. */
  readonly label: string;
  readonly text: string;
  readonly words: Words;
  /** Set when the whole is a date or begins with one, as computers write it. */
  readonly day: Day | undefined;
  readonly isDecoded: boolean;
  /** Part of the address that the call itself goes to. */
  readonly isAddress: boolean;
}

/** Arguments beyond these, and words of one beyond these, are not compared. */
const MAX_ARGUMENTS = 400;
const MAX_ARGUMENT_WORDS = 8_000;
/** Headers that carry what an agent wrote; the others carry what its client did. */
const WRITTEN_HEADER = /^(?:x-(?!interven-|forwarded-|request-|amz-|goog-)|cookie$|referer$|subject$|to$)/;
/** Headers that never reach the upstream as written, or take back what it gave: credentials, validators of caches, forms of content. */
const CLIENT_HEADER =
  /^(?:x-interven-.*|authorization|proxy-authorization|host|connection|content-.*|transfer-encoding|accept(?:-.*)?|if-.*|range|date|traceparent|tracestate|sec-.*|x-amz-(?:date|security-token|content-sha256))$/;
/** In another header a longer value than ids and versions have is written, too. */
const MIN_WRITTEN_CHARS = 48;

/** The arguments of a call: its URL but for the name of a tool, the headers an agent may have written, and the texts of its body. */
export function argumentsOf(view: CallView, key: HashKey): Argument[] {
  const found: Argument[] = [];
  const add = (text: Readable, isAddress: boolean): boolean => {
    if (found.length >= MAX_ARGUMENTS) return false;
    const words = splitWords(text.text, key, { max: MAX_ARGUMENT_WORDS });
    if (words.count === 0) return true;
    found.push({
      path: text.path,
      label: text.label,
      text: text.text,
      words,
      day: dayOf(text.text),
      isDecoded: text.isDecoded,
      isAddress,
    });
    return true;
  };
  const { scheme } = view.location;
  const isHttp = scheme === "http" || scheme === "https";
  const { url, headers, body } = view.call;
  readUrlTexts(url, (text) => {
    const isPath = text.path() === "path";
    // `mcp://server/tool` names what is called, and carries nothing.
    if (!isPath || isHttp) return add(text, isPath);
  });
  for (const [name, value] of headers) {
    const isLong = value.length >= MIN_WRITTEN_CHARS && !CLIENT_HEADER.test(name);
    if (!isLong && !WRITTEN_HEADER.test(name)) continue;
    add(
      { text: value, role: "text", path: () => `header.${name}`, label: name, chain: [], isDecoded: false },
      false,
    );
  }
  if (body !== null && body.inspectable) readTexts(body, (text) => add(text, false));
  return found;
}
