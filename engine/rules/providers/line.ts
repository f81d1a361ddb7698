import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LINE_RULES: readonly Rule[] = [
  vendorKey({
    id: "line-channel-token",
    kind: "LINE_TOKEN",
    description: "LINE channel access token: sends messages as the bot",
    names: ["line_channel", "line-channel", "line_messaging", "linebot"],
    value: /[A-Za-z0-9+/]{160,190}/,
    source: "https://developers.line.biz/en/docs/messaging-api/channel-access-tokens/",
    homes: ["api.line.me"],
    examples: [
      "LINE_CHANNEL_API_KEY=" + fake.base64(164),
      '{"line_channel_token": "' + fake.base64(164, 5) + '"}',
    ],
    nearMisses: [
      "line_channel_id=" + fake.base64(164),
      "https://line_channel.test/items/" + fake.base64(164),
      "line_channel_key=" + fake.base64(12),
    ],
  }),
  vendorKey({
    id: "line-notify-token",
    kind: "LINE_TOKEN",
    description: "LINE Notify token: sends messages as the bot",
    severity: "medium",
    names: ["line_notify", "line-notify", "notify-bot.line", "line_token"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://notify-bot.line.me/doc/en/",
    homes: ["notify-api.line.me"],
    examples: [
      "LINE_NOTIFY_API_KEY=" + fake.base64url(43),
      '{"line_notify_token": "' + fake.base64url(43, 7) + '"}',
    ],
    nearMisses: [
      "line_notify_id=" + fake.base64url(43),
      "https://line_notify.test/items/" + fake.base64url(43),
      "line_notify_key=" + fake.base64url(12),
    ],
  }),
];
