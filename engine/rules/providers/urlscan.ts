import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const URLSCAN_RULES: readonly Rule[] = [
  vendorKey({
    id: "urlscan-key",
    kind: "URLSCAN_KEY",
    description: "urlscan.io key: scans sites and reads its owner's private scans",
    severity: "medium",
    names: ["urlscan"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://urlscan.io/docs/api/",
    homes: ["urlscan.io"],
    examples: ["URLSCAN_API_KEY=" + fake.uuid(), '{"urlscan_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "urlscan_id=" + fake.uuid(),
      "https://urlscan.test/items/" + fake.uuid(),
      "urlscan_key=" + fake.hex(8),
    ],
  }),
];
