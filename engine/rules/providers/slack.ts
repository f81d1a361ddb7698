import { digitCount, hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

const SOURCE = "https://api.slack.com/concepts/token-types";
const HOMES = ["slack.com", "*.slack.com", "slack-gov.com", "*.slack-gov.com"];

export const SLACK_RULES: readonly Rule[] = [
  providerSecret({
    id: "slack-token",
    kind: "SLACK_TOKEN",
    description:
      "Slack token (bot, user, workspace, refresh): reads and writes in the workspace as its owner",
    severity: "critical",
    keywords: ["xoxb-", "xoxp-", "xoxa-", "xoxe-", "xoxe.", "xoxr-", "xoxs-", "xoxo-", "xoxc-", "xoxd-"],
    pattern:
      /(?<![A-Za-z0-9])xox(?:e\.xox)?[abcdeoprs][-.](?=[A-Za-z0-9%-]{0,60}\d)[A-Za-z0-9%-]{9,250}(?![A-Za-z0-9])/i,
    // All tokens hold the numbers of a team or a user; names such as `xoxb-my-bot-token` do not.
    validate: ({ value }) => (value.length >= 22 && digitCount(value) >= 6 ? "HIGH" : null),
    source: SOURCE,
    homes: HOMES,
    examples: [
      "xoxb-" + fake.digits(12) + "-" + fake.digits(12, 2) + "-" + fake.alnum(24),
      "token=xoxp-" + fake.digits(11) + "-" + fake.digits(10) + "-" + fake.digits(11, 3) + "-" + fake.hex(32),
    ],
    nearMisses: [
      "xoxb-my-bot-token",
      "xoxb-" + "x".repeat(11) + "-" + "x".repeat(24),
      "https://github.com/xoxa-nyc/site",
    ],
  }),
  providerSecret({
    id: "slack-app-token",
    kind: "SLACK_TOKEN",
    description: "Slack app-level token: opens the app's event connection and manages it",
    keywords: ["xapp-"],
    pattern: /(?<![A-Za-z0-9])xapp-\d-[A-Z0-9]{6,20}-\d{6,20}-[a-z0-9]{20,100}/i,
    source: SOURCE,
    homes: HOMES,
    examples: ["xapp-1-A" + fake.upper(10) + "-" + fake.digits(13) + "-" + fake.hex(64)],
    nearMisses: ["xapp-1-A", "xapp-token"],
  }),
  providerSecret({
    id: "slack-webhook",
    kind: "SLACK_WEBHOOK",
    description: "Slack webhook address: posts into a channel without further authentication",
    publicPrefix: false,
    keywords: ["hooks.slack.com/"],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{30,90})/,
    source: "https://api.slack.com/messaging/webhooks",
    homes: ["hooks.slack.com"],
    examples: [
      "https://hooks.slack.com/services/T" + fake.upper(8) + "/B" + fake.upper(10) + "/" + fake.alnum(24),
    ],
    nearMisses: ["https://hooks.slack.com/services/", "https://hooks.slack.com/docs/about"],
  }),
  providerSecret({
    id: "slack-legacy-token",
    kind: "SLACK_TOKEN",
    description: "Slack legacy workspace token: reads and writes in the workspace",
    severity: "critical",
    keywords: ["xoxa-", "xoxr-"],
    pattern: /(?<![A-Za-z0-9])xox[ar]-(?:\d-)?[a-z0-9]{8,48}(?![A-Za-z0-9-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3, minDigits: 2 }) ? "MEDIUM" : null),
    rank: 2,
    source: SOURCE,
    homes: HOMES,
    examples: ["xoxa-" + fake.lower(12, 5), "xoxr-2-" + fake.lower(12, 6)],
    nearMisses: ["xoxa-development", "xoxr-" + "x".repeat(12)],
  }),
];
