import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DROPBOX_RULES: readonly Rule[] = [
  providerSecret({
    id: "dropbox-token",
    kind: "DROPBOX_TOKEN",
    description: "Dropbox access token: reads and changes files",
    severity: "critical",
    keywords: ["sl.", "sl.u."],
    pattern: /(?<![A-Za-z0-9_.-])sl\.(?:u\.)?[A-Za-z0-9_-]{128,1400}(?![A-Za-z0-9_-])/,
    source: "https://developers.dropbox.com/oauth-guide",
    homes: ["api.dropboxapi.com", "*.dropboxapi.com"],
    examples: ["sl." + fake.base64url(135)],
    nearMisses: ["sl." + fake.alnum(20), "ssl." + fake.alnum(140)],
  }),
  vendorKey({
    id: "dropbox-app-secret",
    kind: "DROPBOX_SECRET",
    description: "Dropbox app key or secret: impersonates the application",
    names: ["dropbox"],
    value: /[a-z0-9]{15}/,
    source: "https://developers.dropbox.com/oauth-guide",
    homes: ["api.dropboxapi.com", "*.dropboxapi.com"],
    examples: ["DROPBOX_API_KEY=" + fake.lower(15), '{"dropbox_token": "' + fake.lower(15, 7) + '"}'],
    nearMisses: [
      "dropbox_id=" + fake.lower(15),
      "https://dropbox.test/items/" + fake.lower(15),
      "dropbox_key=" + fake.lower(5),
    ],
  }),
  vendorKey({
    id: "dropbox-token-legacy",
    kind: "DROPBOX_TOKEN",
    description: "Dropbox access token of the older form: reads and changes files for ever",
    severity: "critical",
    names: ["dropbox"],
    value: /[A-Za-z0-9_-]{64}/,
    source: "https://developers.dropbox.com/oauth-guide",
    homes: ["api.dropboxapi.com", "*.dropboxapi.com"],
    examples: [
      "DROPBOX_API_KEY=" + fake.base64url(64, 2),
      '{"dropbox_token": "' + fake.base64url(64, 5) + '"}',
    ],
    nearMisses: [
      "dropbox_id=" + fake.base64url(64, 2),
      "https://dropbox.test/items/" + fake.base64url(64, 2),
      "dropbox_key=" + fake.base64url(12, 2),
    ],
  }),
];
