import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DRONE_RULES: readonly Rule[] = [
  vendorKey({
    id: "drone-token",
    kind: "DRONE_TOKEN",
    description: "Drone CI token: runs builds and reads their secrets' names",
    names: ["drone"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://docs.drone.io/cli/configure/",
    homes: ["*.drone.io"],
    examples: ["DRONE_API_KEY=" + fake.alnum(32, 2), '{"drone_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "drone_id=" + fake.alnum(32, 2),
      "https://drone.test/items/" + fake.alnum(32, 2),
      "drone_key=" + fake.alnum(10, 2),
    ],
  }),
];
