import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const POLYGON_RULES: readonly Rule[] = [
  vendorKey({
    id: "polygon-api-key",
    kind: "POLYGON_KEY",
    description: "Polygon.io API key: reads markets at its owner's cost",
    severity: "medium",
    names: ["polygon"],
    value: /[A-Za-z0-9_-]{32}/,
    source: "https://polygon.io/docs",
    homes: ["api.polygon.io"],
    examples: ["POLYGON_API_KEY=" + fake.base64url(32), '{"polygon_token": "' + fake.base64url(32, 5) + '"}'],
    nearMisses: [
      "polygon_id=" + fake.base64url(32),
      "https://polygon.test/items/" + fake.base64url(32),
      "polygon_key=" + fake.base64url(10),
    ],
  }),
];
