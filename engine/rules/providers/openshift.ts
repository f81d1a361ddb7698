import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const OPENSHIFT_RULES: readonly Rule[] = [
  providerSecret({
    id: "openshift-token",
    kind: "OPENSHIFT_TOKEN",
    description: "OpenShift user token: acts in the cluster as its owner",
    keywords: ["sha256~"],
    pattern: /(?<![A-Za-z0-9])sha256~[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 4, minDigits: 4 }) ? "HIGH" : null),
    source:
      "https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html",
    homes: [],
    examples: ["oc login --token=sha256~" + fake.base64url(43)],
    nearMisses: ["sha256~" + fake.alnum(8), "sha256~" + "X".repeat(43)],
  }),
];
