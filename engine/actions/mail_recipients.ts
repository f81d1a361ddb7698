/** Who gets a mail that is sent as a whole message (RFC 5322), bare or as base64url in a field of JSON. */
import { valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";

/** The header comes first; more of it is not read. */
const MAX_HEADER_CHARS = 32_768;
const MAX_RECIPIENTS = 50;

/** Addresses of `To`, `Cc` and `Bcc` in a message given as `raw` or `message.raw`, or as the body itself; none when there is no message. */
export function readMailRecipients(view: CallView): readonly string[] {
  const header = headerOf(view);
  if (header === undefined) return [];
  const unfolded = header.replace(/\r?\n[ \t]+/g, " ");
  const found: string[] = [];
  for (const [, value = ""] of unfolded.matchAll(/^(?:to|cc|bcc):([^\r\n]*)/gim)) {
    for (const [address] of value.matchAll(/[^\s<>"(),;:@]{1,64}@[^\s<>"(),;:@]{1,255}/g)) {
      if (found.length < MAX_RECIPIENTS && !found.includes(address)) found.push(address);
    }
  }
  return found;
}

function headerOf(view: CallView): string | undefined {
  const { fields } = view;
  let message = fields.kind === "text" ? view.text.slice(0, MAX_HEADER_CHARS) : undefined;
  if (fields.kind === "json") {
    const raw = valuesAt(fields.value, ["raw"])[0] ?? valuesAt(fields.value, ["message", "raw"])[0];
    if (typeof raw === "string") message = decode(raw.slice(0, MAX_HEADER_CHARS * 4 / 3));
  }
  return message?.split(/\r?\n\r?\n/, 1)[0];
}

function decode(base64: string): string | undefined {
  const plain = base64.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  try {
    // A cut at a multiple of four leaves whole bytes.
    return atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
  } catch {
    return undefined;
  }
}
