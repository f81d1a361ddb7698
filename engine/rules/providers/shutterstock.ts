import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SHUTTERSTOCK_RULES: readonly Rule[] = [
  vendorKey({
    id: "shutterstock-secret",
    kind: "SHUTTERSTOCK_SECRET",
    description: "Shutterstock consumer secret: licenses pictures at its owner's cost",
    severity: "medium",
    names: ["shutterstock"],
    value: /[A-Za-z0-9]{16,32}/,
    source: "https://api-reference.shutterstock.com/",
    homes: ["api.shutterstock.com"],
    examples: [
      "SHUTTERSTOCK_API_KEY=" + fake.alnum(20),
      '{"shutterstock_token": "' + fake.alnum(20, 6) + '"}',
    ],
    nearMisses: [
      "shutterstock_id=" + fake.alnum(20),
      "https://shutterstock.test/items/" + fake.alnum(20),
      "shutterstock_key=" + fake.alnum(5),
    ],
  }),
  vendorKey({
    id: "shutterstock-token",
    kind: "SHUTTERSTOCK_TOKEN",
    description: "Shutterstock OAuth token: licenses pictures at its owner's cost",
    severity: "medium",
    names: ["shutterstock"],
    value: /v2\/[A-Za-z0-9_-]{388,400}/,
    source: "https://api-reference.shutterstock.com/",
    homes: ["api.shutterstock.com"],
    examples: [
      "SHUTTERSTOCK_API_KEY=" + "v2/" + fake.base64url(392, 2),
      '{"shutterstock_token": "' + "v2/" + fake.base64url(392, 6) + '"}',
    ],
    nearMisses: [
      "shutterstock_id=" + "v2/" + fake.base64url(392, 2),
      "https://shutterstock.test/items/" + "v2/" + fake.base64url(392, 2),
      "shutterstock_key=" + "v2/" + fake.base64url(12, 2),
    ],
  }),
];
