import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ASSEMBLYAI_RULES: readonly Rule[] = [
  vendorKey({
    id: "assemblyai-api-key",
    kind: "ASSEMBLYAI_KEY",
    description: "AssemblyAI API key: transcribes speech at its owner's cost",
    names: ["assemblyai", "assembly_ai"],
    value: /[a-z0-9]{32}/,
    source: "https://www.assemblyai.com/docs/api-reference/overview",
    homes: ["api.assemblyai.com"],
    examples: ["ASSEMBLYAI_API_KEY=" + fake.lower(32), '{"assemblyai_token": "' + fake.lower(32, 5) + '"}'],
    nearMisses: [
      "assemblyai_id=" + fake.lower(32),
      "https://assemblyai.test/items/" + fake.lower(32),
      "assemblyai_key=" + fake.lower(10),
    ],
  }),
];
