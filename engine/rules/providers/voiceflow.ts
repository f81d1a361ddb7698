import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const VOICEFLOW_RULES: readonly Rule[] = [
  providerSecret({
    id: "voiceflow-key",
    kind: "VOICEFLOW_KEY",
    description: "Voiceflow API key: runs and reads conversations of an agent",
    keywords: ["vf.dm.", "vf.ws."],
    pattern: /(?<![A-Za-z0-9])(?:VF\.DM\.|VF\.WS\.)[a-f0-9]{24}\.[A-Za-z0-9]{16}(?![A-Za-z0-9])/,
    source: "https://docs.voiceflow.com/reference/authentication",
    homes: ["general-runtime.voiceflow.com", "*.voiceflow.com"],
    examples: [
      "VF.DM." + fake.hex(24) + "." + fake.alnum(16, 4),
      "token: VF.WS." + fake.hex(24, 3) + "." + fake.alnum(16, 5),
    ],
    nearMisses: ["VF.DM." + fake.hex(8) + "." + fake.alnum(5, 4), "VF.DM.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
