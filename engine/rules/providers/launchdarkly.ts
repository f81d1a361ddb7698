import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LAUNCHDARKLY_RULES: readonly Rule[] = [
  providerSecret({
    id: "launchdarkly-key",
    kind: "LAUNCHDARKLY_KEY",
    description: "LaunchDarkly SDK or API key: reads or changes feature flags",
    keywords: ["sdk-", "api-", "mob-", "rel-"],
    pattern:
      /(?<![A-Za-z0-9_-])(?:sdk-|api-|mob-|rel-)[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?![A-Za-z0-9])/,
    source: "https://launchdarkly.com/docs/home/account/api",
    homes: ["*.launchdarkly.com"],
    examples: ["sdk-" + fake.uuid(), "token: rel-" + fake.uuid()],
    nearMisses: ["sdk-" + fake.hex(8), "sdk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "launchdarkly-access-token",
    kind: "LAUNCHDARKLY_KEY",
    description: "LaunchDarkly access token: changes feature flags",
    names: ["launchdarkly"],
    value: /[A-Za-z0-9_-]{40}/,
    source: "https://launchdarkly.com/docs/home/account/api",
    homes: ["*.launchdarkly.com"],
    examples: [
      "LAUNCHDARKLY_API_KEY=" + fake.base64url(40, 2),
      '{"launchdarkly_token": "' + fake.base64url(40, 5) + '"}',
    ],
    nearMisses: [
      "launchdarkly_id=" + fake.base64url(40, 2),
      "https://launchdarkly.test/items/" + fake.base64url(40, 2),
      "launchdarkly_key=" + fake.base64url(12, 2),
    ],
  }),
];
