import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ALIBABA_RULES: readonly Rule[] = [
  providerSecret({
    id: "alibaba-access-key-id",
    kind: "ALIBABA_KEY",
    description: "Alibaba Cloud access key id: with its secret it signs requests as the account",
    keywords: ["ltai"],
    pattern: /(?<![A-Za-z0-9_-])LTAI[A-Za-z0-9]{12,20}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
    homes: ["*.aliyuncs.com", "*.alibabacloud.com"],
    examples: ["LTAI" + fake.alnum(16, 4)],
    nearMisses: ["LTAI" + fake.alnum(4, 4), "LTAIxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "alibaba-access-key-secret",
    kind: "ALIBABA_SECRET",
    description: "Alibaba Cloud access key secret: signs requests as the account",
    severity: "critical",
    names: ["alibaba", "aliyun", "alicloud"],
    value: /[A-Za-z0-9]{30}/,
    source: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
    homes: ["*.aliyuncs.com", "*.alibabacloud.com"],
    examples: ["ALIBABA_API_KEY=" + fake.alnum(30), '{"alibaba_token": "' + fake.alnum(30, 5) + '"}'],
    nearMisses: [
      "alibaba_id=" + fake.alnum(30),
      "https://alibaba.test/items/" + fake.alnum(30),
      "alibaba_key=" + fake.alnum(10),
    ],
  }),
];
