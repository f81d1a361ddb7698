import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PLAID_RULES: readonly Rule[] = [
  providerSecret({
    id: "plaid-access-token",
    kind: "PLAID_TOKEN",
    description: "Plaid access token: reads a person's bank accounts",
    severity: "critical",
    keywords: ["access-sandbox-", "access-development-", "access-production-"],
    pattern: /access-(?:sandbox|development|production)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i,
    source: "https://plaid.com/docs/quickstart/glossary/",
    homes: ["*.plaid.com"],
    examples: ["access-sandbox-" + fake.uuid()],
    nearMisses: ["access-sandbox-" + fake.hex(8), "public-sandbox-" + fake.uuid()],
  }),
  vendorKey({
    id: "plaid-secret",
    kind: "PLAID_SECRET",
    description: "Plaid secret: with its client id it reads people's bank accounts",
    severity: "critical",
    names: ["plaid"],
    value: /[a-f0-9]{30}/,
    source: "https://plaid.com/docs/quickstart/glossary/",
    homes: ["*.plaid.com"],
    examples: ["PLAID_API_KEY=" + fake.hex(30), '{"plaid_token": "' + fake.hex(30, 5) + '"}'],
    nearMisses: [
      "plaid_id=" + fake.hex(30),
      "https://plaid.test/items/" + fake.hex(30),
      "plaid_key=" + fake.hex(10),
    ],
  }),
];
