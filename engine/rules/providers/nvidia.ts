import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const NVIDIA_RULES: readonly Rule[] = [
  providerSecret({
    id: "nvidia-api-key",
    kind: "NVIDIA_KEY",
    description: "NVIDIA API key: runs hosted models and pulls containers as its owner",
    keywords: ["nvapi-"],
    pattern: /(?<![A-Za-z0-9])nvapi-[A-Za-z0-9_-]{60,70}(?![A-Za-z0-9_-])/,
    source: "https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html",
    homes: ["integrate.api.nvidia.com", "*.nvidia.com"],
    examples: ["nvapi-" + fake.base64url(64, 2)],
    nearMisses: ["nvapi-" + fake.base64url(12, 2), "nvapi-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
