import type { Confidence } from "../types.ts";

/** Longest header that is decoded, in characters; real ones hold a few hundred. */
const MAX_HEADER_CHARS = 4096;

/** Judges a JSON Web Token by its header (RFC 7515, 4.1): null when that is no JSON object, HIGH when it names an algorithm. */
export function judgeJwt(token: string): Confidence | null {
  const header = token.slice(0, token.indexOf("."));
  if (header.length > MAX_HEADER_CHARS) return null;
  try {
    const decoded: unknown = JSON.parse(atob(header.replaceAll("-", "+").replaceAll("_", "/")));
    if (typeof decoded !== "object" || decoded === null || Array.isArray(decoded)) return null;
    return "alg" in decoded && typeof decoded.alg === "string" ? "HIGH" : "MEDIUM";
  } catch {
    return null;
  }
}
