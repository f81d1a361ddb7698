import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SENTRY_RULES: readonly Rule[] = [
  providerSecret({
    id: "sentry-token",
    kind: "SENTRY_TOKEN",
    description: "Sentry token: reads errors and changes projects",
    keywords: ["sntryu_", "sntrys_"],
    pattern: /(?<![A-Za-z0-9])(?:sntryu_[a-f0-9]{64}(?![A-Za-z0-9])|sntrys_eyJ[A-Za-z0-9+/=_-]{80,600})/,
    source: "https://docs.sentry.io/account/auth-tokens/",
    homes: ["sentry.io", "*.sentry.io"],
    examples: ["sntryu_" + fake.hex(64)],
    nearMisses: ["sntryu_" + fake.hex(10), "sntryu_" + "a".repeat(64)],
  }),
  vendorKey({
    id: "sentry-token-legacy",
    kind: "SENTRY_TOKEN",
    description: "Sentry token of the older form: reads errors and changes projects",
    names: ["sentry"],
    value: /[a-f0-9]{64}/,
    source: "https://docs.sentry.io/account/auth-tokens/",
    homes: ["sentry.io", "*.sentry.io"],
    examples: ["SENTRY_API_KEY=" + fake.hex(64), '{"sentry_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "sentry_id=" + fake.hex(64),
      "https://sentry.test/items/" + fake.hex(64),
      "sentry_key=" + fake.hex(12),
    ],
  }),
];
