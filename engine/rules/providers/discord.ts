import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const DISCORD_RULES: readonly Rule[] = [
  providerSecret({
    id: "discord-bot-token",
    kind: "DISCORD_TOKEN",
    description: "Discord bot token: reads and writes as the bot",
    severity: "critical",
    // The first part is the bot's number in base64, so that it begins with M, N or O.
    keywords: ["discord", "bot_token", "bottoken", "bot "],
    pattern:
      /(?:discord|bot[_ ]?token|bot )[^\r\n]{0,40}?(?<![A-Za-z0-9_-])([MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,38})(?![A-Za-z0-9_-])/i,
    publicPrefix: false,
    named: true,
    source: "https://discord.com/developers/docs/reference#authentication",
    homes: ["discord.com", "*.discord.com", "discordapp.com"],
    examples: ["DISCORD_TOKEN=M" + fake.base64url(23) + "." + fake.base64url(6) + "." + fake.base64url(27)],
    nearMisses: ["DISCORD_TOKEN=" + fake.base64url(10), "discord.gg/" + fake.alnum(8)],
  }),
  providerSecret({
    id: "discord-webhook",
    kind: "DISCORD_WEBHOOK",
    description: "Discord webhook address: posts into a channel without further authentication",
    keywords: ["/api/webhooks/"],
    pattern: /\/api\/webhooks\/\d{17,20}\/([A-Za-z0-9_-]{60,90})/,
    publicPrefix: false,
    source: "https://discord.com/developers/docs/resources/webhook",
    homes: ["discord.com", "*.discord.com", "discordapp.com"],
    examples: ["https://discord.com/api/webhooks/" + fake.digits(18) + "/" + fake.base64url(68)],
    nearMisses: ["https://discord.com/api/webhooks/" + fake.digits(18)],
  }),
  vendorKey({
    id: "discord-client-secret",
    kind: "DISCORD_SECRET",
    description: "Discord client secret: impersonates the application",
    names: ["discord"],
    value: /[A-Za-z0-9_-]{32}/,
    source: "https://discord.com/developers/docs/topics/oauth2",
    homes: ["discord.com", "*.discord.com"],
    examples: ["DISCORD_API_KEY=" + fake.base64url(32), '{"discord_token": "' + fake.base64url(32, 5) + '"}'],
    nearMisses: [
      "discord_id=" + fake.base64url(32),
      "https://discord.test/items/" + fake.base64url(32),
      "discord_key=" + fake.base64url(10),
    ],
  }),
  vendorKey({
    id: "discord-public-key",
    kind: "DISCORD_SECRET",
    description: "Discord application key: checks or signs interactions",
    severity: "medium",
    names: ["discord"],
    value: /[a-f0-9]{64}/,
    source: "https://discord.com/developers/docs/interactions/overview",
    homes: ["discord.com", "*.discord.com"],
    examples: ["DISCORD_API_KEY=" + fake.hex(64), '{"discord_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "discord_id=" + fake.hex(64),
      "https://discord.test/items/" + fake.hex(64),
      "discord_key=" + fake.hex(12),
    ],
  }),
];
