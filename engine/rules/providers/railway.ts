import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const RAILWAY_RULES: readonly Rule[] = [
  vendorKey({
    id: "railway-token",
    kind: "RAILWAY_TOKEN",
    description: "Railway token: deploys services and reads their variables",
    names: ["railway"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.railway.com/reference/public-api",
    homes: ["backboard.railway.com", "backboard.railway.app"],
    examples: ["RAILWAY_API_KEY=" + fake.uuid(), '{"railway_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "railway_id=" + fake.uuid(),
      "https://railway.test/items/" + fake.uuid(),
      "railway_key=" + fake.hex(8),
    ],
  }),
];
