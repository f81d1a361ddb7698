import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TELNYX_RULES: readonly Rule[] = [
  providerSecret({
    id: "telnyx-api-key",
    kind: "TELNYX_KEY",
    description: "Telnyx API key: sends messages and calls at its owner's cost",
    keywords: ["key"],
    pattern: /(?<![A-Za-z0-9_-])KEY[A-Za-z0-9_-]{55}(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://developers.telnyx.com/docs/overview",
    homes: ["api.telnyx.com"],
    examples: ["KEY" + fake.base64url(55)],
    nearMisses: ["KEY" + fake.base64url(12), "KEYxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
