import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CONTENTSTACK_RULES: readonly Rule[] = [
  vendorKey({
    id: "contentstack-token",
    kind: "CONTENTSTACK_TOKEN",
    description: "Contentstack management token: reads and changes content",
    names: ["contentstack"],
    value: /cs[a-f0-9]{40}/,
    source: "https://www.contentstack.com/docs/developers/create-tokens/about-management-tokens",
    homes: ["api.contentstack.io"],
    examples: [
      "CONTENTSTACK_API_KEY=" + "cs" + fake.hex(40, 2),
      '{"contentstack_token": "' + "cs" + fake.hex(40, 6) + '"}',
    ],
    nearMisses: [
      "contentstack_id=" + "cs" + fake.hex(40, 2),
      "https://contentstack.test/items/" + "cs" + fake.hex(40, 2),
      "contentstack_key=" + "cs" + fake.hex(12, 2),
    ],
  }),
];
