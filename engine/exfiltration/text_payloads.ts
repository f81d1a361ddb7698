/** Data that leaves in a text: long packed runs where people write sentences, and pictures whose address carries something away. */
import type { EncodedPayload } from "../types.ts";
import { packedIn } from "./packed.ts";
import { urlPayloads } from "./url_payloads.ts";

type TextPayload = Pick<EncodedPayload, "shape" | "chars">;

/** Names of fields that hold what people write to each other. Files, keys and signatures have fields of other names. */
const WRITTEN_FIELD =
  /(?:^|[_.-])(?:text|message|msg|body|comment|description|desc|title|subject|name|summary|note|notes|caption|status|bio|reason|topic|query|q|search|prompt|question|answer|reply|markdown|mrkdwn|html|headline|label|remark|memo|about|blurb|story|content)s?$/i;

/** How long a packed run must be to count, by what it holds. Integrity hashes and keys are shorter, or have a form of their own. */
const MIN_CHARS = { prose: 80, record: 160, noise: 600 } as const;
/** Shorter texts hold nothing that is looked for. */
export const MIN_PACKED_RUN = 40;
const MAX_MARKUP_URL_CHARS = 8_192;
/** A text is asked for so many pictures and runs; more of them tell nothing new. */
const MAX_LOOKS = 200;
/** Words in the address of a picture. */
const MIN_QUERY_WORDS = 6;

/** Whether a field of this name is one where packed data is out of place; the name is empty for a plain text. */
export function isWritten(label: string): boolean {
  return label === "" || WRITTEN_FIELD.test(label.slice(-100));
}

/** Also the name of a file's content: a value that is packed as a whole is a file there, and part of a text is none. */
const FILE_FIELD = /(?:^|[_.-])(?:content|body|html)$/i;

/**
 * What a written text carries away.
 *
 * @param label name of the field; empty for a plain text
 * @param runs `[start, end)` of stretches of base64 characters, flattened in pairs
 */
export function textPayloads(text: string, runs: readonly number[], label = ""): TextPayload[] {
  const found: TextPayload[] = [];
  for (let i = 0, looks = 0; i < runs.length && looks < MAX_LOOKS; i += 2) {
    const from = runs[i]!;
    const to = runs[i + 1]!;
    if (to - from < MIN_CHARS.prose) continue;
    if (to - from === text.length && FILE_FIELD.test(label)) continue;
    looks++;
    if (!isOfKnownForm(text, from, to) && isOut(text.slice(from, to))) {
      found.push({ shape: "text", chars: to - from });
    }
  }
  const pictures = picturePayloads(text);
  return pictures.length === 0 ? found : [...found, ...pictures];
}

function isOut(run: string): boolean {
  const kind = packedIn(run);
  return kind !== undefined && run.length >= MIN_CHARS[kind];
}

/** Embedded files, addresses, SSH keys (RFC 4253) and signed tokens are packed for a reason. */
function isOfKnownForm(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 200), from);
  if (/;base64,$|:\/\/[^\s"'<>)]*$|-----\s*$/.test(before)) return true;
  if (
    /^(?:AAAA[BCE]|iVBORw0KGgo|\/9j\/|R0lGOD|UEsDB|JVBERi|LS0tLS1CRUdJTi)/.test(text.slice(from, from + 16))
  ) return true;
  return text[from - 1] === "." || (text[to] === "." && text.startsWith("ey", from));
}

/** Pictures are fetched as soon as the text is shown, so their address tells its host whatever stands in it. */
function picturePayloads(text: string): TextPayload[] {
  const found: TextPayload[] = [];
  for (const [mark, reader] of [["![", MARKDOWN_URL], ["<img", IMAGE_URL]] as const) {
    let at = text.indexOf(mark);
    for (let looks = 0; at >= 0 && looks < MAX_LOOKS; looks++, at = text.indexOf(mark, at + mark.length)) {
      reader.lastIndex = at;
      const url = reader.exec(text)?.[1];
      if (url !== undefined && carriesData(url)) found.push({ shape: "image_url", chars: url.length });
    }
  }
  return found;
}

/** CommonMark, "Images". */
const MARKDOWN_URL = /!\[[^\]\n]{0,500}\]\(\s{0,9}<?(https?:\/\/[^\s<>)]{1,8192})/y;
const IMAGE_URL = /<img\b[^>]{0,500}?\ssrc\s{0,9}=\s{0,9}["']?(https?:\/\/[^\s"'<>]{1,8192})/iy;

function carriesData(address: string): boolean {
  if (urlPayloads(address.slice(0, MAX_MARKUP_URL_CHARS)).length > 0) return true;
  const url = URL.parse(address);
  if (url === null) return false;
  return [...url.searchParams].some(([name, value]) => {
    const said = value === "" ? name : value;
    if ((said.match(/[\p{L}\p{M}\d]{2,}[\s,;:]+/gu)?.length ?? 0) >= MIN_QUERY_WORDS) return true;
    const kind = packedIn(said);
    return kind === "prose" || (kind === "record" && said.length >= 24);
  });
}
