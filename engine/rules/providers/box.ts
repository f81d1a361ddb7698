import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BOX_RULES: readonly Rule[] = [
  vendorKey({
    id: "box-secret",
    kind: "BOX_SECRET",
    description: "Box client secret or developer token: reads and changes files",
    names: ["box_", "box-", "boxapp", "box.com"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://developer.box.com/guides/authentication/",
    homes: ["api.box.com", "*.box.com"],
    examples: ["BOX_API_KEY=" + fake.alnum(32, 2), '{"box_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "box_id=" + fake.alnum(32, 2),
      "https://box.test/items/" + fake.alnum(32, 2),
      "box_key=" + fake.alnum(10, 2),
    ],
  }),
];
