import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TOGGL_RULES: readonly Rule[] = [
  vendorKey({
    id: "toggl-token",
    kind: "TOGGL_TOKEN",
    description: "Toggl Track token: reads and changes records of time",
    severity: "medium",
    names: ["toggl"],
    value: /[a-f0-9]{32}/,
    source: "https://engineering.toggl.com/docs/authentication",
    homes: ["api.track.toggl.com"],
    examples: ["TOGGL_API_KEY=" + fake.hex(32), '{"toggl_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "toggl_id=" + fake.hex(32),
      "https://toggl.test/items/" + fake.hex(32),
      "toggl_key=" + fake.hex(10),
    ],
  }),
];
