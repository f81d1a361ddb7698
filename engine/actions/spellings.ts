/** The ways in which a service may read one path. Servers differ in what they undo, so that each way is looked up. */
import type { Location } from "./location.ts";

/** More layers of percent-encoding than this no server undoes. */
const MAX_DECODINGS = 3;

/** Endings by which many services let a client ask for a format; with and without, it is the same operation. */
const FORMAT_ENDING = /\.(?:json|xml)$/i;

/** `users('a@b.example')`, as OData writes `users/a@b.example` (https://docs.oasis-open.org/odata/odata/v4.01/, URL conventions 4.3). */
const ODATA_KEY = /^([A-Za-z]\w{0,63})\((?:'([^']*)'|([\w-]+))\)$/;

const NEEDS_CARE = /[;%\\()]|[\p{Cc}\s]/u;

/**
 * Paths in segments, as they came first. Further ones read encoded slashes as slashes, undo repeated encoding, drop parameters
 * (`/users;v=1`, RFC 3986 3.3), blanks and control characters, and an ending such as `.json`.
 */
export function spellings({ segments, splitSegments }: Location): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [segments];
  if (splitSegments !== segments) all.push(splitSegments);
  const plain = splitSegments.some((part) => NEEDS_CARE.test(part)) ? simplify(splitSegments) : splitSegments;
  if (plain !== splitSegments) all.push(plain);
  const last = plain.at(-1);
  if (last !== undefined && FORMAT_ENDING.test(last)) {
    all.push([...plain.slice(0, -1), last.replace(FORMAT_ENDING, "")]);
  }
  return all;
}

function simplify(segments: readonly string[]): string[] {
  const resolved: string[] = [];
  for (const part of segments.flatMap((segment) => decodeFully(segment).split(/[\\/]/))) {
    const [name = ""] = part.split(";");
    const bare = name.replace(/^[\p{Cc}\s]+|[\p{Cc}\s]+$/gu, "");
    if (bare === "" || bare === ".") continue;
    const [, entity, quoted, plain] = ODATA_KEY.exec(bare) ?? [];
    if (bare === "..") resolved.pop();
    else if (entity !== undefined) resolved.push(entity, quoted ?? plain ?? "");
    else resolved.push(bare);
  }
  return resolved;
}

function decodeFully(segment: string): string {
  let text = segment;
  for (let i = 0; i < MAX_DECODINGS && text.includes("%"); i++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}
