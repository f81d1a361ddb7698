import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SCALEWAY_RULES: readonly Rule[] = [
  providerSecret({
    id: "scaleway-access-key",
    kind: "SCALEWAY_KEY",
    description: "Scaleway access key: names the credential that signs requests to Scaleway",
    severity: "medium",
    keywords: ["scw"],
    pattern: /(?<![A-Za-z0-9_-])SCW[A-Z0-9]{17}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://www.scaleway.com/en/docs/iam/concepts/#api-key",
    homes: ["api.scaleway.com", "*.scw.cloud"],
    examples: ["SCW" + fake.upper(17)],
    nearMisses: ["SCW" + fake.upper(5), "SCWxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "scaleway-secret-key",
    kind: "SCALEWAY_KEY",
    description: "Scaleway secret key: manages servers and reads secrets",
    severity: "critical",
    names: ["scaleway", "scw_"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://www.scaleway.com/en/docs/iam/concepts/#api-key",
    homes: ["api.scaleway.com", "*.scw.cloud"],
    examples: ["SCALEWAY_API_KEY=" + fake.uuid(), '{"scaleway_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "scaleway_id=" + fake.uuid(),
      "https://scaleway.test/items/" + fake.uuid(),
      "scaleway_key=" + fake.hex(8),
    ],
  }),
];
