import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DEEPSEEK_RULES: readonly Rule[] = [
  vendorKey({
    id: "deepseek-api-key",
    kind: "DEEPSEEK_KEY",
    description: "DeepSeek API key: runs models at its owner's cost",
    names: ["deepseek"],
    value: /sk-[a-f0-9]{32}/,
    source: "https://api-docs.deepseek.com/",
    homes: ["api.deepseek.com"],
    examples: [
      "DEEPSEEK_API_KEY=" + "sk-" + fake.hex(32, 2),
      '{"deepseek_token": "' + "sk-" + fake.hex(32, 6) + '"}',
    ],
    nearMisses: [
      "deepseek_id=" + "sk-" + fake.hex(32, 2),
      "https://deepseek.test/items/" + "sk-" + fake.hex(32, 2),
      "deepseek_key=" + "sk-" + fake.hex(10, 2),
    ],
  }),
];
