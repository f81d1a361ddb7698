import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TERRAFORM_RULES: readonly Rule[] = [
  providerSecret({
    id: "terraform-cloud-token",
    kind: "TERRAFORM_TOKEN",
    description: "Terraform Cloud token: changes infrastructure and reads its state",
    severity: "critical",
    keywords: [".atlasv1."],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}/i,
    lead: 14,
    publicPrefix: false,
    source: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
    homes: ["app.terraform.io"],
    examples: [fake.alnum(14) + ".atlasv1." + fake.base64url(67)],
    nearMisses: [fake.alnum(14) + ".atlasv1." + fake.alnum(8), "x".repeat(14) + ".atlasv1." + "x".repeat(67)],
  }),
];
