/** Other rooms where many read along: Discord, Telegram, Microsoft Teams. */
import type { OperationRow, Service } from "./service.ts";

/** https://docs.discord.com/developers/reference */
const DISCORD: readonly OperationRow[] = ["/api", "/api/{version}"].flatMap((base): OperationRow[] => [
  ["POST", `${base}/channels/{channel}/messages`, "send_message", "WRITE", "message"],
  ["PATCH", `${base}/channels/{channel}/messages/{message}`, "update_message", "WRITE", "message"],
  ["DELETE", `${base}/channels/{channel}/messages/{message}`, "delete_message", "WRITE", "delete"],
  ["POST|PATCH", `${base}/webhooks/{webhook}/**`, "send_message", "WRITE", "message"],
  ["DELETE", `${base}/channels/{channel}`, "delete_channel", "ADMIN", "destroy"],
  ["DELETE", `${base}/guilds/{org}`, "delete_guild", "ADMIN", "destroy"],
  ["PUT", `${base}/guilds/{org}/members/{principal}/roles/{role}`, "add_role", "ADMIN", "identity"],
  ["PUT", `${base}/guilds/{org}/bans/{principal}`, "ban_member", "ADMIN", "identity"],
]);

/** https://core.telegram.org/bots/api#making-requests: `/bot<token>/<method>`; the token is no fact. */
const TELEGRAM: readonly OperationRow[] = [
  ...["sendMessage", "sendPhoto", "sendDocument", "sendVideo", "sendAudio", "forwardMessage", "copyMessage"]
    .map((
      name,
    ): OperationRow => ["*", `/*/${name}`, "send_message", "WRITE", "message", { channel: ["chat_id"] }]),
  ["*", "/*/deleteMessage", "delete_message", "WRITE", "delete", { channel: ["chat_id"] }],
  ["*", "/*/getUpdates", "read_messages", "READ", "read"],
];

/** https://learn.microsoft.com/graph/api/chatmessage-post and incoming webhooks. */
const TEAMS: readonly OperationRow[] = [
  ["POST", "/*/teams/{org}/channels/{channel}/messages/**", "send_message", "WRITE", "message"],
  ["POST", "/*/chats/{channel}/messages", "send_message", "WRITE", "message"],
  ["POST", "/webhookb2/**", "send_message", "WRITE", "message"],
  ["POST", "/webhook/**", "send_message", "WRITE", "message"],
];

export const CHAT_SERVICES: readonly Service[] = [
  { tool: "discord", hosts: ["discord.com", "*.discord.com", "discordapp.com"], operations: DISCORD },
  { tool: "telegram", hosts: ["api.telegram.org"], operations: TELEGRAM },
  {
    tool: "teams",
    hosts: ["graph.microsoft.com"],
    pathPrefixes: ["/v1.0/teams", "/v1.0/chats", "/beta/teams", "/beta/chats"],
    operations: TEAMS,
  },
  { tool: "teams", hosts: ["*.webhook.office.com", "outlook.office.com"], operations: TEAMS },
];
