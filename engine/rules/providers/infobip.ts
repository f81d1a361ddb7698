import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const INFOBIP_RULES: readonly Rule[] = [
  vendorKey({
    id: "infobip-api-key",
    kind: "INFOBIP_KEY",
    description: "Infobip API key: sends messages at its owner's cost",
    names: ["infobip"],
    value: /[a-f0-9]{32}-[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://www.infobip.com/docs/essentials/api-essentials/api-authentication",
    homes: ["*.infobip.com"],
    examples: [
      "INFOBIP_API_KEY=" + fake.hex(32) + "-" + fake.uuid(),
      '{"infobip_token": "' + fake.hex(32, 5) + "-" + fake.uuid(5) + '"}',
    ],
    nearMisses: [
      "infobip_id=" + fake.hex(32) + "-" + fake.uuid(),
      "https://infobip.test/items/" + fake.hex(32) + "-" + fake.uuid(),
      "infobip_key=" + fake.hex(10) + "-" + fake.hex(8),
    ],
  }),
];
