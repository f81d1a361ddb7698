import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const IPINFO_RULES: readonly Rule[] = [
  vendorKey({
    id: "ipinfo-token",
    kind: "IPINFO_TOKEN",
    description: "IPinfo token: looks up addresses at its owner's limit",
    severity: "medium",
    names: ["ipinfo"],
    value: /[a-f0-9]{14}/,
    source: "https://ipinfo.io/developers",
    homes: ["ipinfo.io", "api.ipinfo.io"],
    examples: ["IPINFO_API_KEY=" + fake.hex(14), '{"ipinfo_token": "' + fake.hex(14, 5) + '"}'],
    nearMisses: [
      "ipinfo_id=" + fake.hex(14),
      "https://ipinfo.test/items/" + fake.hex(14),
      "ipinfo_key=" + fake.hex(4),
    ],
  }),
];
