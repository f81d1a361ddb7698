import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PUBNUB_RULES: readonly Rule[] = [
  providerSecret({
    id: "pubnub-key",
    kind: "PUBNUB_KEY",
    description: "PubNub publish or subscribe key: sends into channels, or reads them",
    severity: "medium",
    keywords: ["pub-c-", "sub-c-"],
    pattern:
      /(?<![A-Za-z0-9])(?:pub-c-|sub-c-)[a-z0-9]{8}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{12}(?![A-Za-z0-9])/,
    source: "https://www.pubnub.com/docs/general/setup/account-setup",
    homes: ["*.pubnub.com", "*.pndsn.com"],
    examples: [
      "pub-c-" + fake.lower(8) + "-" + fake.lower(4, 3) + "-" + fake.lower(4, 5) + "-" + fake.lower(4, 7) +
      "-" + fake.lower(12, 9),
      "token: sub-c-" + fake.lower(8, 3) + "-" + fake.lower(4, 5) + "-" + fake.lower(4, 7) + "-" +
      fake.lower(4, 9) + "-" + fake.lower(12, 11),
    ],
    nearMisses: [
      "pub-c-" + fake.lower(2) + "-" + fake.lower(1, 3) + "-" + fake.lower(1, 5) + "-" + fake.lower(1, 7) +
      "-" + fake.lower(4, 9),
      "pub-c-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
  providerSecret({
    id: "pubnub-secret-key",
    kind: "PUBNUB_KEY",
    description: "PubNub secret key: grants and revokes the rights of every client",
    keywords: ["sec-c-"],
    pattern: /(?<![A-Za-z0-9])sec-c-[A-Za-z0-9+/]{40,64}(?![A-Za-z0-9])/,
    source: "https://www.pubnub.com/docs/general/setup/account-setup",
    homes: ["*.pubnub.com", "*.pndsn.com"],
    examples: ["sec-c-" + fake.base64(44)],
    nearMisses: ["sec-c-" + fake.base64(12), "sec-c-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
