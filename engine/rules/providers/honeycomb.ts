import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HONEYCOMB_RULES: readonly Rule[] = [
  providerSecret({
    id: "honeycomb-ingest-key",
    kind: "HONEYCOMB_KEY",
    description: "Honeycomb ingest or configuration key: sends events, or changes datasets",
    severity: "medium",
    keywords: ["hcaik_"],
    pattern: /(?<![A-Za-z0-9])hcaik_[a-z0-9]{58}(?![A-Za-z0-9])/,
    source: "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
    homes: ["api.honeycomb.io", "*.honeycomb.io"],
    examples: ["hcaik_" + fake.lower(58)],
    nearMisses: ["hcaik_" + fake.lower(12), "hcaik_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "honeycomb-api-key",
    kind: "HONEYCOMB_KEY",
    description: "Honeycomb API key: reads and writes events",
    names: ["honeycomb", "hny"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
    homes: ["api.honeycomb.io", "*.honeycomb.io"],
    examples: ["HONEYCOMB_API_KEY=" + fake.hex(32), '{"honeycomb_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "honeycomb_id=" + fake.hex(32),
      "https://honeycomb.test/items/" + fake.hex(32),
      "honeycomb_key=" + fake.hex(10),
    ],
  }),
  vendorKey({
    id: "honeycomb-api-key-environment",
    kind: "HONEYCOMB_KEY",
    description: "Honeycomb environment API key: reads and writes events",
    names: ["honeycomb"],
    value: /[A-Za-z0-9]{22}/,
    source: "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
    homes: ["api.honeycomb.io", "*.honeycomb.io"],
    examples: ["HONEYCOMB_API_KEY=" + fake.alnum(22), '{"honeycomb_token": "' + fake.alnum(22, 5) + '"}'],
    nearMisses: [
      "honeycomb_id=" + fake.alnum(22),
      "https://honeycomb.test/items/" + fake.alnum(22),
      "honeycomb_key=" + fake.alnum(7),
    ],
  }),
];
