import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ONEPASSWORD_RULES: readonly Rule[] = [
  providerSecret({
    id: "onepassword-secret",
    kind: "ONEPASSWORD_SECRET",
    description: "1Password secret key or service account token: opens vaults",
    severity: "critical",
    keywords: ["a3-", "ops_eyj"],
    pattern:
      /(?<![A-Za-z0-9])(?:A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}|ops_eyJ[A-Za-z0-9+/_-]{250,2000}={0,3})(?![A-Za-z0-9])/,
    publicPrefix: false,
    source: "https://support.1password.com/secret-key-security/",
    homes: ["*.1password.com"],
    examples: [
      "A3-" + fake.upper(6) + "-" + fake.upper(11) + "-" + fake.upper(5) + "-" + fake.upper(5, 2) + "-" +
      fake.upper(5, 3),
      "ops_eyJ" + fake.base64url(300),
    ],
    nearMisses: ["A3-" + "X".repeat(6) + "-" + "X".repeat(11) + "-XXXXX-XXXXX-XXXXX", "A3-paper-size"],
  }),
];
