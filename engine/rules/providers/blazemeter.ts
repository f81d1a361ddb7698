import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BLAZEMETER_RULES: readonly Rule[] = [
  vendorKey({
    id: "blazemeter-api-key",
    kind: "BLAZEMETER_KEY",
    description: "BlazeMeter or Runscope API key: runs tests and reads their results",
    severity: "medium",
    names: ["blazemeter", "runscope"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://help.blazemeter.com/apidocs/",
    homes: ["a.blazemeter.com", "api.runscope.com"],
    examples: ["BLAZEMETER_API_KEY=" + fake.uuid(), '{"blazemeter_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "blazemeter_id=" + fake.uuid(),
      "https://blazemeter.test/items/" + fake.uuid(),
      "blazemeter_key=" + fake.hex(8),
    ],
  }),
];
