import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const UPTIMEROBOT_RULES: readonly Rule[] = [
  vendorKey({
    id: "uptimerobot-api-key",
    kind: "UPTIMEROBOT_KEY",
    description: "UptimeRobot API key: reads and changes monitors",
    severity: "medium",
    names: ["uptimerobot"],
    value: /u[0-9]{6,8}-[a-f0-9]{24}/,
    source: "https://uptimerobot.com/api/",
    homes: ["api.uptimerobot.com"],
    examples: [
      "UPTIMEROBOT_API_KEY=" + "u" + fake.digits(7, 2) + "-" + fake.hex(24, 4),
      '{"uptimerobot_token": "' + "u" + fake.digits(7, 6) + "-" + fake.hex(24, 8) + '"}',
    ],
    nearMisses: [
      "uptimerobot_id=" + "u" + fake.digits(7, 2) + "-" + fake.hex(24, 4),
      "https://uptimerobot.test/items/" + "u" + fake.digits(7, 2) + "-" + fake.hex(24, 4),
      "uptimerobot_key=" + "u" + fake.digits(2, 2) + "-" + fake.hex(8, 4),
    ],
  }),
];
