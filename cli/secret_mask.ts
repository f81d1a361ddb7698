import { EngineUnavailableError, type Scanner } from "../engine/ports.ts";

const TIMEOUT_MS = 10_000;
/** Addresses and names stay: a person must see where a text sends things. */
const SECRETS_ALONE = { findings: [{ classes: ["SECRETS"] }], instructionsAbove: null } as const;

/**
 * Writes over the secrets in texts, in the same order.
 *
 * @returns a function that rejects with EngineUnavailableError when the texts could not be looked through.
 */
export function secretMask(
  scanner: Scanner,
): (texts: readonly string[]) => Promise<readonly string[]> {
  return async (texts) => {
    if (texts.every((text) => text === "")) return texts;
    const report = await scanner.scan({
      parts: texts.map((content) => ({ kind: "body", contentType: "text/plain", content })),
      host: "",
      want: { redact: true, only: SECRETS_ALONE },
      timeoutMs: TIMEOUT_MS,
    });
    if (!report.ok) {
      throw new EngineUnavailableError(
        "ENGINE_UNAVAILABLE",
        "Cannot show texts that were not looked through for secrets: no scanner could do it",
      );
    }
    return texts.map((text, i) => {
      const redacted = report.redacted[i];
      return typeof redacted === "string" ? redacted : text;
    });
  };
}
