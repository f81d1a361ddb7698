import type { KeywordRule } from "./rule.ts";

/** What differs from one provider's secret to the next; see {@linkcode KeywordRule}. */
export type ProviderSecret =
  & Pick<
    KeywordRule,
    "id" | "kind" | "description" | "keywords" | "pattern" | "source" | "homes" | "examples" | "nearMisses"
  >
  & Partial<KeywordRule>;

/** A rule for a secret that its issuer's prefix gives away: class SECRETS, severity high, confidence HIGH, the prefix may be shown. */
export function providerSecret(spec: ProviderSecret): KeywordRule {
  return {
    trigger: "keyword",
    class: "SECRETS",
    severity: "high",
    confidence: "HIGH",
    publicPrefix: true,
    ...spec,
  };
}
