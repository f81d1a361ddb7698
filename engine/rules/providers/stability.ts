import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const STABILITY_RULES: readonly Rule[] = [
  vendorKey({
    id: "stability-api-key",
    kind: "STABILITY_KEY",
    description: "Stability AI API key: makes pictures at its owner's cost",
    names: ["stability", "dreamstudio"],
    value: /sk-[A-Za-z0-9]{48}/,
    source: "https://platform.stability.ai/docs/getting-started/authentication",
    homes: ["api.stability.ai"],
    examples: [
      "STABILITY_API_KEY=" + "sk-" + fake.alnum(48, 2),
      '{"stability_token": "' + "sk-" + fake.alnum(48, 6) + '"}',
    ],
    nearMisses: [
      "stability_id=" + "sk-" + fake.alnum(48, 2),
      "https://stability.test/items/" + "sk-" + fake.alnum(48, 2),
      "stability_key=" + "sk-" + fake.alnum(12, 2),
    ],
  }),
];
