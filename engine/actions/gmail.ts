/** Gmail's API (https://developers.google.com/workspace/gmail/api/reference/rest). */
import type { CallView } from "../call_view.ts";
import { withBatches } from "./google_batch.ts";
import { withMethodParameter } from "./google_service.ts";
import { isExternalAddress } from "./principal.ts";
import { readMailRecipients } from "./mail_recipients.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const USER = "/gmail/v1/users/{account}";
const MESSAGE = `${USER}/messages/{message}`;
const SETTINGS = `${USER}/settings`;

const OPERATIONS: readonly OperationRow[] = [
  ["GET", `${USER}/profile`, "get_profile", "READ", "read"],
  ["GET", `${USER}/messages`, "list_messages", "READ", "read", { query: ["q"] }],
  ["POST", `${USER}/messages/send`, "send_message", "WRITE", "message"],
  ["POST", `/upload${USER}/messages/send`, "send_message", "WRITE", "message"],
  ["POST", `${USER}/messages/batchDelete`, "batch_delete_messages", "WRITE", "destroy"],
  ["POST", `${USER}/messages/batchModify`, "batch_modify_messages", "WRITE", "other"],
  ["POST", `${USER}/messages/import`, "import_message", "WRITE", "other"],
  ["POST", `/upload${USER}/messages/import`, "import_message", "WRITE", "other"],
  ["POST", `${USER}/messages`, "insert_message", "WRITE", "other"],
  ["POST", `/upload${USER}/messages`, "insert_message", "WRITE", "other"],
  ["GET", MESSAGE, "get_message", "READ", "read"],
  ["DELETE", MESSAGE, "delete_message", "WRITE", "delete"],
  ["POST", `${MESSAGE}/trash`, "trash_message", "WRITE", "delete"],
  ["POST", `${MESSAGE}/untrash`, "untrash_message", "WRITE", "other"],
  ["POST", `${MESSAGE}/modify`, "modify_message", "WRITE", "other"],
  ["GET", `${MESSAGE}/attachments/{attachment}`, "get_attachment", "READ", "read"],
  ["GET", `${USER}/threads`, "list_threads", "READ", "read", { query: ["q"] }],
  ["GET", `${USER}/threads/{thread}`, "get_thread", "READ", "read"],
  ["DELETE", `${USER}/threads/{thread}`, "delete_thread", "WRITE", "destroy"],
  ["POST", `${USER}/threads/{thread}/trash`, "trash_thread", "WRITE", "delete"],
  ["POST", `${USER}/threads/{thread}/modify`, "modify_thread", "WRITE", "other"],
  ["GET", `${USER}/drafts/**`, "get_drafts", "READ", "read"],
  ["POST", `${USER}/drafts/send`, "send_draft", "WRITE", "message", { draft: ["id"] }],
  ["POST", `/upload${USER}/drafts/send`, "send_draft", "WRITE", "message"],
  ["POST", `${USER}/drafts`, "create_draft", "WRITE", "other"],
  ["POST", `/upload${USER}/drafts`, "create_draft", "WRITE", "other"],
  ["PUT", `${USER}/drafts/{draft}`, "update_draft", "WRITE", "other"],
  ["PUT", `/upload${USER}/drafts/{draft}`, "update_draft", "WRITE", "other"],
  ["DELETE", `${USER}/drafts/{draft}`, "delete_draft", "WRITE", "delete"],
  ["GET", `${USER}/labels/**`, "list_labels", "READ", "read"],
  ["POST", `${USER}/labels`, "create_label", "WRITE", "other", { label: ["name"] }],
  ["PUT|PATCH", `${USER}/labels/{label}`, "update_label", "WRITE", "other"],
  ["DELETE", `${USER}/labels/{label}`, "delete_label", "WRITE", "delete"],
  ["GET", `${USER}/history`, "list_history", "READ", "read"],
  ["POST", `${USER}/watch`, "watch_mailbox", "ADMIN", "share", { principal: ["topicName"] }],
  ["POST", `${USER}/stop`, "stop_watch", "WRITE", "config"],

  // What these change goes on after the task: mail that is sent on, read by others, or sent in another name.
  ["POST", `${SETTINGS}/filters`, "create_filter", "ADMIN", "identity", { principal: ["action.forward"] }],
  ["DELETE", `${SETTINGS}/filters/{filter}`, "delete_filter", "ADMIN", "identity"],
  ["POST", `${SETTINGS}/forwardingAddresses`, "add_forwarding_address", "ADMIN", "share", {
    principal: ["forwardingEmail"],
  }],
  ["DELETE", `${SETTINGS}/forwardingAddresses/{principal}`, "remove_forwarding_address", "ADMIN", "identity"],
  ["PUT", `${SETTINGS}/autoForwarding`, "update_auto_forwarding", "ADMIN", "share", {
    principal: ["emailAddress"],
    enabled: ["enabled"],
  }],
  ["POST", `${SETTINGS}/delegates`, "add_delegate", "ADMIN", "share", { principal: ["delegateEmail"] }],
  ["DELETE", `${SETTINGS}/delegates/{principal}`, "remove_delegate", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", `${SETTINGS}/sendAs/**`, "change_send_as", "ADMIN", "identity", {
    principal: ["sendAsEmail"],
  }],
  ["PUT", `${SETTINGS}/imap`, "update_imap", "ADMIN", "identity"],
  ["PUT", `${SETTINGS}/pop`, "update_pop", "ADMIN", "identity"],
  ["PUT", `${SETTINGS}/vacation`, "update_vacation", "WRITE", "message"],
  ["POST|PATCH|DELETE", `${SETTINGS}/cse/**`, "change_encryption_identity", "ADMIN", "identity"],
  ["GET", `${SETTINGS}/**`, "get_settings", "READ", "read"],
];

/** Operations that hold a whole mail, whose header names who gets it. */
const MAILS = new Set(["send_message", "send_draft", "create_draft", "update_draft"]);
const FORWARDS = new Set([
  "create_filter",
  "add_forwarding_address",
  "update_auto_forwarding",
  "add_delegate",
]);

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  if (MAILS.has(operation)) return readMail(view, naming, home);
  const { principal } = facts;
  if (!FORWARDS.has(operation) || principal === undefined) return naming;
  const external = isExternalAddress(principal, home);
  return {
    ...naming,
    category: "share",
    ...(external !== undefined && { externalPrincipal: external }),
  };
}

/** As with other messages, outsiders are told only where the owner has said who is inside. */
function readMail(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const recipients = readMailRecipients(view);
  if (recipients.length === 0) return naming;
  const outside = recipients.find((address) => isExternalAddress(address, home) === true);
  const facts = { ...naming.facts, recipient: outside ?? recipients.join(",").slice(0, 256) };
  if (naming.category !== "message" || home.internalDomains.length === 0) return { ...naming, facts };
  return { ...naming, facts, externalPrincipal: outside !== undefined };
}

const GMAIL_API = { tool: "gmail", operations: OPERATIONS, refine, fallback: restReader() };

export const GMAIL: readonly Service[] = withMethodParameter([
  withBatches({ ...GMAIL_API, hosts: ["gmail.googleapis.com"] }, "/batch/**"),
  withBatches({
    ...GMAIL_API,
    hosts: ["www.googleapis.com", "content.googleapis.com"],
    pathPrefixes: ["/gmail", "/upload/gmail", "/batch/gmail"],
  }, "/batch/gmail/**"),
]);
