/** Chat, and Microsoft's suite: Slack, Discord, Telegram, Teams, Microsoft Graph. */
import assert from "node:assert/strict";
import { factsOf, testNaming } from "../../tests/naming_table.ts";

const SLACK = "https://slack.com/api";

testNaming("Slack", [
  [`GET ${SLACK}/conversations.history?channel=C1`, "slack read_messages READ read"],
  [`POST ${SLACK}/search.all`, "slack search_messages READ read"],
  [`POST ${SLACK}/auth.test`, "slack whoami READ read"],
  [`POST ${SLACK}/chat.postMessage`, "slack post_message WRITE message"],
  [`POST ${SLACK}/chat.postMessage;a=b`, "slack post_message WRITE message"],
  [`POST ${SLACK}/chat%2EpostMessage`, "slack post_message WRITE message"],
  [`POST ${SLACK}/chat.delete`, "slack delete_message WRITE delete"],
  [`POST ${SLACK}/files.sharedPublicURL`, "slack share_file_public WRITE share +external"],
  [`POST ${SLACK}/files.revokePublicURL`, "slack unshare_file WRITE identity"],
  [`POST ${SLACK}/conversations.inviteShared`, "slack invite_user_external ADMIN share +external", {
    text: "channel=C1&emails=a%40acme.example",
  }],
  [`POST ${SLACK}/conversations.invite`, "slack invite_user WRITE share", {
    body: { channel: "C1", users: "U1" },
  }],
  [`POST ${SLACK}/admin.users.invite`, "slack invite_user ADMIN share +external", {
    body: { email: "m@x.example" },
  }],
  [`POST ${SLACK}/admin.users.invite`, "slack invite_user ADMIN share -external", {
    body: { email: "m@acme.example" },
  }],
  [`POST ${SLACK}/admin.users.setOwner`, "slack admin_users_set_owner ADMIN identity"],
  [`POST ${SLACK}/admin.users.list`, "slack admin_users_list READ read"],
  [`POST ${SLACK}/admin.conversations.bulkDelete`, "slack delete_channels ADMIN destroy"],
  [`POST ${SLACK}/admin.conversations.convertToPublic`, "slack make_channel_public ADMIN share"],
  [`POST ${SLACK}/apps.uninstall`, "slack remove_app ADMIN destroy"],
  ["POST https://hooks.slack.com/workflows/T/A/1", "slack post_message WRITE message"],
  ["GET https://api.slack.com/audit/v1/logs", "slack read_audit_log READ export"],
  ["POST https://api.slack.com/scim/v2/Users", "slack create_user ADMIN identity +external", {
    body: { userName: "m", emails: [{ value: "m@x.example" }] },
  }],
  ["DELETE https://api.slack.com/scim/v2/Users/U1", "slack delete_user ADMIN destroy"],
]);

const DISCORD = "https://discord.com/api/v10";

testNaming("Discord", [
  [`GET ${DISCORD}/channels/1/messages`, "discord read_messages READ read"],
  [`POST ${DISCORD}/channels/1/messages`, "discord send_message WRITE message"],
  ["POST https://discord.com/api/channels/1/messages", "discord send_message WRITE message"],
  ["POST https://ptb.discord.com/api/webhooks/1/tok", "discord send_message WRITE message"],
  [`DELETE ${DISCORD}/webhooks/1/tok`, "discord delete_webhook ADMIN delete"],
  [`POST ${DISCORD}/channels/1/messages/bulk-delete`, "discord delete_messages WRITE destroy"],
  [`DELETE ${DISCORD}/channels/1/messages/2`, "discord delete_message WRITE delete"],
  [`DELETE ${DISCORD}/channels/1`, "discord delete_channel ADMIN destroy"],
  [`PUT ${DISCORD}/guilds/1/members/2/roles/3`, "discord add_role ADMIN identity"],
  [`POST ${DISCORD}/channels/1/invites`, "discord create_invite ADMIN share"],
  [`POST ${DISCORD}/guilds/1/prune`, "discord prune_members ADMIN destroy"],
  [`GET ${DISCORD}/guilds/1/prune`, "discord get READ read"],
]);

const TG = "https://api.telegram.org/bot1:x";

testNaming("Telegram", [
  [`POST ${TG}/getUpdates`, "telegram read_messages READ read"],
  [`GET ${TG}/getMe`, "telegram whoami READ read"],
  [`GET ${TG}/sendMessage?chat_id=5&text=x`, "telegram send_message WRITE message"],
  [`POST ${TG}/sendDocument`, "telegram send_message WRITE message"],
  [`POST ${TG}/deleteMessage`, "telegram delete_message WRITE delete"],
  [`POST ${TG}/deleteMessages`, "telegram delete_messages WRITE destroy"],
  [`GET ${TG}/setWebhook?url=https://x.example/a`, "telegram create_webhook ADMIN share +external"],
  [`POST ${TG}/promoteChatMember`, "telegram assign_role ADMIN identity"],
  [`POST ${TG}/unheardOf`, "telegram post WRITE other"],
]);

const GRAPH = "https://graph.microsoft.com/v1.0";

