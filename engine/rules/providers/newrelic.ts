import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const NEWRELIC_RULES: readonly Rule[] = [
  providerSecret({
    id: "new-relic-key",
    kind: "NEW_RELIC_KEY",
    description: "New Relic key: reads or writes the account's data",
    keywords: ["nrak-", "nrii-", "nriq-", "nrra-", "nraa-", "nral"],
    pattern:
      /(?<![A-Za-z0-9])(?:NRAK-[A-Z0-9]{27}|NR(?:II|IQ|RA|AA)-[A-Za-z0-9_-]{32}|(?:eu01xx)?[a-f0-9]{30,36}NRAL)(?![A-Za-z0-9])/i,
    lead: 42,
    publicPrefix: false,
    source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    homes: ["*.newrelic.com", "*.nr-data.net"],
    examples: ["NRAK-" + fake.upper(27), "NRII-" + fake.base64url(32), fake.hex(36) + "NRAL"],
    nearMisses: ["NRAK-" + fake.upper(8), "NRAL"],
  }),
  providerSecret({
    id: "new-relic-browser-key",
    kind: "NEW_RELIC_KEY",
    description: "New Relic browser key: sends data of pages into the account",
    severity: "medium",
    keywords: ["nrjs-"],
    pattern: /(?<![A-Za-z0-9])NRJS-[a-f0-9]{19}(?![A-Za-z0-9])/,
    source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    homes: ["*.newrelic.com", "*.nr-data.net"],
    examples: ["NRJS-" + fake.hex(19)],
    nearMisses: ["NRJS-" + fake.hex(6), "NRJS-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "new-relic-key-legacy",
    kind: "NEW_RELIC_KEY",
    description: "New Relic admin or license key of the older form: reads or writes the account's data",
    names: ["newrelic", "new_relic", "new-relic", "nr_"],
    value: /[a-f0-9]{40}/,
    source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    homes: ["*.newrelic.com", "*.nr-data.net"],
    examples: ["NEWRELIC_API_KEY=" + fake.hex(40), '{"newrelic_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "newrelic_id=" + fake.hex(40),
      "https://newrelic.test/items/" + fake.hex(40),
      "newrelic_key=" + fake.hex(12),
    ],
  }),
];
