import { checksum, looksIssued } from "../../detectors/github_checksum.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const NPM_RULES: readonly Rule[] = [
  providerSecret({
    id: "npm-access-token",
    kind: "NPM_TOKEN",
    description: "npm access token: publishes packages in its owner's name",
    severity: "critical",
    keywords: ["npm_"],
    pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    validate: ({ value }) => (looksIssued(value) ? "HIGH" : "MEDIUM"),
    source: "https://docs.npmjs.com/about-access-tokens",
    homes: ["*.npmjs.org", "*.npmjs.com"],
    examples: [
      "npm_" + fake.alnum(30) + checksum(fake.alnum(30)),
      "//registry.test/:_authToken=npm_" + fake.alnum(36),
    ],
    nearMisses: ["npm_" + fake.alnum(20), "npm_config_registry"],
  }),
];
