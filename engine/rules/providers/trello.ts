import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TRELLO_RULES: readonly Rule[] = [
  providerSecret({
    id: "trello-token",
    kind: "TRELLO_TOKEN",
    description: "Trello token: reads and changes boards as its owner",
    keywords: ["atta"],
    pattern: /(?<![A-Za-z0-9_-])ATTA[a-f0-9]{72}(?![A-Za-z0-9])/,
    source: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/",
    homes: ["api.trello.com", "trello.com"],
    examples: ["ATTA" + fake.hex(72)],
    nearMisses: ["ATTA" + fake.hex(12), "ATTAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "trello-api-key",
    kind: "TRELLO_KEY",
    description: "Trello API key or older token: with its pair it reads and changes boards",
    severity: "medium",
    names: ["trello"],
    value: /[a-f0-9]{32}/,
    source: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/",
    homes: ["api.trello.com", "trello.com"],
    examples: ["TRELLO_API_KEY=" + fake.hex(32), '{"trello_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "trello_id=" + fake.hex(32),
      "https://trello.test/items/" + fake.hex(32),
      "trello_key=" + fake.hex(10),
    ],
  }),
  vendorKey({
    id: "trello-token-legacy",
    kind: "TRELLO_TOKEN",
    description: "Trello token of the older form: reads and changes boards as its owner",
    names: ["trello"],
    value: /[a-f0-9]{64}/,
    source: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/",
    homes: ["api.trello.com", "trello.com"],
    examples: ["TRELLO_API_KEY=" + fake.hex(64), '{"trello_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "trello_id=" + fake.hex(64),
      "https://trello.test/items/" + fake.hex(64),
      "trello_key=" + fake.hex(12),
    ],
  }),
];
