import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LINODE_RULES: readonly Rule[] = [
  vendorKey({
    id: "linode-token",
    kind: "LINODE_TOKEN",
    description: "Linode token: manages servers, volumes and DNS",
    severity: "critical",
    names: ["linode", "akamai"],
    value: /[a-f0-9]{64}/,
    source: "https://techdocs.akamai.com/linode-api/reference/get-started",
    homes: ["api.linode.com"],
    examples: ["LINODE_API_KEY=" + fake.hex(64), '{"linode_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "linode_id=" + fake.hex(64),
      "https://linode.test/items/" + fake.hex(64),
      "linode_key=" + fake.hex(12),
    ],
  }),
];
