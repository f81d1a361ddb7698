import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MIDTRANS_RULES: readonly Rule[] = [
  providerSecret({
    id: "midtrans-key",
    kind: "MIDTRANS_KEY",
    description: "Midtrans server key: takes payments",
    severity: "critical",
    keywords: ["mid-server-", "sb-mid-server-"],
    pattern: /(?<![A-Za-z0-9])(?:Mid-server-|SB-Mid-server-)[A-Za-z0-9_-]{20,30}(?![A-Za-z0-9_-])/,
    source: "https://docs.midtrans.com/docs/authentication",
    homes: ["api.midtrans.com", "*.midtrans.com"],
    examples: ["Mid-server-" + fake.base64url(24, 4), "token: SB-Mid-server-" + fake.base64url(24, 4)],
    nearMisses: ["Mid-server-" + fake.base64url(6, 4), "Mid-server-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
