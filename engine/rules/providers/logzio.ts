import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LOGZIO_RULES: readonly Rule[] = [
  vendorKey({
    id: "logzio-token",
    kind: "LOGZIO_TOKEN",
    description: "Logz.io shipping or API token: writes or searches logs",
    names: ["logz"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://api-docs.logz.io/",
    homes: ["*.logz.io"],
    examples: ["LOGZ_API_KEY=" + fake.uuid(), '{"logz_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "logz_id=" + fake.uuid(),
      "https://logz.test/items/" + fake.uuid(),
      "logz_key=" + fake.hex(8),
    ],
  }),
];
