/** How a receiver knows that a message is ours: Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { createHmac } from "node:crypto";

export interface SignedMessage {
  /** Of this message, the same for each attempt: receivers drop what they know. */
  readonly id: string;
  /** Of this attempt, seconds since the epoch: receivers drop what is old. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The key in a secret: base64 after `whsec_`, else the text itself as UTF-8.
 *
 * @returns undefined when what follows `whsec_` is no base64.
 */
export function webhookKey(secret: string): Uint8Array | undefined {
  if (!secret.startsWith("whsec_")) return new TextEncoder().encode(secret);
  try {
    return Uint8Array.from(atob(secret.slice("whsec_".length)), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The headers `webhook-id`, `webhook-timestamp` and `webhook-signature` (HMAC-SHA256 over id, timestamp and body). */
export function signatureHeaders(
  { id, timestamp, body }: SignedMessage,
  key: Uint8Array,
): Readonly<Record<string, string>> {
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  };
}
