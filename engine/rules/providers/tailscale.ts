import { digitCount } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TAILSCALE_RULES: readonly Rule[] = [
  providerSecret({
    id: "tailscale-key",
    kind: "TAILSCALE_KEY",
    description: "Tailscale key: adds machines to the network, or manages it",
    severity: "critical",
    keywords: ["tskey-"],
    pattern:
      /(?<![A-Za-z0-9])tskey-(?:api|auth|client|scim|webhook|secret)-[A-Za-z0-9]{6,24}-[A-Za-z0-9]{4,40}(?![A-Za-z0-9])/,
    // The keys of the first years were shorter.
    validate: ({ value }) => (value.length >= 40 ? "HIGH" : digitCount(value) >= 5 ? "LOW" : null),
    source: "https://tailscale.com/kb/1277/key-prefixes",
    homes: ["api.tailscale.com", "controlplane.tailscale.com"],
    examples: ["tskey-auth-k" + fake.alnum(10) + "CNTRL-" + fake.alnum(32)],
    nearMisses: ["tskey-foo", "xtskey-api-" + fake.alnum(12) + "-" + fake.alnum(24)],
  }),
];
