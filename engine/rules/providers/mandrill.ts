import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MANDRILL_RULES: readonly Rule[] = [
  providerSecret({
    id: "mandrill-key",
    kind: "MANDRILL_KEY",
    description: "Mandrill API key of the `md-` style: sends mail in its owner's name",
    keywords: ["md-"],
    pattern: /(?<![A-Za-z0-9_-])md-[A-Za-z0-9]{22}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://mailchimp.com/developer/transactional/guides/quick-start/",
    homes: ["mandrillapp.com"],
    examples: ["md-" + fake.alnum(22)],
    nearMisses: ["md-" + fake.alnum(7), "md-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "mandrill-key-legacy",
    kind: "MANDRILL_KEY",
    description: "Mandrill API key of the older form: sends mail in its owner's name",
    names: ["mandrill"],
    value: /[A-Za-z0-9_-]{22}/,
    source: "https://mailchimp.com/developer/transactional/guides/quick-start/",
    homes: ["mandrillapp.com"],
    examples: [
      "MANDRILL_API_KEY=" + fake.base64url(22),
      '{"mandrill_token": "' + fake.base64url(22, 8) + '"}',
    ],
    nearMisses: [
      "mandrill_id=" + fake.base64url(22),
      "https://mandrill.test/items/" + fake.base64url(22),
      "mandrill_key=" + fake.base64url(7),
    ],
  }),
];
