import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DOCUSIGN_RULES: readonly Rule[] = [
  vendorKey({
    id: "docusign-secret",
    kind: "DOCUSIGN_SECRET",
    description: "DocuSign integration key or secret: impersonates the application",
    names: ["docusign"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://developers.docusign.com/platform/auth/",
    homes: ["*.docusign.com", "*.docusign.net"],
    examples: ["DOCUSIGN_API_KEY=" + fake.uuid(), '{"docusign_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "docusign_id=" + fake.uuid(),
      "https://docusign.test/items/" + fake.uuid(),
      "docusign_key=" + fake.hex(8),
    ],
  }),
];
