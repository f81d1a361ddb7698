import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SURVEYMONKEY_RULES: readonly Rule[] = [
  vendorKey({
    id: "surveymonkey-token",
    kind: "SURVEYMONKEY_TOKEN",
    description: "SurveyMonkey access token: reads surveys and their answers",
    names: ["surveymonkey"],
    value: /[A-Za-z0-9_-]{80,220}/,
    source: "https://developer.surveymonkey.com/api/v3/#authentication",
    homes: ["api.surveymonkey.com"],
    examples: [
      "SURVEYMONKEY_API_KEY=" + fake.base64url(84),
      '{"surveymonkey_token": "' + fake.base64url(84, 5) + '"}',
    ],
    nearMisses: [
      "surveymonkey_id=" + fake.base64url(84),
      "https://surveymonkey.test/items/" + fake.base64url(84),
      "surveymonkey_key=" + fake.base64url(12),
    ],
  }),
];
