import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const YANDEX_RULES: readonly Rule[] = [
  providerSecret({
    id: "yandex-cloud-key",
    kind: "YANDEX_KEY",
    description: "Yandex Cloud API key, token or AWS-compatible secret: acts in the cloud as its owner",
    keywords: ["aqvn", "t1.", "ycr"],
    pattern:
      /(?<![A-Za-z0-9_-])(?:AQVN[A-Za-z0-9_-]{35,38}|t1\.[A-Z0-9a-z_-]{40,500}={0,2}\.[A-Z0-9a-z_-]{86}={0,2}|YC[A-Za-z0-9_-]{38})(?![A-Za-z0-9_-])/,
    publicPrefix: false,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.8, minDigits: 2 }) ? "HIGH" : null),
    source: "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key",
    homes: ["*.yandex.net", "*.yandexcloud.net"],
    examples: ["AQVN" + fake.base64url(36)],
    nearMisses: ["AQVN" + fake.alnum(8)],
  }),
];
