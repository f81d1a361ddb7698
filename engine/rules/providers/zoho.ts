import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ZOHO_RULES: readonly Rule[] = [
  providerSecret({
    id: "zoho-token",
    kind: "ZOHO_TOKEN",
    description: "Zoho access or refresh token: reads and changes what its owner granted",
    severity: "critical",
    publicPrefix: false,
    keywords: ["1000."],
    pattern: /(?<![A-Za-z0-9.])1000\.[a-f0-9]{32}\.[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html",
    homes: ["*.zoho.com", "*.zohoapis.com", "*.zoho.eu"],
    examples: ["1000." + fake.hex(32) + "." + fake.hex(32, 2)],
    nearMisses: ["1000." + fake.hex(32), "1000.00"],
  }),
];
