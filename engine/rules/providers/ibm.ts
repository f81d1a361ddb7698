import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const IBM_RULES: readonly Rule[] = [
  vendorKey({
    id: "ibm-cloud-api-key",
    kind: "IBM_KEY",
    description: "IBM Cloud API key: acts in the account as its owner",
    severity: "critical",
    names: ["ibmcloud", "ibm_cloud", "ibm-cloud", "ibm", "bluemix", "watson"],
    value: /[A-Za-z0-9_-]{44}/,
    source: "https://cloud.ibm.com/docs/account?topic=account-userapikey",
    homes: ["iam.cloud.ibm.com", "*.cloud.ibm.com"],
    examples: [
      "IBMCLOUD_API_KEY=" + fake.base64url(44),
      '{"ibmcloud_token": "' + fake.base64url(44, 5) + '"}',
    ],
    nearMisses: [
      "ibmcloud_id=" + fake.base64url(44),
      "https://ibmcloud.test/items/" + fake.base64url(44),
      "ibmcloud_key=" + fake.base64url(12),
    ],
  }),
];
