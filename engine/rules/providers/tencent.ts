import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TENCENT_RULES: readonly Rule[] = [
  providerSecret({
    id: "tencent-secret-id",
    kind: "TENCENT_KEY",
    description: "Tencent Cloud secret id: with its key it signs requests as the account",
    keywords: ["akid"],
    pattern: /(?<![A-Za-z0-9_-])AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://www.tencentcloud.com/document/product/598/32675",
    homes: ["*.tencentcloudapi.com", "*.myqcloud.com"],
    examples: ["AKID" + fake.alnum(32, 2)],
    nearMisses: ["AKID" + fake.alnum(10, 2), "AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "tencent-secret-key",
    kind: "TENCENT_KEY",
    description: "Tencent Cloud secret key: signs requests as the account",
    severity: "critical",
    names: ["tencent", "qcloud"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://www.tencentcloud.com/document/product/598/32675",
    homes: ["*.tencentcloudapi.com", "*.myqcloud.com"],
    examples: ["TENCENT_API_KEY=" + fake.alnum(32, 2), '{"tencent_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "tencent_id=" + fake.alnum(32, 2),
      "https://tencent.test/items/" + fake.alnum(32, 2),
      "tencent_key=" + fake.alnum(10, 2),
    ],
  }),
];
