import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CLARIFAI_RULES: readonly Rule[] = [
  vendorKey({
    id: "clarifai-key",
    kind: "CLARIFAI_KEY",
    description: "Clarifai key: runs models at its owner's cost",
    severity: "medium",
    names: ["clarifai"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.clarifai.com/control/authentication/pat",
    homes: ["api.clarifai.com"],
    examples: ["CLARIFAI_API_KEY=" + fake.hex(32), '{"clarifai_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "clarifai_id=" + fake.hex(32),
      "https://clarifai.test/items/" + fake.hex(32),
      "clarifai_key=" + fake.hex(10),
    ],
  }),
];
