/** Other rooms where many read along: Discord and Telegram. */
import { tellOutsiders } from "./outsiders.ts";
import type { OperationRow, Service } from "./service.ts";

const CHANNEL = "/channels/{channel}";
const GUILD = "/guilds/{org}";

/** https://docs.discord.com/developers/reference */
const DISCORD: readonly OperationRow[] = [
  ["GET", `${CHANNEL}/messages/**`, "read_messages", "READ", "read"],
  ["POST", `${CHANNEL}/messages`, "send_message", "WRITE", "message"],
  ["POST", `${CHANNEL}/messages/bulk-delete`, "delete_messages", "WRITE", "destroy"],
  ["PATCH", `${CHANNEL}/messages/{message}`, "update_message", "WRITE", "message"],
  ["DELETE", `${CHANNEL}/messages/{message}`, "delete_message", "WRITE", "delete"],
  ["POST", `${CHANNEL}/messages/{message}/crosspost`, "publish_message", "WRITE", "share"],
  ["POST", `${CHANNEL}/messages/{message}/threads`, "create_thread", "WRITE", "message"],
  ["PUT|DELETE", `${CHANNEL}/messages/{message}/reactions/**`, "add_reaction", "WRITE", "other"],
  ["POST", `${CHANNEL}/threads`, "create_thread", "WRITE", "message"],
  ["PUT|DELETE", `${CHANNEL}/thread-members/{principal}`, "change_thread_members", "WRITE", "share"],
  ["PUT|DELETE", `${CHANNEL}/pins/**`, "pin_message", "WRITE", "other"],
  ["POST", `${CHANNEL}/typing`, "show_typing", "WRITE", "other"],
  ["POST", `${CHANNEL}/attachments`, "upload_file", "WRITE", "message"],
  ["POST", `${CHANNEL}/invites`, "create_invite", "ADMIN", "share"],
  ["POST", `${CHANNEL}/followers`, "follow_channel", "ADMIN", "share", { principal: ["webhook_channel_id"] }],
  ["POST", `${CHANNEL}/webhooks`, "create_webhook", "ADMIN", "identity"],
  ["PUT", `${CHANNEL}/permissions/{principal}`, "change_channel_permissions", "ADMIN", "identity"],
  ["DELETE", `${CHANNEL}/permissions/{principal}`, "change_channel_permissions", "ADMIN", "identity"],
  ["PUT", `${CHANNEL}/recipients/{principal}`, "add_recipient", "WRITE", "share"],
  ["PATCH", CHANNEL, "update_channel", "ADMIN", "config"],
  ["DELETE", CHANNEL, "delete_channel", "ADMIN", "destroy"],
  ["POST", "/users/@me/channels", "open_conversation", "WRITE", "other", { recipient: ["recipient_id"] }],
  ["PATCH", "/users/@me", "update_profile", "WRITE", "identity"],
  ["DELETE", "/users/@me/guilds/{org}", "leave_guild", "WRITE", "identity"],

  ["GET", "/webhooks/**", "get_webhook", "READ", "secret"],
  ["PATCH", "/webhooks/{webhook}", "update_webhook", "ADMIN", "identity"],
  ["DELETE", "/webhooks/{webhook}", "delete_webhook", "ADMIN", "delete"],
  ["DELETE", "/webhooks/{webhook}/{token}", "delete_webhook", "ADMIN", "delete"],
  ["DELETE", "/webhooks/{webhook}/*/messages/{message}", "delete_message", "WRITE", "delete"],
  ["POST|PATCH", "/webhooks/{webhook}/**", "send_message", "WRITE", "message"],
  ["POST", "/interactions/{interaction}/*/callback", "send_message", "WRITE", "message"],

  ["POST", "/guilds", "create_guild", "ADMIN", "config"],
  ["PATCH", GUILD, "update_guild", "ADMIN", "config"],
  ["DELETE", GUILD, "delete_guild", "ADMIN", "destroy"],
  ["GET", `${GUILD}/audit-logs`, "read_audit_log", "READ", "export"],
  ["POST", `${GUILD}/channels`, "create_channel", "ADMIN", "config", { channel: ["name"] }],
  ["PATCH", `${GUILD}/channels`, "move_channels", "ADMIN", "config"],
  ["PUT", `${GUILD}/members/{principal}`, "add_member", "ADMIN", "share"],
  ["PATCH", `${GUILD}/members/{principal}`, "update_member", "ADMIN", "identity"],
  ["DELETE", `${GUILD}/members/{principal}`, "remove_member", "ADMIN", "identity"],
  ["PUT", `${GUILD}/members/{principal}/roles/{role}`, "add_role", "ADMIN", "identity"],
  ["DELETE", `${GUILD}/members/{principal}/roles/{role}`, "remove_role", "ADMIN", "identity"],
  ["PUT", `${GUILD}/bans/{principal}`, "ban_member", "ADMIN", "identity"],
  ["DELETE", `${GUILD}/bans/{principal}`, "unban_member", "ADMIN", "identity"],
  ["POST", `${GUILD}/bulk-ban`, "ban_members", "ADMIN", "destroy"],
  ["POST", `${GUILD}/prune`, "prune_members", "ADMIN", "destroy"],
  ["POST|PATCH", `${GUILD}/roles/**`, "change_roles", "ADMIN", "identity"],
  ["DELETE", `${GUILD}/roles/{role}`, "delete_role", "ADMIN", "identity"],
  ["DELETE", `${GUILD}/integrations/{id}`, "delete_integration", "ADMIN", "delete"],
  ["POST|PATCH|DELETE", `${GUILD}/auto-moderation/**`, "change_moderation", "ADMIN", "config"],
  ["PATCH", `${GUILD}/widget`, "update_widget", "ADMIN", "share"],
  ["POST|PUT|PATCH|DELETE", `${GUILD}/emojis/**`, "change_emojis", "WRITE", "config"],
  ["POST|PATCH|DELETE", `${GUILD}/scheduled-events/**`, "change_events", "WRITE", "message"],
  ["DELETE", "/invites/{invite}", "delete_invite", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", "/applications/**", "change_commands", "ADMIN", "config"],
  ["POST", "/oauth2/token/**", "create_token", "ADMIN", "identity"],
];

const CHAT = { channel: ["chat_id"] };

/** Methods that put something in front of people. */
const TELEGRAM_SENDS = [
  "sendMessage",
  "sendPhoto",
  "sendDocument",
  "sendVideo",
  "sendAudio",
  "sendVoice",
  "sendAnimation",
  "sendVideoNote",
  "sendMediaGroup",
  "sendPaidMedia",
  "sendLocation",
  "sendVenue",
  "sendContact",
  "sendPoll",
  "sendDice",
  "sendSticker",
  "sendInvoice",
  "sendGame",
  "sendChecklist",
  "sendMessageDraft",
  "forwardMessage",
  "forwardMessages",
  "copyMessage",
  "copyMessages",
];

/** https://core.telegram.org/bots/api#making-requests: `/bot<token>/<method>`; the token is no fact. */
const TELEGRAM: readonly OperationRow[] = [
  ...TELEGRAM_SENDS.map((
    name,
  ): OperationRow => ["*", `/*/${name}`, "send_message", "WRITE", "message", CHAT]),
  ...["editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"].map((
    name,
  ): OperationRow => ["*", `/*/${name}`, "update_message", "WRITE", "message", CHAT]),
  ["*", "/*/deleteMessage", "delete_message", "WRITE", "delete", CHAT],
  ["*", "/*/deleteMessages", "delete_messages", "WRITE", "destroy", CHAT],
  ["*", "/*/getUpdates", "read_messages", "READ", "read"],
  ["*", "/*/getMe", "whoami", "READ", "read"],
  ["*", "/*/getChat", "get_chat", "READ", "read", CHAT],
  ["*", "/*/getFile", "get_file", "READ", "read"],
  ["*", "/*/setWebhook", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["*", "/*/deleteWebhook", "delete_webhook", "ADMIN", "delete"],
  ["*", "/*/banChatMember", "ban_member", "ADMIN", "identity", { ...CHAT, principal: ["user_id"] }],
  ["*", "/*/unbanChatMember", "unban_member", "ADMIN", "identity", { ...CHAT, principal: ["user_id"] }],
  ["*", "/*/restrictChatMember", "restrict_member", "ADMIN", "identity", { ...CHAT, principal: ["user_id"] }],
  ["*", "/*/promoteChatMember", "assign_role", "ADMIN", "identity", { ...CHAT, principal: ["user_id"] }],
  ["*", "/*/setChatPermissions", "change_permissions", "ADMIN", "identity", CHAT],
  ["*", "/*/exportChatInviteLink", "create_invite", "ADMIN", "share", CHAT],
  ["*", "/*/createChatInviteLink", "create_invite", "ADMIN", "share", CHAT],
  ["*", "/*/approveChatJoinRequest", "add_member", "ADMIN", "share", { ...CHAT, principal: ["user_id"] }],
  ["*", "/*/answerCallbackQuery", "answer_query", "WRITE", "message"],
  ["*", "/*/answerInlineQuery", "answer_query", "WRITE", "message"],
  ["*", "/*/refundStarPayment", "create_refund", "WRITE", "payment", { principal: ["user_id"] }],
  ["*", "/*/sendGift", "send_gift", "WRITE", "payment", { principal: ["user_id", "chat_id"] }],
  ["*", "/*/setMyCommands", "change_commands", "WRITE", "config"],
];

export const CHAT_SERVICES: readonly Service[] = [
  {
    tool: "discord",
    hosts: ["discord.com", "*.discord.com", "discordapp.com", "*.discordapp.com"],
    bases: ["/api/*", "/api"],
    operations: DISCORD,
    refine: tellOutsiders({ opens: ["publish_message"] }),
  },
  { tool: "telegram", hosts: ["api.telegram.org"], operations: TELEGRAM, refine: tellOutsiders() },
];
