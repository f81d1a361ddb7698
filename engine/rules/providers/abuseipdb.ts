import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ABUSEIPDB_RULES: readonly Rule[] = [
  vendorKey({
    id: "abuseipdb-key",
    kind: "ABUSEIPDB_KEY",
    description: "AbuseIPDB key: reads and reports addresses",
    severity: "medium",
    names: ["abuseipdb"],
    value: /[a-f0-9]{80}/,
    source: "https://docs.abuseipdb.com/",
    homes: ["api.abuseipdb.com"],
    examples: ["ABUSEIPDB_API_KEY=" + fake.hex(80), '{"abuseipdb_token": "' + fake.hex(80, 5) + '"}'],
    nearMisses: [
      "abuseipdb_id=" + fake.hex(80),
      "https://abuseipdb.test/items/" + fake.hex(80),
      "abuseipdb_key=" + fake.hex(12),
    ],
  }),
];
