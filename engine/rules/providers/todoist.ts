import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TODOIST_RULES: readonly Rule[] = [
  vendorKey({
    id: "todoist-token",
    kind: "TODOIST_TOKEN",
    description: "Todoist token: reads and changes tasks",
    severity: "medium",
    names: ["todoist"],
    value: /[a-f0-9]{40}/,
    source: "https://developer.todoist.com/",
    homes: ["api.todoist.com"],
    examples: ["TODOIST_API_KEY=" + fake.hex(40), '{"todoist_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "todoist_id=" + fake.hex(40),
      "https://todoist.test/items/" + fake.hex(40),
      "todoist_key=" + fake.hex(12),
    ],
  }),
];
