import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SOURCEGRAPH_RULES: readonly Rule[] = [
  providerSecret({
    id: "sourcegraph-token",
    kind: "SOURCEGRAPH_TOKEN",
    description: "Sourcegraph access token: reads the code that its owner sees",
    keywords: ["sgp_"],
    pattern: /(?<![A-Za-z0-9])sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}(?![A-Za-z0-9])/,
    source: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
    homes: ["sourcegraph.com", "*.sourcegraph.com"],
    examples: ["sgp_" + fake.hex(40), "sgp_local_" + fake.hex(40)],
    nearMisses: ["sgp_" + fake.hex(10)],
  }),
  providerSecret({
    id: "sourcegraph-cody-token",
    kind: "SOURCEGRAPH_TOKEN",
    description: "Sourcegraph dotcom user or licence key: runs models at its owner's cost",
    severity: "medium",
    keywords: ["sgd_", "slk_"],
    pattern: /(?<![A-Za-z0-9_-])(?:sgd_|slk_)[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://sourcegraph.com/docs/cody",
    homes: ["*.sourcegraph.com"],
    examples: ["sgd_" + fake.hex(64), "token: slk_" + fake.hex(64, 3)],
    nearMisses: ["sgd_" + fake.hex(12), "sgd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "sourcegraph-token-legacy",
    kind: "SOURCEGRAPH_TOKEN",
    description: "Sourcegraph access token of the older form: reads the code that its owner sees",
    names: ["sourcegraph"],
    value: /[a-f0-9]{40}/,
    source: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
    homes: ["sourcegraph.com", "*.sourcegraph.com"],
    examples: ["SOURCEGRAPH_API_KEY=" + fake.hex(40), '{"sourcegraph_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "sourcegraph_id=" + fake.hex(40),
      "https://sourcegraph.test/items/" + fake.hex(40),
      "sourcegraph_key=" + fake.hex(12),
    ],
  }),
];
