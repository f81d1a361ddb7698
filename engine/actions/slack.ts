/** Slack's Web API (https://docs.slack.dev/reference/methods) and its webhooks. Every method may come as GET, form or JSON. */
import type { CallView } from "../call_view.ts";
import { readName, snakeCase } from "./names.ts";
import { isExternalAddress } from "./principal.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const CHANNEL = { channel: ["channel", "channel_id"] };

const OPERATIONS: readonly OperationRow[] = [
  ["*", "/api/chat.postMessage", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.postEphemeral", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.meMessage", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.scheduleMessage", "schedule_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.update", "update_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.delete", "delete_message", "WRITE", "delete", CHANNEL],
  ["*", "/api/files.upload", "upload_file", "WRITE", "message", { channel: ["channels"] }],
  ["*", "/api/files.getUploadURLExternal", "upload_file", "WRITE", "message"],
  ["*", "/api/files.completeUploadExternal", "upload_file", "WRITE", "message", CHANNEL],
  ["*", "/api/files.sharedPublicURL", "share_file_public", "WRITE", "share", { file: ["file"] }],
  ["*", "/api/files.delete", "delete_file", "WRITE", "delete", { file: ["file"] }],
  ["*", "/api/conversations.invite", "invite_user", "WRITE", "share", { ...CHANNEL, principal: ["users"] }],
  ["*", "/api/conversations.inviteShared", "invite_user_external", "ADMIN", "share", {
    ...CHANNEL,
    principal: ["emails", "user_ids"],
  }],
  ["*", "/api/admin.users.invite", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["*", "/api/users.admin.invite", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["*", "/api/conversations.create", "create_channel", "WRITE", "other", { channel: ["name"] }],
  ["*", "/api/conversations.archive", "archive_channel", "WRITE", "delete", CHANNEL],
  ["*", "/api/admin.conversations.delete", "delete_channel", "ADMIN", "destroy", CHANNEL],
  ["*", "/api/conversations.history", "read_messages", "READ", "read", CHANNEL],
  ["*", "/api/conversations.replies", "read_messages", "READ", "read", CHANNEL],
  ["*", "/api/conversations.list", "list_channels", "READ", "read"],
  ["*", "/api/conversations.members", "list_members", "READ", "read", CHANNEL],
  ["*", "/api/users.conversations", "list_channels", "READ", "read"],
  ["*", "/api/search.messages", "search_messages", "READ", "read"],
  ["*", "/api/users.list", "list_users", "READ", "read"],
  ["*", "/api/reactions.add", "add_reaction", "WRITE", "other", CHANNEL],
  ["*", "/services/**", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/triggers/**", "post_message", "WRITE", "message"],
  ["*", "/workflows/**", "post_message", "WRITE", "message"],
  ["POST|PUT", "/upload/**", "upload_file", "WRITE", "message"],
];

function refine(_view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation === "invite_user_external" || naming.operation === "share_file_public") {
    return { ...naming, externalPrincipal: true };
  }
  const principal = naming.facts["principal"];
  if (naming.operation !== "invite_user" || principal === undefined || !principal.includes("@")) {
    return naming;
  }
  const external = isExternalAddress(principal, home);
  return { ...naming, ...(external !== undefined && { externalPrincipal: external }) };
}

/** `admin.users.setAdmin` is `admin_users_set_admin`; its last words tell what it does. */
function fallback(view: CallView): Naming | undefined {
  const [api, method] = view.location.splitSegments;
  if (api?.toLowerCase() !== "api" || method === undefined) return undefined;
  const act = method.slice(method.lastIndexOf(".") + 1);
  const reading = readName(act);
  const isAdmin = method.toLowerCase().startsWith("admin.") && reading.verb !== "READ";
  return {
    operation: snakeCase(method),
    verb: isAdmin ? "ADMIN" : reading.verb,
    category: isAdmin && reading.category === "other" ? "identity" : reading.category,
    facts: {},
  };
}

export const SLACK: Service = {
  tool: "slack",
  hosts: ["slack.com", "*.slack.com", "slack-gov.com", "*.slack-gov.com"],
  operations: OPERATIONS,
  refine,
  fallback,
};