testNaming("Teams", [
  [`GET ${GRAPH}/teams/t/channels/c/messages`, "teams read_messages READ read"],
  [`POST ${GRAPH}/teams/t/channels/c/messages`, "teams send_message WRITE message"],
  [`POST ${GRAPH}/teams('t')/channels('c')/messages`, "teams send_message WRITE message"],
  [`POST ${GRAPH}/teams/t/channels/c/messages/m/replies`, "teams send_message WRITE message"],
  [`POST ${GRAPH}/teams/t/channels/c/messages/m/softDelete`, "teams delete_message WRITE delete"],
  ["POST https://graph.microsoft.com/beta/chats/c/messages", "teams send_message WRITE message"],
  [`DELETE ${GRAPH}/teams/t/channels/c`, "teams delete_channel ADMIN destroy"],
  [`POST ${GRAPH}/teams/t/members`, "teams add_member ADMIN share"],
  [
    "POST https://acme.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d",
    "teams send_message WRITE message",
  ],
  ["POST https://graph.microsoft.us/v1.0/teams/t/channels/c/messages", "teams send_message WRITE message"],
]);

const mailTo = (...addresses: string[]) => ({
  body: { message: { toRecipients: addresses.map((address) => ({ emailAddress: { address } })) } },
});

testNaming("Microsoft Graph", [
  [`GET ${GRAPH}/me/messages`, "microsoft_graph read_email READ read"],
  [`POST ${GRAPH}/search/query`, "microsoft_graph search READ read"],
  [
    `POST ${GRAPH}/me/sendMail`,
    "microsoft_graph send_email WRITE message -external",
    mailTo("a@acme.example"),
  ],
  [
    `POST ${GRAPH}/me/sendMail`,
    "microsoft_graph send_email WRITE message +external",
    mailTo("a@acme.example", "m@x.example"),
  ],
  [
    `POST ${GRAPH}/users('a@acme.example')/sendMail`,
    "microsoft_graph send_email WRITE message +external",
    mailTo("m@x.example"),
  ],
  [
    `POST ${GRAPH}/users/a/mailFolders/inbox/messageRules`,
    "microsoft_graph create_mail_rule ADMIN share +external",
    {
      body: { actions: { forwardTo: [{ emailAddress: { address: "m@x.example" } }] } },
    },
  ],
  [`POST ${GRAPH}/me/drive/items/1/createLink`, "microsoft_graph share_file_public ADMIN share +external", {
    body: { type: "view", scope: "anonymous" },
  }],
  [`POST ${GRAPH}/me/drive/items/1/createLink`, "microsoft_graph share_file ADMIN share", {
    body: { type: "view", scope: "organization" },
  }],
  [
    `POST ${GRAPH}/me/drive/root:/plans/q3.docx:/createLink`,
    "microsoft_graph share_file_public ADMIN share +external",
    {
      body: { scope: "anonymous" },
    },
  ],
  [`PUT ${GRAPH}/me/drive/root:/plans/q3.docx:/content`, "microsoft_graph upload_file WRITE other"],
  [`DELETE ${GRAPH}/me/drive/root:/plans/q3.docx`, "microsoft_graph delete_file WRITE delete"],
  [`POST ${GRAPH}/drives/d/items/1/invite`, "microsoft_graph share_file ADMIN share +external", {
    body: { recipients: [{ email: "a@acme.example" }, { email: "m@x.example" }] },
  }],
  [`POST ${GRAPH}/invitations`, "microsoft_graph invite_user ADMIN share +external", {
    body: { invitedUserEmailAddress: "m@x.example" },
  }],
  [`POST ${GRAPH}/applications/a/addPassword`, "microsoft_graph create_app_secret ADMIN identity"],
  [`POST ${GRAPH}/roleManagement/directory/roleAssignments`, "microsoft_graph assign_role ADMIN identity"],
  [`DELETE ${GRAPH}/users/u`, "microsoft_graph delete_user ADMIN destroy"],
  [`POST ${GRAPH}/deviceManagement/managedDevices/d/wipe`, "microsoft_graph wipe_device ADMIN destroy"],
  [`POST ${GRAPH}/$batch`, "microsoft_graph delete_user ADMIN destroy", {
    body: {
      requests: [{ id: "1", method: "GET", url: "/me" }, { id: "2", method: "DELETE", url: "/users/u" }],
    },
  }],
  [`POST ${GRAPH}/$batch`, "microsoft_graph send_message WRITE message", {
    body: { requests: [{ id: "1", method: "POST", url: "/teams/t/channels/c/messages", body: {} }] },
  }],
  [`POST ${GRAPH}/$batch`, "microsoft_graph get READ read", {
    body: { requests: [{ id: "1", method: "GET", url: "me" }] },
  }],
]);

Deno.test("Without a word on who is inside, nobody who gets a message is called an outsider", () => {
  const open = { ...mailTo("m@x.example"), internalDomains: [] };
  assert.equal(factsOf(`POST ${GRAPH}/me/sendMail`, open)["recipient"], "m@x.example");
});

Deno.test("Of several recipients the one outside is told", () => {
  const { recipient } = factsOf(`POST ${GRAPH}/me/sendMail`, mailTo("a@acme.example", "m@x.example"));
  assert.equal(recipient, "m@x.example");
});
