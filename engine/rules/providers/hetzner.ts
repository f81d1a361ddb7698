import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HETZNER_RULES: readonly Rule[] = [
  vendorKey({
    id: "hetzner-token",
    kind: "HETZNER_TOKEN",
    description: "Hetzner Cloud token: manages servers and volumes",
    severity: "critical",
    names: ["hetzner", "hcloud"],
    value: /[A-Za-z0-9]{64}/,
    source: "https://docs.hetzner.cloud/reference/cloud",
    homes: ["api.hetzner.cloud"],
    examples: ["HETZNER_API_KEY=" + fake.alnum(64), '{"hetzner_token": "' + fake.alnum(64, 5) + '"}'],
    nearMisses: [
      "hetzner_id=" + fake.alnum(64),
      "https://hetzner.test/items/" + fake.alnum(64),
      "hetzner_key=" + fake.alnum(12),
    ],
  }),
  vendorKey({
    id: "hetzner-dns-token",
    kind: "HETZNER_TOKEN",
    description: "Hetzner DNS token: changes the records of zones",
    names: ["hetzner"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://dns.hetzner.com/api-docs",
    homes: ["dns.hetzner.com"],
    examples: ["HETZNER_API_KEY=" + fake.alnum(32, 2), '{"hetzner_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "hetzner_id=" + fake.alnum(32, 2),
      "https://hetzner.test/items/" + fake.alnum(32, 2),
      "hetzner_key=" + fake.alnum(10, 2),
    ],
  }),
];
