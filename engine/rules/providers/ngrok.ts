import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const NGROK_RULES: readonly Rule[] = [
  vendorKey({
    id: "ngrok-authtoken",
    kind: "NGROK_TOKEN",
    description: "ngrok authtoken or API key: opens tunnels in its owner's name",
    names: ["ngrok"],
    value: /[A-Za-z0-9]{27}_[A-Za-z0-9]{20,22}/,
    source: "https://ngrok.com/docs/agent/#authtokens",
    homes: ["api.ngrok.com", "*.ngrok.com"],
    examples: [
      "NGROK_API_KEY=" + fake.alnum(27, 3) + "_" + fake.alnum(21, 4),
      '{"ngrok_token": "' + fake.alnum(27, 5) + "_" + fake.alnum(21, 7) + '"}',
    ],
    nearMisses: [
      "ngrok_id=" + fake.alnum(27, 3) + "_" + fake.alnum(21, 4),
      "https://ngrok.test/items/" + fake.alnum(27, 3) + "_" + fake.alnum(21, 4),
      "ngrok_key=" + fake.alnum(9, 3) + "_" + fake.alnum(6, 4),
    ],
  }),
];
