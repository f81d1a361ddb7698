/** Data that leaves in an address: in labels of the host, in the path, in the query. */
import type { EncodedPayload } from "../types.ts";
import { isIdentifier, packedIn } from "./packed.ts";
import {
  CONTENT_LABEL,
  MAX_OPAQUE_CHARS,
  NAMED_BY_SERVICE,
  OPAQUE_FIELD,
  SIGNED_URLS,
} from "./known_places.ts";

type UrlPayload = Pick<EncodedPayload, "shape" | "path" | "chars">;

/** Longer addresses are cut: what matters stands before. */
const MAX_URL_CHARS = 65_536;
const MAX_FIELDS = 500;

/** How long packed data must be to count, in characters of the URL, by what it holds. */
const MIN_CHARS = {
  query: { prose: 32, record: 64, noise: 180 },
  path: { prose: 32, record: 120, noise: 320 },
  subdomain: { prose: 16, record: 24, noise: 40 },
} as const;

/** So many packed pieces together, each too short to count by itself. */
const MIN_CHUNKS = 6;
const MIN_CHUNK_CHARS = 16;
const MIN_CHUNKS_CHARS = 160;

/** Most addresses are made of short words, and need no parsing. */
const MAY_BE_PACKED = /[A-Za-z0-9+_=%-]{16}/;

/** What an address carries away; empty for what is no URL with a host. */
export function urlPayloads(text: string): UrlPayload[] {
  if (!MAY_BE_PACKED.test(text)) return [];
  const url = URL.parse(text.slice(0, MAX_URL_CHARS));
  if (url === null || url.hostname === "") return [];
  const found = [...subdomainPayloads(url.hostname), ...queryPayloads(url), ...pathPayloads(url)];
  return found.length > 0 ? found : chunkPayloads(url);
}

/** A name that is asked for reaches the name server of its domain, whether or not anyone answers. */
function subdomainPayloads(host: string): UrlPayload[] {
  if (!/[a-z]/i.test(host) || host.startsWith("[")) return [];
  const labels = host.replace(/\.$/, "").split(".");
  const own = labels.slice(0, -2);
  if (own.length === 0 || NAMED_BY_SERVICE.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) {
    return [];
  }
  const found: UrlPayload[] = [];
  let noisyChars = 0;
  for (const label of own) {
    if (CONTENT_LABEL.test(label) || isIdentifier(label)) continue;
    const kind = packedIn(label);
    const isLongEnough = kind !== undefined && label.length >= MIN_CHARS.subdomain[kind];
    if (isLongEnough && kind !== "noise") return [subdomain(label.length)];
    if (looksDrawn(label)) noisyChars += label.length;
  }
  if (noisyChars >= MIN_CHARS.subdomain.noise) found.push(subdomain(noisyChars));
  return found;
}

const subdomain = (chars: number): UrlPayload => ({ shape: "subdomain", path: "host", chars });

/** Whether a label is drawn from an alphabet rather than made of words: letters and digits change often. */
function looksDrawn(label: string): boolean {
  if (label.length < 16 || label.includes("--")) return false;
  let changes = 0;
  for (let i = 1; i < label.length; i++) {
    if (isDigit(label, i) !== isDigit(label, i - 1)) changes++;
  }
  const hasDashes = label.includes("-");
  return changes >= (hasDashes ? 8 : 5) && changes * 6 >= label.length;
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

function queryPayloads(url: URL): UrlPayload[] {
  const fields = fieldsOf(url);
  const signed = signedFields(fields);
  const found: UrlPayload[] = [];
  for (const [name, value] of fields) {
    if (signed?.test(name.toLowerCase())) continue;
    const token = value === "" ? name : value;
    if (isOut(token, { least: MIN_CHARS.query, isOpaque: value !== "" && OPAQUE_FIELD.test(name) })) {
      found.push({
        shape: "query",
        path: value === "" ? "query" : `query.${name.slice(0, 64)}`,
        chars: token.length,
      });
    }
  }
  return found;
}

function fieldsOf(url: URL): (readonly [name: string, value: string])[] {
  // A plus that stands for itself was not encoded by everyone who writes base64.
  return [...url.searchParams].slice(0, MAX_FIELDS).map((
    [name, value],
  ) => [name, value.replaceAll(" ", "+")]);
}

function signedFields(fields: readonly (readonly [string, string])[]): RegExp | undefined {
  const names = new Set(fields.map(([name]) => name.toLowerCase()));
  return SIGNED_URLS.find(({ marks }) => marks.every((mark) => names.has(mark)))?.fields;
}

function pathPayloads(url: URL): UrlPayload[] {
  const found: UrlPayload[] = [];
  for (const [index, segment] of segmentsOf(url).entries()) {
    if (isOut(segment, { least: MIN_CHARS.path, isOpaque: false })) {
      found.push({ shape: "path", path: `path[${index}]`, chars: segment.length });
    }
  }
  return found;
}

function segmentsOf(url: URL): string[] {
  return url.pathname.split("/").filter((segment) => segment !== "").slice(0, MAX_FIELDS).map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return segment;
    }
  });
}

interface Measure {
  readonly least: Readonly<Record<"prose" | "record" | "noise", number>>;
  /** The field is there for values that only their issuer can read. */
  readonly isOpaque: boolean;
}

function isOut(token: string, { least, isOpaque }: Measure): boolean {
  if (token.length < Math.min(least.prose, least.record)) return false;
  const kind = packedIn(token);
  if (kind === undefined) return false;
  const wanted = isOpaque && kind !== "prose" ? MAX_OPAQUE_CHARS : least[kind];
  return token.length >= wanted;
}

/** Many small pieces instead of one: numbered fields, or one piece a segment. */
function chunkPayloads(url: URL): UrlPayload[] {
  const fields = fieldsOf(url);
  const signed = signedFields(fields);
  const pieces = {
    query: fields.filter(([name]) => !signed?.test(name.toLowerCase())).map(([, value]) => value),
    path: segmentsOf(url),
  };
  for (const [path, values] of Object.entries(pieces)) {
    const packed = values.filter(isPiece);
    const chars = packed.reduce((sum, value) => sum + value.length, 0);
    if (packed.length >= MIN_CHUNKS && chars >= MIN_CHUNKS_CHARS) return [{ shape: "chunks", path, chars }];
  }
  return [];
}

function isPiece(value: string): boolean {
  if (value.length < MIN_CHUNK_CHARS || isIdentifier(value) || !/^[A-Za-z0-9+/_=-]+$/.test(value)) {
    return false;
  }
  return packedIn(value) !== undefined || looksDrawn(value.toLowerCase());
}
