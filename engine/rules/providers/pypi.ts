import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PYPI_RULES: readonly Rule[] = [
  providerSecret({
    id: "pypi-api-token",
    kind: "PYPI_TOKEN",
    description: "PyPI API token: publishes packages in its owner's name",
    severity: "critical",
    keywords: ["pypi-agei"],
    pattern: /pypi-AgEI[A-Za-z0-9_-]{50,1000}/,
    source: "https://pypi.org/help/#apitoken",
    homes: ["upload.pypi.org", "test.pypi.org", "pypi.org"],
    examples: ["pypi-AgEI" + fake.base64url(150)],
    nearMisses: ["pypi-AgEI" + fake.base64url(10)],
  }),
];
