import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const VIRUSTOTAL_RULES: readonly Rule[] = [
  vendorKey({
    id: "virustotal-api-key",
    kind: "VIRUSTOTAL_KEY",
    description: "VirusTotal API key: reads reports of files and addresses",
    severity: "medium",
    names: ["virustotal", "virus_total", "vt_api"],
    value: /[a-f0-9]{64}/,
    source: "https://docs.virustotal.com/reference/authentication",
    homes: ["www.virustotal.com"],
    examples: ["VIRUSTOTAL_API_KEY=" + fake.hex(64), '{"virustotal_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "virustotal_id=" + fake.hex(64),
      "https://virustotal.test/items/" + fake.hex(64),
      "virustotal_key=" + fake.hex(12),
    ],
  }),
];
