/** The key of every hash, from the secret of the installation. */
import { createHash } from "node:crypto";
import type { HashKey } from "./words.ts";

/** The same key for the same secret, and one from which the secret cannot be told. */
export function hashKeyOf(secret: string): HashKey {
  const digest = createHash("sha256").update("correlation\0").update(secret).digest();
  return { high: digest.readInt32LE(0), low: digest.readInt32LE(4) };
}
