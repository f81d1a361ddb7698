import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const WANDB_RULES: readonly Rule[] = [
  vendorKey({
    id: "wandb-api-key",
    kind: "WANDB_KEY",
    description: "Weights & Biases API key: reads and writes experiments as its owner",
    names: ["wandb", "weightsandbiases"],
    value: /[a-f0-9]{40}/,
    source: "https://docs.wandb.ai/support/find_api_key/",
    homes: ["api.wandb.ai", "*.wandb.ai"],
    examples: ["WANDB_API_KEY=" + fake.hex(40), '{"wandb_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "wandb_id=" + fake.hex(40),
      "https://wandb.test/items/" + fake.hex(40),
      "wandb_key=" + fake.hex(12),
    ],
  }),
];
