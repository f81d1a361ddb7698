import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const JFROG_RULES: readonly Rule[] = [
  providerSecret({
    id: "artifactory-token",
    kind: "ARTIFACTORY_TOKEN",
    description: "JFrog Artifactory API key or reference token: pulls and pushes packages",
    keywords: ["akcp", "cmvmd"],
    pattern: /(?<![A-Za-z0-9])(?:AKCp[A-Za-z0-9]{64,73}|cmVmd[A-Za-z0-9]{59})(?![A-Za-z0-9])/,
    source: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    homes: ["*.jfrog.io"],
    examples: ["AKCp" + fake.alnum(69), "cmVmd" + fake.alnum(59)],
    nearMisses: ["AKCp" + fake.alnum(10), "cmVmd" + "X".repeat(59)],
  }),
  vendorKey({
    id: "jfrog-identity-token",
    kind: "ARTIFACTORY_TOKEN",
    description: "JFrog identity token: pulls and pushes packages as its owner",
    names: ["jfrog", "artifactory", "bintray", "xray"],
    value: /[a-z0-9]{64}/,
    source: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    homes: ["*.jfrog.io"],
    examples: ["JFROG_API_KEY=" + fake.lower(64), '{"jfrog_token": "' + fake.lower(64, 5) + '"}'],
    nearMisses: [
      "jfrog_id=" + fake.lower(64),
      "https://jfrog.test/items/" + fake.lower(64),
      "jfrog_key=" + fake.lower(12),
    ],
  }),
  vendorKey({
    id: "jfrog-api-key-legacy",
    kind: "ARTIFACTORY_TOKEN",
    description: "JFrog API key of the older form: pulls and pushes packages as its owner",
    names: ["jfrog", "artifactory", "bintray"],
    value: /[A-Za-z0-9]{73}/,
    source: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    homes: ["*.jfrog.io"],
    examples: ["JFROG_API_KEY=" + fake.alnum(73), '{"jfrog_token": "' + fake.alnum(73, 5) + '"}'],
    nearMisses: [
      "jfrog_id=" + fake.alnum(73),
      "https://jfrog.test/items/" + fake.alnum(73),
      "jfrog_key=" + fake.alnum(12),
    ],
  }),
];
