import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MIXPANEL_RULES: readonly Rule[] = [
  vendorKey({
    id: "mixpanel-secret",
    kind: "MIXPANEL_SECRET",
    description: "Mixpanel API secret or token: exports or writes events",
    severity: "medium",
    names: ["mixpanel"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.mixpanel.com/docs/orgs-and-projects/managing-projects",
    homes: ["*.mixpanel.com"],
    examples: ["MIXPANEL_API_KEY=" + fake.hex(32), '{"mixpanel_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "mixpanel_id=" + fake.hex(32),
      "https://mixpanel.test/items/" + fake.hex(32),
      "mixpanel_key=" + fake.hex(10),
    ],
  }),
  vendorKey({
    id: "mixpanel-service-account",
    kind: "MIXPANEL_SECRET",
    description: "Mixpanel service account secret: exports events",
    names: ["mixpanel"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://developer.mixpanel.com/reference/service-accounts",
    homes: ["*.mixpanel.com"],
    examples: ["MIXPANEL_API_KEY=" + fake.alnum(32, 2), '{"mixpanel_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "mixpanel_id=" + fake.alnum(32, 2),
      "https://mixpanel.test/items/" + fake.alnum(32, 2),
      "mixpanel_key=" + fake.alnum(10, 2),
    ],
  }),
];
