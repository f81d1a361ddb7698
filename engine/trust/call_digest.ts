/** Tells a call that is tried again from another one, in a time that does not grow with its body. */
import { createHash } from "node:crypto";
import type { ToolCall } from "../types.ts";

/** Of a larger body, its length, beginning and end are compared. */
const COMPARED_BYTES = 64 * 1024;

/** SHA-256 in base64url over method, URL and body as they were sent. What an approval is bound to is exact; this need not be. */
export function callDigest({ method, url, body }: ToolCall): string {
  const hash = createHash("sha256").update(JSON.stringify([method, url, body?.bytes.length ?? -1]));
  if (body !== null) {
    hash.update(body.bytes.subarray(0, COMPARED_BYTES));
    if (body.bytes.length > COMPARED_BYTES) hash.update(body.bytes.subarray(-COMPARED_BYTES));
  }
  return hash.digest("base64url");
}
