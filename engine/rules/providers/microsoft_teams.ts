import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MICROSOFT_TEAMS_RULES: readonly Rule[] = [
  providerSecret({
    id: "teams-webhook",
    kind: "TEAMS_WEBHOOK",
    description: "Microsoft Teams webhook address: posts into a channel without further authentication",
    keywords: [".webhook.office.com/webhookb2/"],
    pattern:
      /\.webhook\.office\.com\/webhookb2\/([a-z0-9-]{36}@[a-z0-9-]{36}\/IncomingWebhook\/[a-z0-9]{32}\/[a-z0-9-]{36})/i,
    publicPrefix: false,
    source:
      "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
    homes: ["*.webhook.office.com"],
    examples: [
      "https://x.webhook.office.com/webhookb2/" + fake.uuid() + "@" + fake.uuid(2) + "/IncomingWebhook/" +
      fake.hex(32) + "/" + fake.uuid(3),
    ],
    nearMisses: ["https://x.webhook.office.com/webhookb2/" + fake.uuid()],
  }),
  providerSecret({
    id: "power-automate-webhook",
    kind: "WORKFLOW_WEBHOOK",
    description:
      "Power Automate or Logic Apps trigger address: starts a workflow without further authentication",
    publicPrefix: false,
    keywords: [".logic.azure.com", ".powerplatform.com"],
    pattern:
      /\.(?:logic\.azure|powerplatform)\.com(?::443)?\/[A-Za-z0-9/_.?=&%-]{10,300}?[?&]sig=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
    source: "https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app",
    homes: ["*.logic.azure.com", "*.powerplatform.com"],
    examples: [
      "https://prod-1.westus.logic.azure.com:443/workflows/" + fake.hex(32) +
      "/triggers/manual/paths/invoke?api-version=2016-10-01&sig=" + fake.base64url(43),
    ],
    nearMisses: ["https://prod-1.westus.logic.azure.com:443/workflows/" + fake.hex(32)],
  }),
];
