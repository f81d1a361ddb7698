/**
 * Slack's Web API (https://docs.slack.dev/reference/methods), its webhooks (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks),
 * SCIM and audit logs (https://docs.slack.dev/admins/). Every method may come as GET, form or JSON.
 */
import type { CallView } from "../call_view.ts";
import { readName, snakeCase } from "./names.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const CHANNEL = { channel: ["channel", "channel_id"] };
const USER = { principal: ["user_id", "user", "user_ids"] };

const MESSAGES: readonly OperationRow[] = [
  ["*", "/api/chat.postMessage", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.postEphemeral", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.meMessage", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.command", "run_command", "WRITE", "execute", CHANNEL],
  ["*", "/api/chat.startStream", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.appendStream", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.stopStream", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.scheduleMessage", "schedule_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.deleteScheduledMessage", "delete_message", "WRITE", "delete", CHANNEL],
  ["*", "/api/chat.scheduledMessages.list", "list_messages", "READ", "read"],
  ["*", "/api/chat.update", "update_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.unfurl", "update_message", "WRITE", "message", CHANNEL],
  ["*", "/api/chat.delete", "delete_message", "WRITE", "delete", CHANNEL],
  ["*", "/api/chat.getPermalink", "get_permalink", "READ", "read", CHANNEL],
  ["*", "/api/reactions.add", "add_reaction", "WRITE", "other", CHANNEL],
  ["*", "/api/reactions.remove", "remove_reaction", "WRITE", "other", CHANNEL],
  ["*", "/api/pins.add", "pin_message", "WRITE", "other", CHANNEL],
  ["*", "/api/pins.remove", "unpin_message", "WRITE", "other", CHANNEL],
  ["*", "/api/stars.add", "star_item", "WRITE", "other", CHANNEL],
  ["*", "/api/bookmarks.add", "add_bookmark", "WRITE", "message", CHANNEL],
  ["*", "/api/bookmarks.edit", "update_bookmark", "WRITE", "message", CHANNEL],
  ["*", "/api/bookmarks.remove", "delete_bookmark", "WRITE", "delete", CHANNEL],
  ["*", "/api/reminders.add", "add_reminder", "WRITE", "message", { recipient: ["user"] }],
  ["*", "/api/views.open", "open_view", "WRITE", "message"],
  ["*", "/api/views.push", "open_view", "WRITE", "message"],
  ["*", "/api/views.update", "open_view", "WRITE", "message"],
  ["*", "/api/views.publish", "open_view", "WRITE", "message", { recipient: ["user_id"] }],
  ["*", "/api/dialog.open", "open_view", "WRITE", "message"],
  ["*", "/services/**", "post_message", "WRITE", "message", CHANNEL],
  ["*", "/triggers/**", "post_message", "WRITE", "message"],
  ["*", "/workflows/**", "post_message", "WRITE", "message"],
  ["*", "/actions/**", "post_message", "WRITE", "message"],
  ["*", "/commands/**", "post_message", "WRITE", "message"],
];

const FILES: readonly OperationRow[] = [
  ["*", "/api/files.upload", "upload_file", "WRITE", "message", { channel: ["channels"] }],
  ["*", "/api/files.getUploadURLExternal", "upload_file", "WRITE", "message"],
  ["*", "/api/files.completeUploadExternal", "upload_file", "WRITE", "message", {
    channel: ["channel_id", "channels"],
  }],
  ["*", "/api/files.sharedPublicURL", "share_file_public", "WRITE", "share", { file: ["file"] }],
  ["*", "/api/files.revokePublicURL", "unshare_file", "WRITE", "identity", { file: ["file"] }],
  ["*", "/api/files.delete", "delete_file", "WRITE", "delete", { file: ["file"] }],
  ["*", "/api/files.comments.delete", "delete_comment", "WRITE", "delete", { file: ["file"] }],
  ["*", "/api/files.remote.add", "upload_file", "WRITE", "message"],
  ["*", "/api/files.remote.update", "upload_file", "WRITE", "message"],
  ["*", "/api/files.remote.share", "share_file", "WRITE", "share", { channel: ["channels"] }],
  ["*", "/api/files.remote.remove", "delete_file", "WRITE", "delete", { file: ["file"] }],
  ["*", "/api/canvases.create", "create_canvas", "WRITE", "message", CHANNEL],
  ["*", "/api/conversations.canvases.create", "create_canvas", "WRITE", "message", CHANNEL],
  ["*", "/api/canvases.edit", "update_canvas", "WRITE", "message"],
  ["*", "/api/canvases.delete", "delete_canvas", "WRITE", "delete"],
  ["*", "/api/canvases.access.set", "share_canvas", "WRITE", "share", {
    channel: ["channel_ids"],
    principal: ["user_ids"],
  }],
  ["*", "/api/canvases.access.delete", "unshare_canvas", "WRITE", "identity"],
  ["POST|PUT", "/upload/**", "upload_file", "WRITE", "message"],
  ["GET", "/files-pri/**", "download_file", "READ", "read"],
];

const CHANNELS: readonly OperationRow[] = [
  ["*", "/api/conversations.invite", "invite_user", "WRITE", "share", { ...CHANNEL, principal: ["users"] }],
  ["*", "/api/conversations.inviteShared", "invite_user_external", "ADMIN", "share", {
    ...CHANNEL,
    principal: ["emails", "user_ids"],
  }],
  ["*", "/api/conversations.acceptSharedInvite", "accept_shared_channel", "ADMIN", "share", CHANNEL],
  ["*", "/api/conversations.approveSharedInvite", "accept_shared_channel", "ADMIN", "share", CHANNEL],
  ["*", "/api/conversations.externalInvitePermissions.set", "share_channel", "ADMIN", "share", CHANNEL],
  ["*", "/api/conversations.kick", "remove_user", "WRITE", "identity", { ...CHANNEL, principal: ["user"] }],
  ["*", "/api/conversations.create", "create_channel", "WRITE", "other", { channel: ["name"] }],
  ["*", "/api/conversations.open", "open_conversation", "WRITE", "other", { recipient: ["users"] }],
  ["*", "/api/conversations.join", "join_channel", "WRITE", "other", CHANNEL],
  ["*", "/api/conversations.leave", "leave_channel", "WRITE", "other", CHANNEL],
  ["*", "/api/conversations.mark", "mark_read", "WRITE", "other", CHANNEL],
  ["*", "/api/conversations.rename", "rename_channel", "WRITE", "config", CHANNEL],
  ["*", "/api/conversations.setTopic", "set_topic", "WRITE", "message", CHANNEL],
  ["*", "/api/conversations.setPurpose", "set_topic", "WRITE", "message", CHANNEL],
  ["*", "/api/conversations.archive", "archive_channel", "WRITE", "delete", CHANNEL],
  ["*", "/api/conversations.unarchive", "unarchive_channel", "WRITE", "config", CHANNEL],
  ["*", "/api/conversations.history", "read_messages", "READ", "read", CHANNEL],
  ["*", "/api/conversations.replies", "read_messages", "READ", "read", CHANNEL],
  ["*", "/api/conversations.list", "list_channels", "READ", "read"],
  ["*", "/api/conversations.members", "list_members", "READ", "read", CHANNEL],
  ["*", "/api/users.conversations", "list_channels", "READ", "read"],
  ["*", "/api/search.messages", "search_messages", "READ", "read"],
  ["*", "/api/search.all", "search_messages", "READ", "read"],
  ["*", "/api/search.files", "search_files", "READ", "read"],
  ["*", "/api/users.list", "list_users", "READ", "read"],
  ["*", "/api/users.lookupByEmail", "find_user", "READ", "read"],
];

const PEOPLE: readonly OperationRow[] = [
  ["*", "/api/users.admin.invite", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["*", "/api/users.profile.set", "update_profile", "WRITE", "identity", USER],
  ["*", "/api/users.setPhoto", "update_profile", "WRITE", "other"],
  ["*", "/api/users.deletePhoto", "update_profile", "WRITE", "other"],
  ["*", "/api/users.setPresence", "set_presence", "WRITE", "other"],
  ["*", "/api/dnd.setSnooze", "set_presence", "WRITE", "other"],
  ["*", "/api/usergroups.create", "create_group", "ADMIN", "identity"],
  ["*", "/api/usergroups.update", "update_group", "ADMIN", "identity"],
  ["*", "/api/usergroups.disable", "disable_group", "ADMIN", "identity"],
  ["*", "/api/usergroups.enable", "enable_group", "ADMIN", "identity"],
  ["*", "/api/usergroups.users.update", "update_group_members", "ADMIN", "identity", {
    principal: ["users"],
  }],
  ["*", "/api/auth.revoke", "revoke_token", "ADMIN", "identity"],
  ["*", "/api/auth.test", "whoami", "READ", "read"],
  ["*", "/api/oauth.access", "create_token", "ADMIN", "identity"],
  ["*", "/api/oauth.v2.access", "create_token", "ADMIN", "identity"],
  ["*", "/api/oauth.v2.exchange", "create_token", "ADMIN", "identity"],
  ["*", "/api/openid.connect.token", "create_token", "ADMIN", "identity"],
  ["*", "/api/tooling.tokens.rotate", "create_token", "ADMIN", "identity"],
  ["*", "/api/apps.uninstall", "remove_app", "ADMIN", "destroy"],
  ["*", "/api/apps.manifest.create", "create_app", "ADMIN", "identity"],
  ["*", "/api/apps.manifest.update", "update_app", "ADMIN", "identity"],
  ["*", "/api/apps.manifest.delete", "remove_app", "ADMIN", "destroy"],
  ["*", "/api/apps.manifest.validate", "check_app", "READ", "read"],
  ["*", "/api/apps.connections.open", "open_connection", "WRITE", "config"],
];

const ADMINISTRATION: readonly OperationRow[] = [
  ["*", "/api/admin.users.invite", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["*", "/api/admin.users.assign", "assign_user", "ADMIN", "identity", { ...USER, org: ["team_id"] }],
  ["*", "/api/admin.users.remove", "remove_user", "ADMIN", "identity", USER],
  ["*", "/api/admin.users.session.reset", "reset_sessions", "ADMIN", "identity", USER],
  ["*", "/api/admin.users.session.resetBulk", "reset_sessions", "ADMIN", "identity", USER],
  ["*", "/api/admin.users.unsupportedVersions.export", "export_users", "READ", "export"],
  ["*", "/api/admin.conversations.delete", "delete_channel", "ADMIN", "destroy", CHANNEL],
  ["*", "/api/admin.conversations.bulkDelete", "delete_channels", "ADMIN", "destroy", {
    channel: ["channel_ids"],
  }],
  ["*", "/api/admin.conversations.bulkArchive", "archive_channels", "ADMIN", "destroy", {
    channel: ["channel_ids"],
  }],
  ["*", "/api/admin.conversations.archive", "archive_channel", "ADMIN", "delete", CHANNEL],
  ["*", "/api/admin.conversations.convertToPublic", "make_channel_public", "ADMIN", "share", CHANNEL],
  ["*", "/api/admin.conversations.convertToPrivate", "make_channel_private", "ADMIN", "identity", CHANNEL],
  ["*", "/api/admin.conversations.invite", "invite_user", "ADMIN", "share", {
    ...CHANNEL,
    principal: ["user_ids"],
  }],
  ["*", "/api/admin.conversations.setTeams", "share_channel", "ADMIN", "share", {
    ...CHANNEL,
    principal: ["target_team_ids"],
  }],
  ["*", "/api/admin.conversations.setCustomRetention", "change_retention", "ADMIN", "destroy", CHANNEL],
  ["*", "/api/admin.teams.create", "create_workspace", "ADMIN", "identity"],
  ["*", "/api/admin.apps.approve", "approve_app", "ADMIN", "identity", { app: ["app_id"] }],
  ["*", "/api/admin.apps.uninstall", "remove_app", "ADMIN", "destroy", { app: ["app_id"] }],
  ["*", "/api/admin.emoji.add", "add_emoji", "ADMIN", "config"],
  ["*", "/api/admin.roles.addAssignments", "assign_role", "ADMIN", "identity", {
    principal: ["user_ids"],
    role: ["role_id"],
  }],
  ["GET", "/audit/v1/**", "read_audit_log", "READ", "export"],
  ["POST", "/scim/*/users", "create_user", "ADMIN", "identity", {
    principal: ["emails[*].value", "userName"],
  }],
  ["PUT|PATCH", "/scim/*/users/{principal}", "update_user", "ADMIN", "identity"],
  ["DELETE", "/scim/*/users/{principal}", "delete_user", "ADMIN", "destroy"],
  ["POST|PUT|PATCH|DELETE", "/scim/**", "change_directory", "ADMIN", "identity"],
];

const outsiders = tellOutsiders({
  opens: ["invite_user_external", "share_file_public", "accept_shared_channel"],
});

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  return outsiders(view, naming, home);
}

/** `admin.users.setAdmin` is `admin_users_set_admin`; its last words tell what it does. */
function fallback(view: CallView): Naming | undefined {
  const [api, written] = view.location.splitSegments;
  if (api?.toLowerCase() !== "api" || written === undefined) return undefined;
  // Parameters of a path, blanks and control characters are no part of the name.
  const method = written.replace(/[;\s\p{Cc}%].*$/su, "");
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
  operations: [...MESSAGES, ...FILES, ...CHANNELS, ...PEOPLE, ...ADMINISTRATION],
  refine,
  fallback,
};
