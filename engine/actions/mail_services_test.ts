/** Services that send mail and text messages for programs. */
import assert from "node:assert/strict";
import { factsOf, testNaming } from "../../tests/naming_table.ts";

const sendgridTo = (...emails: string[]) => ({
  body: {
    from: { email: "bot@acme.example" },
    personalizations: [{ to: emails.map((email) => ({ email })) }],
  },
});

testNaming("SendGrid", [
  ["GET https://api.sendgrid.com/v3/templates", "sendgrid get READ read"],
  [
    "POST https://api.sendgrid.com/v3/mail/send",
    "sendgrid send_email WRITE message +external",
    sendgridTo("m@x.example"),
  ],
  [
    "POST https://api.eu.sendgrid.com/v3/mail/send",
    "sendgrid send_email WRITE message -external",
    sendgridTo("a@acme.example"),
  ],
  ["POST https://api.sendgrid.com/v3/mail/batch", "sendgrid create_batch WRITE other"],
  ["POST https://api.sendgrid.com/v3/api_keys", "sendgrid create_token ADMIN identity"],
  ["POST https://api.sendgrid.com/v3/teammates", "sendgrid invite_user ADMIN share +external", {
    body: { email: "m@x.example" },
  }],
  ["POST https://api.sendgrid.com/v3/marketing/contacts/search", "sendgrid search_contacts READ read"],
  ["POST https://api.sendgrid.com/v3/marketing/contacts/exports", "sendgrid export_contacts WRITE export"],
  ["DELETE https://api.sendgrid.com/v3/marketing/lists/5", "sendgrid delete_list WRITE destroy"],
  [
    "POST https://api.sendgrid.com/v3/user/webhooks/parse/settings",
    "sendgrid create_webhook ADMIN share +external",
    {
      body: { url: "https://in.x.example/mail" },
    },
  ],
]);

testNaming("Mailgun", [
  ["GET https://api.mailgun.net/v3/acme.example/events", "mailgun get READ read"],
  ["POST https://api.mailgun.net/v3/acme.example/messages", "mailgun send_email WRITE message +external", {
    text: "from=bot%40acme.example&to=Mo+%3Cm%40x.example%3E&text=hi",
  }],
  ["POST https://api.eu.mailgun.net/v3/acme.example/messages", "mailgun send_email WRITE message -external", {
    text: "to=a%40acme.example&to=b%40acme.example",
  }],
  ["POST https://api.mailgun.net/v3/acme.example/messages", "mailgun send_email WRITE message +external", {
    text: "to=a%40acme.example&to=m%40x.example",
  }],
  ["DELETE https://api.mailgun.net/v4/domains/acme.example", "mailgun delete_domain ADMIN destroy"],
  ["POST https://api.mailgun.net/v3/routes", "mailgun create_mail_route ADMIN share"],
  ["POST https://api.mailgun.net/v1/keys", "mailgun create_token ADMIN identity"],
  ["DELETE https://api.mailgun.net/v3/acme.example/bounces", "mailgun delete_suppressions WRITE destroy"],
  [
    "DELETE https://api.mailgun.net/v3/acme.example/bounces/a@x.example",
    "mailgun change_suppressions WRITE other",
  ],
]);

testNaming("Postmark", [
  ["GET https://api.postmarkapp.com/messages/outbound", "postmark get READ read"],
  ["GET https://api.postmarkapp.com/servers", "postmark read_server_tokens READ secret"],
  ["POST https://api.postmarkapp.com/email", "postmark send_email WRITE message +external", {
    body: { To: "m@x.example" },
  }],
  ["POST https://api.postmarkapp.com/email", "postmark send_email WRITE message -external", {
    body: { To: "a@acme.example" },
  }],
  ["POST https://api.postmarkapp.com/email", "postmark send_email WRITE message +external", {
    body: { To: "a@acme.example", Bcc: "b@acme.example, m@x.example" },
  }],
  ["POST https://api.postmarkapp.com/email/batch", "postmark send_emails WRITE message +external", {
    body: [{ To: "a@acme.example" }, { To: "m@x.example" }],
  }],
  ["DELETE https://api.postmarkapp.com/servers/5", "postmark delete_server ADMIN destroy"],
  ["POST https://api.postmarkapp.com/templates/validate", "postmark check_template READ read"],
  ["POST https://api.postmarkapp.com/templates", "postmark write_template WRITE config"],
]);

testNaming("Resend", [
  ["GET https://api.resend.com/emails/5", "resend get READ read"],
  ["POST https://api.resend.com/emails", "resend send_email WRITE message +external", {
    body: { to: ["a@acme.example", "m@x.example"] },
  }],
  ["POST https://api.resend.com/emails", "resend send_email WRITE message -external", {
    body: { to: "a@acme.example" },
  }],
  ["POST https://api.resend.com/emails/batch", "resend send_emails WRITE message"],
  ["POST https://api.resend.com/emails/5/cancel", "resend cancel_email WRITE delete"],
  ["POST https://api.resend.com/broadcasts/5/send", "resend send_campaign WRITE message"],
  ["POST https://api.resend.com/broadcasts", "resend create_campaign WRITE other"],
  ["POST https://api.resend.com/api-keys", "resend create_token ADMIN identity"],
  ["DELETE https://api.resend.com/audiences/5", "resend delete_list WRITE destroy"],
  ["DELETE https://api.resend.com/audiences/5/contacts/6", "resend delete_contact WRITE delete"],
]);

const TWILIO = "https://api.twilio.com/2010-04-01/Accounts/AC1";

testNaming("Twilio", [
  [`GET ${TWILIO}/Messages.json`, "twilio read_messages READ read"],
  [`GET ${TWILIO}/Messages/5.json`, "twilio read_messages READ read"],
  [`POST ${TWILIO}/Messages.json`, "twilio send_sms WRITE message", { text: "To=%2B4912345&Body=x" }],
  [`POST ${TWILIO}/Messages`, "twilio send_sms WRITE message"],
  [`POST ${TWILIO}/Calls.json`, "twilio make_call WRITE message"],
  [
    "POST https://api.dublin.ie1.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
    "twilio send_sms WRITE message",
  ],
  [`DELETE ${TWILIO}/Messages/5.json`, "twilio delete_message WRITE delete"],
  [`POST ${TWILIO}/IncomingPhoneNumbers.json`, "twilio buy_number WRITE payment"],
  [`POST ${TWILIO}/Keys.json`, "twilio create_token ADMIN identity"],
  ["POST https://verify.twilio.com/v2/Services/VA1/Verifications", "twilio send_code WRITE message"],
  ["POST https://verify.twilio.com/v2/Services/VA1/VerificationCheck", "twilio check_code READ read"],
  ["POST https://studio.twilio.com/v2/Flows/FW1/Executions", "twilio run_flow WRITE execute"],
]);

Deno.test("Who gets a text message, and from which account, are facts", () => {
  const { account, recipient } = factsOf(`POST ${TWILIO}/Messages.json`, { text: "To=%2B4912345&Body=x" });
  assert.deepEqual([account, recipient], ["AC1", "+4912345"]);
});
