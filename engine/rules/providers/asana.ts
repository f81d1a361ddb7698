import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ASANA_RULES: readonly Rule[] = [
  providerSecret({
    id: "asana-token",
    kind: "ASANA_TOKEN",
    description: "Asana personal access token: reads and changes tasks as its owner",
    keywords: ["1/", "2/"],
    pattern: /(?<![A-Za-z0-9_-])(?:1\/|2\/)[0-9]{13,18}:[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://developers.asana.com/docs/personal-access-token",
    homes: ["app.asana.com"],
    examples: [
      "1/" + fake.digits(15) + ":" + fake.hex(32, 3),
      "token: 2/" + fake.digits(15, 3) + ":" + fake.hex(32, 5),
    ],
    nearMisses: ["1/" + fake.digits(4) + ":" + fake.hex(10, 3), "1/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "asana-token-scoped",
    kind: "ASANA_TOKEN",
    description: "Asana personal access token of the newer form: reads and changes tasks as its owner",
    keywords: ["2/", "1/"],
    pattern: /(?<![A-Za-z0-9_-])(?:2\/|1\/)[0-9]{13,18}\/[0-9]{13,18}:[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://developers.asana.com/docs/personal-access-token",
    homes: ["app.asana.com"],
    examples: [
      "2/" + fake.digits(15) + "/" + fake.digits(15, 3) + ":" + fake.hex(32, 5),
      "token: 1/" + fake.digits(15, 3) + "/" + fake.digits(15, 5) + ":" + fake.hex(32, 7),
    ],
    nearMisses: [
      "2/" + fake.digits(4) + "/" + fake.digits(4, 3) + ":" + fake.hex(10, 5),
      "2/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
  vendorKey({
    id: "asana-client-secret",
    kind: "ASANA_SECRET",
    description: "Asana client secret: impersonates the application",
    names: ["asana"],
    value: /[a-f0-9]{32,36}/,
    source: "https://developers.asana.com/docs/oauth",
    homes: ["app.asana.com"],
    examples: ["ASANA_API_KEY=" + fake.hex(34), '{"asana_token": "' + fake.hex(34, 5) + '"}'],
    nearMisses: [
      "asana_id=" + fake.hex(34),
      "https://asana.test/items/" + fake.hex(34),
      "asana_key=" + fake.hex(10),
    ],
  }),
];
