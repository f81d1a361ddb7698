import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TWITTER_RULES: readonly Rule[] = [
  vendorKey({
    id: "twitter-api-secret",
    kind: "TWITTER_SECRET",
    description: "X (Twitter) API secret: impersonates the application",
    names: ["twitter"],
    value: /[A-Za-z0-9]{50}/,
    source: "https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret",
    homes: ["api.twitter.com", "api.x.com"],
    examples: ["TWITTER_API_KEY=" + fake.alnum(50), '{"twitter_token": "' + fake.alnum(50, 5) + '"}'],
    nearMisses: [
      "twitter_id=" + fake.alnum(50),
      "https://twitter.test/items/" + fake.alnum(50),
      "twitter_key=" + fake.alnum(12),
    ],
  }),
  vendorKey({
    id: "twitter-api-key",
    kind: "TWITTER_SECRET",
    description: "X (Twitter) API key: with its secret it impersonates the application",
    severity: "medium",
    names: ["twitter"],
    value: /[A-Za-z0-9]{25}/,
    source: "https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret",
    homes: ["api.twitter.com", "api.x.com"],
    examples: ["TWITTER_API_KEY=" + fake.alnum(25), '{"twitter_token": "' + fake.alnum(25, 8) + '"}'],
    nearMisses: [
      "twitter_id=" + fake.alnum(25),
      "https://twitter.test/items/" + fake.alnum(25),
      "twitter_key=" + fake.alnum(8),
    ],
  }),
  vendorKey({
    id: "twitter-access-token",
    kind: "TWITTER_TOKEN",
    description: "X (Twitter) access token: with its secret it reads and posts as its owner",
    names: ["twitter"],
    value: /[0-9]{8,20}-[A-Za-z0-9]{30,45}/,
    source: "https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens",
    homes: ["api.twitter.com", "api.x.com"],
    examples: [
      "TWITTER_API_KEY=" + fake.digits(12) + "-" + fake.alnum(33, 3),
      '{"twitter_token": "' + fake.digits(12, 5) + "-" + fake.alnum(33, 7) + '"}',
    ],
    nearMisses: [
      "twitter_id=" + fake.digits(12) + "-" + fake.alnum(33, 3),
      "https://twitter.test/items/" + fake.digits(12) + "-" + fake.alnum(33, 3),
      "twitter_key=" + fake.digits(2) + "-" + fake.alnum(10, 3),
    ],
  }),
  vendorKey({
    id: "twitter-access-token-secret",
    kind: "TWITTER_TOKEN",
    description: "X (Twitter) access token secret: with its token it reads and posts as its owner",
    names: ["twitter"],
    value: /[A-Za-z0-9]{45}/,
    source: "https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens",
    homes: ["api.twitter.com", "api.x.com"],
    examples: ["TWITTER_API_KEY=" + fake.alnum(45), '{"twitter_token": "' + fake.alnum(45, 5) + '"}'],
    nearMisses: [
      "twitter_id=" + fake.alnum(45),
      "https://twitter.test/items/" + fake.alnum(45),
      "twitter_key=" + fake.alnum(12),
    ],
  }),
  providerSecret({
    id: "twitter-bearer-token",
    kind: "TWITTER_TOKEN",
    description: "X (Twitter) bearer token: reads as the application",
    publicPrefix: false,
    keywords: ["aaaaaaaaaaaaaaaaaaa"],
    // All begin with zero bytes in base64; what follows is the secret.
    pattern: /(?<![A-Za-z0-9])A{19,22}([A-Za-z0-9%]{60,130})(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 4, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens",
    homes: ["api.twitter.com", "api.x.com"],
    examples: ["A".repeat(21) + fake.alnum(80)],
    nearMisses: ["A".repeat(21), "A".repeat(100)],
  }),
];
