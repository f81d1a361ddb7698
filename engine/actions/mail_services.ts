/** Services that send mail and text messages for programs: SendGrid, Mailgun, Postmark, Resend, Twilio. */
import { tellOutsiders } from "./outsiders.ts";
import type { OperationRow, Service } from "./service.ts";

const refine = tellOutsiders();

/** https://www.twilio.com/docs/sendgrid/api-reference */
const SENDGRID: readonly OperationRow[] = [
  ["POST", "/mail/send", "send_email", "WRITE", "message", {
    recipient: [
      "personalizations[*].to[*].email",
      "personalizations[*].cc[*].email",
      "personalizations[*].bcc[*].email",
    ],
    sender: ["from.email"],
  }],
  ["POST", "/mail/batch", "create_batch", "WRITE", "other"],
  ["POST", "/mail.send", "send_email", "WRITE", "message", { recipient: ["to[*]", "to", "cc", "bcc"] }],
  ["POST", "/api/mail.send.json", "send_email", "WRITE", "message", {
    recipient: ["to[]", "to", "cc", "bcc"],
  }],
  ["POST", "/api_keys", "create_token", "ADMIN", "identity"],
  ["PUT|PATCH", "/api_keys/{key}", "change_token", "ADMIN", "identity"],
  ["DELETE", "/api_keys/{key}", "revoke_token", "ADMIN", "identity"],
  ["POST", "/teammates", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["POST", "/sso/teammates", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["PATCH", "/teammates/{principal}", "update_user", "ADMIN", "identity"],
  ["DELETE", "/teammates/{principal}", "remove_user", "ADMIN", "identity"],
  ["POST", "/subusers", "create_user", "ADMIN", "identity", { principal: ["email"] }],
  ["DELETE", "/subusers/{principal}", "delete_user", "ADMIN", "destroy"],
  ["POST|PUT|PATCH|DELETE", "/sso/**", "change_sign_in", "ADMIN", "identity"],
  ["POST|DELETE", "/access_settings/whitelist/**", "change_allowed_addresses", "ADMIN", "identity"],
  ["PUT|DELETE", "/marketing/contacts", "change_contacts", "WRITE", "other"],
  ["POST", "/marketing/contacts/search/**", "search_contacts", "READ", "read"],
  ["POST", "/marketing/contacts/exports", "export_contacts", "WRITE", "export"],
  ["DELETE", "/marketing/lists/{list}", "delete_list", "WRITE", "destroy"],
  ["PUT", "/marketing/singlesends/{id}/schedule", "schedule_campaign", "WRITE", "message"],
  ["POST", "/marketing/test/send_email", "send_email", "WRITE", "message", { recipient: ["emails[*]"] }],
  ["POST|PATCH", "/marketing/**", "change_campaign", "WRITE", "other"],
  ["POST", "/templates/**", "write_template", "WRITE", "config"],
  ["PATCH", "/templates/**", "write_template", "WRITE", "config"],
  ["DELETE", "/templates/**", "delete_template", "WRITE", "delete"],
  ["PATCH", "/user/webhooks/event/settings/**", "update_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["POST", "/user/webhooks/event/settings", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["POST", "/user/webhooks/parse/settings", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["POST|PATCH|DELETE", "/whitelabel/**", "change_sender_domains", "ADMIN", "config"],
  ["PUT|PATCH", "/user/password", "change_password", "ADMIN", "identity"],
  ["PUT", "/user/email", "change_email", "ADMIN", "identity"],
  ["POST|DELETE", "/suppression/**", "change_suppressions", "WRITE", "other"],
  ["DELETE", "/asm/**", "change_suppressions", "WRITE", "other"],
];

/** https://documentation.mailgun.com/docs/mailgun/api-reference; bodies are forms. */
const MAILGUN: readonly OperationRow[] = [
  ["POST", "/{domain}/messages", "send_email", "WRITE", "message", {
    recipient: ["to[*]", "cc[*]", "bcc[*]", "to", "cc", "bcc"],
    sender: ["from"],
  }],
  ["POST", "/{domain}/messages.mime", "send_email", "WRITE", "message", { recipient: ["to[*]", "to"] }],
  ["POST", "/domains/{domain}/messages/{message}", "send_email", "WRITE", "message", { recipient: ["to"] }],
  ["DELETE", "/domains/{domain}/messages/{message}", "delete_email", "WRITE", "delete"],
  ["POST", "/domains", "create_domain", "ADMIN", "config", { domain: ["name"] }],
  ["DELETE", "/domains/{domain}", "delete_domain", "ADMIN", "destroy"],
  ["POST|PUT", "/domains/{domain}/credentials/**", "create_credentials", "ADMIN", "identity"],
  ["DELETE", "/domains/{domain}/credentials/{login}", "delete_credentials", "ADMIN", "identity"],
  ["PUT|POST|DELETE", "/domains/{domain}/webhooks/**", "change_webhooks", "ADMIN", "share", {
    principal: ["url[*]", "url"],
  }],
  ["PUT", "/domains/{domain}/**", "update_domain", "ADMIN", "config"],
  ["POST", "/routes", "create_mail_route", "ADMIN", "share", { principal: ["action"] }],
  ["PUT", "/routes/{route}", "update_mail_route", "ADMIN", "share", { principal: ["action"] }],
  ["DELETE", "/routes/{route}", "delete_mail_route", "ADMIN", "delete"],
  ["POST", "/lists", "create_list", "WRITE", "other", { list: ["address"] }],
  ["POST", "/lists/{list}/members/**", "add_list_member", "WRITE", "share", { principal: ["address"] }],
  ["POST", "/lists/{list}/members.json", "add_list_members", "WRITE", "share"],
  ["PUT", "/lists/{list}/**", "update_list", "WRITE", "other"],
  ["DELETE", "/lists/{list}/members/{member}", "remove_list_member", "WRITE", "delete"],
  ["DELETE", "/lists/{list}", "delete_list", "WRITE", "destroy"],
  ["POST", "/keys", "create_token", "ADMIN", "identity"],
  ["POST", "/keys/public", "create_token", "ADMIN", "identity"],
  ["DELETE", "/keys/{key}", "revoke_token", "ADMIN", "identity"],
  ["POST|PUT", "/users/**", "update_user", "ADMIN", "identity"],
  ["POST", "/accounts/subaccounts", "create_account", "ADMIN", "identity"],
  ["DELETE", "/accounts/subaccounts", "delete_account", "ADMIN", "destroy"],
  ["POST|DELETE", "/ip_whitelist", "change_allowed_addresses", "ADMIN", "identity"],
  ["POST|PUT", "/{domain}/templates/**", "write_template", "WRITE", "config"],
  ["DELETE", "/{domain}/templates", "delete_templates", "WRITE", "destroy"],
  ["DELETE", "/{domain}/templates/**", "delete_template", "WRITE", "delete"],
  ["POST", "/{domain}/{suppressions}", "change_suppressions", "WRITE", "other"],
  ["DELETE", "/{domain}/{suppressions}/{address}", "change_suppressions", "WRITE", "other"],
  ["DELETE", "/{domain}/{suppressions}", "delete_suppressions", "WRITE", "destroy"],
];

const TO = { recipient: ["To", "Cc", "Bcc"], sender: ["From"] };

/** https://postmarkapp.com/developer */
const POSTMARK: readonly OperationRow[] = [
  ["POST", "/email", "send_email", "WRITE", "message", TO],
  ["POST", "/email/batch", "send_emails", "WRITE", "message", { recipient: ["[*].To", "[*].Cc", "[*].Bcc"] }],
  ["POST", "/email/bulk", "send_emails", "WRITE", "message", { recipient: ["Messages[*].To"] }],
  ["POST", "/email/withTemplate", "send_email", "WRITE", "message", TO],
  ["POST", "/email/batchWithTemplates", "send_emails", "WRITE", "message", { recipient: ["Messages[*].To"] }],
  ["POST", "/servers", "create_server", "ADMIN", "identity"],
  ["PUT", "/servers/{server}", "update_server", "ADMIN", "config"],
  ["DELETE", "/servers/{server}", "delete_server", "ADMIN", "destroy"],
  ["GET", "/servers/**", "read_server_tokens", "READ", "secret"],
  ["PUT", "/server", "update_server", "ADMIN", "config"],
  ["GET", "/server", "read_server_tokens", "READ", "secret"],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["Url"] }],
  ["PUT", "/webhooks/{hook}", "update_webhook", "ADMIN", "share", { principal: ["Url"] }],
  ["DELETE", "/webhooks/{hook}", "delete_webhook", "ADMIN", "delete"],
  ["POST", "/domains", "create_domain", "ADMIN", "config"],
  ["DELETE", "/domains/{domain}", "delete_domain", "ADMIN", "destroy"],
  ["POST", "/senders", "add_sender", "ADMIN", "identity", { principal: ["FromEmail"] }],
  ["DELETE", "/senders/{sender}", "delete_sender", "ADMIN", "delete"],
  ["POST", "/templates/validate", "check_template", "READ", "read"],
  ["POST|PUT", "/templates/**", "write_template", "WRITE", "config"],
  ["DELETE", "/templates/{template}", "delete_template", "WRITE", "delete"],
  ["POST|PATCH", "/message-streams/**", "change_streams", "ADMIN", "config"],
  ["PUT", "/bounces/{bounce}/activate", "change_suppressions", "WRITE", "other"],
  ["POST", "/data-removals", "delete_personal_data", "ADMIN", "destroy"],
];

/** https://resend.com/docs/api-reference */
const RESEND: readonly OperationRow[] = [
  ["POST", "/emails", "send_email", "WRITE", "message", {
    recipient: ["to[*]", "to", "cc", "bcc"],
    sender: ["from"],
  }],
  ["POST", "/emails/batch", "send_emails", "WRITE", "message", { recipient: ["[*].to"] }],
  ["PATCH", "/emails/{email}", "update_email", "WRITE", "message"],
  ["POST", "/emails/{email}/cancel", "cancel_email", "WRITE", "delete"],
  ["POST", "/broadcasts", "create_campaign", "WRITE", "other"],
  ["PATCH", "/broadcasts/{campaign}", "update_campaign", "WRITE", "other"],
  ["POST", "/broadcasts/{campaign}/send", "send_campaign", "WRITE", "message"],
  ["DELETE", "/broadcasts/{campaign}", "delete_campaign", "WRITE", "delete"],
  ["POST", "/audiences", "create_list", "WRITE", "other"],
  ["DELETE", "/audiences/{list}", "delete_list", "WRITE", "destroy"],
  ["POST|PATCH", "/audiences/{list}/contacts/**", "change_contacts", "WRITE", "other"],
  ["DELETE", "/audiences/{list}/contacts/{contact}", "delete_contact", "WRITE", "delete"],
  ["POST|PATCH", "/contacts/**", "change_contacts", "WRITE", "other"],
  ["DELETE", "/contacts/{contact}", "delete_contact", "WRITE", "delete"],
  ["POST", "/api-keys", "create_token", "ADMIN", "identity"],
  ["DELETE", "/api-keys/{key}", "revoke_token", "ADMIN", "identity"],
  ["POST|PATCH", "/domains/**", "change_domains", "ADMIN", "config"],
  ["DELETE", "/domains/{domain}", "delete_domain", "ADMIN", "destroy"],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["endpoint"] }],
  ["PATCH", "/webhooks/{hook}", "update_webhook", "ADMIN", "share", { principal: ["endpoint"] }],
  ["DELETE", "/webhooks/{hook}", "delete_webhook", "ADMIN", "delete"],
];

