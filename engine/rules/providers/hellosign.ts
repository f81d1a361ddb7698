import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HELLOSIGN_RULES: readonly Rule[] = [
  vendorKey({
    id: "hellosign-api-key",
    kind: "HELLOSIGN_KEY",
    description: "Dropbox Sign (HelloSign) API key: reads documents and asks for signatures",
    names: ["hellosign", "dropboxsign", "dropbox_sign"],
    value: /[A-Za-z0-9]{64}/,
    source: "https://developers.hellosign.com/api/reference/authentication/",
    homes: ["api.hellosign.com"],
    examples: ["HELLOSIGN_API_KEY=" + fake.alnum(64), '{"hellosign_token": "' + fake.alnum(64, 5) + '"}'],
    nearMisses: [
      "hellosign_id=" + fake.alnum(64),
      "https://hellosign.test/items/" + fake.alnum(64),
      "hellosign_key=" + fake.alnum(12),
    ],
  }),
];
