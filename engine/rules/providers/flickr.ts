import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FLICKR_RULES: readonly Rule[] = [
  vendorKey({
    id: "flickr-secret",
    kind: "FLICKR_SECRET",
    description: "Flickr API key: reads and changes photographs",
    severity: "medium",
    names: ["flickr"],
    value: /[a-f0-9]{32}/,
    source: "https://www.flickr.com/services/api/misc.api_keys.html",
    homes: ["*.flickr.com"],
    examples: ["FLICKR_API_KEY=" + fake.hex(32), '{"flickr_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "flickr_id=" + fake.hex(32),
      "https://flickr.test/items/" + fake.hex(32),
      "flickr_key=" + fake.hex(10),
    ],
  }),
];
