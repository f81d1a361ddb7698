import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const AIRBRAKE_RULES: readonly Rule[] = [
  vendorKey({
    id: "airbrake-key",
    kind: "AIRBRAKE_KEY",
    description: "Airbrake project or user key: writes or reads errors",
    severity: "medium",
    names: ["airbrake"],
    value: /[a-f0-9]{32,40}/,
    source: "https://docs.airbrake.io/docs/devops-tools/api/",
    homes: ["api.airbrake.io", "*.airbrake.io"],
    examples: ["AIRBRAKE_API_KEY=" + fake.hex(36), '{"airbrake_token": "' + fake.hex(36, 5) + '"}'],
    nearMisses: [
      "airbrake_id=" + fake.hex(36),
      "https://airbrake.test/items/" + fake.hex(36),
      "airbrake_key=" + fake.hex(10),
    ],
  }),
];
