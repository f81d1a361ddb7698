import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const AIRTABLE_RULES: readonly Rule[] = [
  providerSecret({
    id: "airtable-token",
    kind: "AIRTABLE_TOKEN",
    description: "Airtable personal access token: reads and changes bases",
    keywords: ["pat"],
    pattern: /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://airtable.com/developers/web/guides/personal-access-tokens",
    homes: ["api.airtable.com"],
    examples: ["pat" + fake.alnum(14) + "." + fake.hex(64)],
    nearMisses: ["pat" + fake.alnum(14), "patience"],
  }),
  vendorKey({
    id: "airtable-api-key",
    kind: "AIRTABLE_KEY",
    description: "Airtable API key of the older form: reads and changes bases",
    names: ["airtable"],
    value: /key[A-Za-z0-9]{14}/,
    source: "https://support.airtable.com/docs/airtable-api-key-deprecation-notice",
    homes: ["api.airtable.com"],
    examples: [
      "AIRTABLE_API_KEY=" + "key" + fake.alnum(14, 2),
      '{"airtable_token": "' + "key" + fake.alnum(14, 7) + '"}',
    ],
    nearMisses: [
      "airtable_id=" + "key" + fake.alnum(14, 2),
      "https://airtable.test/items/" + "key" + fake.alnum(14, 2),
      "airtable_key=" + "key" + fake.alnum(4, 2),
    ],
  }),
];
