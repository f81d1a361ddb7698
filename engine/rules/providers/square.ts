import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

const SQUARE_HOMES = ["connect.squareup.com", "connect.squareupsandbox.com", "*.squareup.com"];

export const SQUARE_RULES: readonly Rule[] = [
  providerSecret({
    id: "square-token",
    kind: "SQUARE_TOKEN",
    description: "Square access token or application secret: takes payments and reads customers",
    severity: "critical",
    keywords: ["sq0atp-", "sq0csp-", "eaaa"],
    pattern:
      /(?<![A-Za-z0-9])(?:sq0atp-[A-Za-z0-9_-]{22,60}|sq0csp-[A-Za-z0-9_-]{43}|EAAA[A-Za-z0-9_-]{60})(?![A-Za-z0-9_-])/,
    source: "https://developer.squareup.com/docs/build-basics/access-tokens",
    homes: SQUARE_HOMES,
    examples: ["sq0atp-" + fake.base64url(22), "sq0csp-" + fake.base64url(43)],
    nearMisses: ["sq0idp-" + fake.base64url(22), "EAAA" + fake.alnum(10)],
  }),
  providerSecret({
    id: "square-application-id",
    kind: "SQUARE_KEY",
    description: "Square application id: names the application at sign-in and in payment forms",
    severity: "low",
    confidence: "LOW",
    keywords: ["sq0idp-", "sq0idb-"],
    pattern: /(?<![A-Za-z0-9])sq0id[pb]-[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/,
    source: "https://developer.squareup.com/docs/build-basics/access-tokens",
    homes: SQUARE_HOMES,
    examples: ["sq0idp-" + fake.base64url(22)],
    nearMisses: ["sq0idp-" + fake.alnum(8)],
  }),
];