const ACCOUNT = "/2010-04-01/Accounts/{account}";

/** https://www.twilio.com/docs/usage/api; bodies are forms, and a path may end in `.json`. */
const TWILIO: readonly OperationRow[] = [
  ["POST", `${ACCOUNT}/Messages`, "send_sms", "WRITE", "message", { recipient: ["To"], sender: ["From"] }],
  ["POST", `${ACCOUNT}/SMS/Messages`, "send_sms", "WRITE", "message", {
    recipient: ["To"],
    sender: ["From"],
  }],
  ["POST", `${ACCOUNT}/Messages/{message}/**`, "update_message", "WRITE", "other"],
  ["DELETE", `${ACCOUNT}/Messages/{message}`, "delete_message", "WRITE", "delete"],
  ["GET", `${ACCOUNT}/Messages/**`, "read_messages", "READ", "read"],
  ["POST", `${ACCOUNT}/Calls`, "make_call", "WRITE", "message", { recipient: ["To"], sender: ["From"] }],
  ["POST", `${ACCOUNT}/Calls/{call}/**`, "update_call", "WRITE", "other"],
  ["DELETE", `${ACCOUNT}/Calls/{call}`, "delete_call", "WRITE", "delete"],
  ["DELETE", `${ACCOUNT}/Recordings/{recording}`, "delete_recording", "WRITE", "delete"],
  ["GET", `${ACCOUNT}/Recordings/**`, "read_recordings", "READ", "read"],
  ["POST", `${ACCOUNT}/IncomingPhoneNumbers/**`, "buy_number", "WRITE", "payment", {
    number: ["PhoneNumber"],
  }],
  ["DELETE", `${ACCOUNT}/IncomingPhoneNumbers/{number}`, "release_number", "ADMIN", "destroy"],
  ["POST", `${ACCOUNT}/Keys`, "create_token", "ADMIN", "identity"],
  ["POST", `${ACCOUNT}/SigningKeys`, "create_token", "ADMIN", "identity"],
  ["POST", `${ACCOUNT}/Tokens`, "create_token", "ADMIN", "identity"],
  ["DELETE", `${ACCOUNT}/Keys/{key}`, "revoke_token", "ADMIN", "identity"],
  ["POST", `${ACCOUNT}/Applications/**`, "change_app", "ADMIN", "config"],
  ["POST", "/2010-04-01/Accounts", "create_account", "ADMIN", "identity"],
  ["POST", ACCOUNT, "update_account", "ADMIN", "identity", { status: ["Status"] }],
  ["POST", "/v1/Keys", "create_token", "ADMIN", "identity"],
  ["POST", "/*/Services/{service}/Verifications", "send_code", "WRITE", "message", { recipient: ["To"] }],
  ["POST", "/*/Services/{service}/VerificationCheck", "check_code", "READ", "read"],
  ["POST", "/*/Services/{service}/Messages", "send_message", "WRITE", "message"],
  ["POST", "/*/Conversations/{channel}/Messages", "send_message", "WRITE", "message"],
  ["POST", "/*/Conversations/{channel}/Participants", "add_participant", "WRITE", "share", {
    principal: ["MessagingBinding.Address", "Identity"],
  }],
  ["DELETE", "/*/Conversations/{channel}", "delete_conversation", "WRITE", "destroy"],
  ["POST", "/*/Services/{service}/Channels/{channel}/Messages", "send_message", "WRITE", "message"],
  ["POST", "/*/Flows/{flow}/Executions", "run_flow", "WRITE", "execute", { recipient: ["To"] }],
  ["POST", "/*/Flows/**", "change_flow", "ADMIN", "config"],
  ["POST", "/*/Services/{service}/Functions/**", "change_function", "WRITE", "code"],
  ["POST", "/*/Services/{service}/Builds", "build", "WRITE", "deploy"],
  ["POST", "/*/Services/{service}/Environments/**", "deploy", "WRITE", "deploy"],
  ["POST", "/*/Faxes", "send_fax", "WRITE", "message", { recipient: ["To"] }],
  ["DELETE", "/*/Services/{service}", "delete_service", "ADMIN", "destroy"],
];

export const MAIL_SERVICES: readonly Service[] = [
  {
    tool: "sendgrid",
    hosts: ["api.sendgrid.com", "api.eu.sendgrid.com", "sendgrid.com"],
    bases: ["/v3", ""],
    operations: SENDGRID,
    refine,
  },
  {
    tool: "mailgun",
    hosts: ["api.mailgun.net", "api.eu.mailgun.net", "*.mailgun.net"],
    bases: ["/*"],
    operations: MAILGUN,
    refine,
  },
  { tool: "postmark", hosts: ["api.postmarkapp.com"], operations: POSTMARK, refine },
  { tool: "resend", hosts: ["api.resend.com"], operations: RESEND, refine },
  { tool: "twilio", hosts: ["api.twilio.com", "*.twilio.com"], operations: TWILIO, refine },
];
