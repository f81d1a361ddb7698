import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HEROKU_RULES: readonly Rule[] = [
  providerSecret({
    id: "heroku-api-key",
    kind: "HEROKU_KEY",
    description: "Heroku API key: deploys, and reads every config variable",
    severity: "critical",
    keywords: ["hrku-"],
    pattern: /(?<![A-Za-z0-9])HRKU-[A-Za-z0-9_-]{36,64}(?![A-Za-z0-9_-])/,
    source: "https://devcenter.heroku.com/articles/authentication",
    homes: ["api.heroku.com", "*.heroku.com"],
    examples: ["HRKU-AA" + fake.base64url(58)],
    nearMisses: ["HRKU-" + fake.alnum(8)],
  }),
  vendorKey({
    id: "heroku-api-key-legacy",
    kind: "HEROKU_KEY",
    description: "Heroku API key of the older form: deploys, and reads every config variable",
    severity: "critical",
    names: ["heroku"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://devcenter.heroku.com/articles/authentication",
    homes: ["api.heroku.com", "*.heroku.com"],
    examples: ["HEROKU_API_KEY=" + fake.uuid(), '{"heroku_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "heroku_id=" + fake.uuid(),
      "https://heroku.test/items/" + fake.uuid(),
      "heroku_key=" + fake.hex(8),
    ],
  }),
];
