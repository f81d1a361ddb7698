import assert from "node:assert/strict";
import { factsOf, type NamingRow, testNaming } from "../../tests/naming_table.ts";

const DRIVE = "https://www.googleapis.com/drive/v3/files";
const share = (body: unknown) => ({ body });

testNaming("Google Drive", [
  [`GET ${DRIVE}?q=x`, "gdrive list_files READ read"],
  [`GET ${DRIVE}/a?$httpMethod=DELETE`, "gdrive delete_file WRITE delete"],
  [`POST ${DRIVE}/a/copy?%24httpMethod=get`, "gdrive copy_file WRITE other"],
  [`GET ${DRIVE}/a?$httpHeaders=X-HTTP-Method-Override:%20DELETE%0D%0A`, "gdrive delete_file WRITE delete"],
  [`GET ${DRIVE}/a/export?mimeType=text/plain`, "gdrive export_file READ read"],
  [`POST ${DRIVE}/a/copy`, "gdrive copy_file WRITE other"],
  [
    `POST ${DRIVE}/a/permissions`,
    "gdrive share_file_external ADMIN share +external",
    share({ type: "anyone" }),
  ],
  [
    `POST ${DRIVE}/a/permissions`,
    "gdrive share_file ADMIN share -external",
    share({ emailAddress: "x@acme.example" }),
  ],
  [
    `PATCH ${DRIVE}/a/permissions/b`,
    "gdrive update_permission_external ADMIN share +external",
    share({ emailAddress: "x@other.example", role: "owner" }),
  ],
  [`PATCH ${DRIVE}/a/permissions/b`, "gdrive update_permission ADMIN share", share({ role: "writer" })],
  [`DELETE ${DRIVE}/a/permissions/b`, "gdrive remove_permission ADMIN identity"],
  [`GET ${DRIVE}/a/permissions`, "gdrive list_permissions READ read"],
  [`PATCH ${DRIVE}/a`, "gdrive trash_file WRITE delete", share({ trashed: true })],
  [`PATCH ${DRIVE}/a`, "gdrive update_file WRITE other", share({ trashed: false })],
  [
    `PATCH ${DRIVE}/a/revisions/2`,
    "gdrive publish_revision ADMIN share +external",
    share({ published: true }),
  ],
  [`POST ${DRIVE}/a/comments/c/replies`, "gdrive add_comment WRITE message"],
  [`GET ${DRIVE}/a/comments`, "gdrive list_comments READ read"],
  ["DELETE https://www.googleapis.com/drive/v3/drives/d", "gdrive delete_drive ADMIN destroy"],
  ["POST https://www.googleapis.com/batch/drive/v3", "gdrive batch WRITE other"],
  [
    "POST https://www.googleapis.com/batch/drive/v3",
    "gdrive batch_share_file_external ADMIN share +external",
    {
      text: "--b\r\nContent-Type: application/http\r\n\r\nGET /drive/v3/files/a\r\n\r\n" +
        "--b\r\nContent-Type: application/http\r\n\r\nPOST /drive/v3/files/a/permissions HTTP/1.1\r\n" +
        'Content-Type: application/json\r\n\r\n{"type":"anyone"}\r\n--b--\r\n',
      headers: { "content-type": "multipart/mixed; boundary=b" },
    },
  ],
  ["POST https://www.googleapis.com/batch/drive/v3", "gdrive batch_list_files READ read", {
    text: "--b\r\nContent-Type: application/http\r\n\r\nGET /drive/v3/files\r\n\r\n--b--\r\n",
    headers: { "content-type": "multipart/mixed; boundary=b" },
  }],
  ["POST https://www.googleapis.com/batch/drive/v3", "gdrive batch WRITE other", {
    text: "--b\r\nContent-Type: application/http\r\n\r\nnothing\r\n--b--\r\n",
    headers: { "content-type": "multipart/mixed; boundary=b" },
  }],
]);

const GMAIL = "https://gmail.googleapis.com/gmail/v1/users/me";
const raw = (to: string) => ({
  body: { raw: btoa(`Subject: x\r\nTo: Someone\r\n <${to}>\r\n\r\nTo: nobody@else.example`) },
});

const MAIL: readonly NamingRow[] = [
  [`GET ${GMAIL}/messages?q=invoice`, "gmail list_messages READ read"],
  [`GET ${GMAIL}/messages/1`, "gmail get_message READ read"],
  [`POST ${GMAIL}/messages/send`, "gmail send_message WRITE message +external", raw("x@other.example")],
  [`POST ${GMAIL}/messages/send`, "gmail send_message WRITE message -external", raw("x@acme.example")],
  [`POST ${GMAIL}/messages/send`, "gmail send_message WRITE message", {
    ...raw("x@other.example"),
    internalDomains: [],
  }],
  [`POST ${GMAIL}/messages/send`, "gmail send_message WRITE message", { body: { raw: "%%%" } }],
  [`POST ${GMAIL}/drafts`, "gmail create_draft WRITE other"],
  [`POST ${GMAIL}/drafts/send`, "gmail send_draft WRITE message", { body: { id: "r1" } }],
  [`POST ${GMAIL}/messages/1/trash`, "gmail trash_message WRITE delete"],
  [`DELETE ${GMAIL}/messages/1`, "gmail delete_message WRITE delete"],
  [`POST ${GMAIL}/messages/batchDelete`, "gmail batch_delete_messages WRITE destroy"],
  [`POST ${GMAIL}/messages/batchModify`, "gmail batch_modify_messages WRITE other"],
  [`POST ${GMAIL}/settings/filters`, "gmail create_filter ADMIN share +external", {
    body: { criteria: {}, action: { forward: "x@other.example" } },
  }],
  [`POST ${GMAIL}/settings/filters`, "gmail create_filter ADMIN identity", {
    body: { action: { addLabelIds: ["a"] } },
  }],
  [`POST ${GMAIL}/settings/delegates`, "gmail add_delegate ADMIN share -external", {
    body: { delegateEmail: "x@acme.example" },
  }],
  [`PUT ${GMAIL}/settings/autoForwarding`, "gmail update_auto_forwarding ADMIN share +external", {
    body: { enabled: true, emailAddress: "x@other.example" },
  }],
  [`GET ${GMAIL}/settings/filters`, "gmail get_settings READ read"],
  ["POST https://gmail.googleapis.com/batch/gmail/v1", "gmail batch WRITE other"],
  ["POST https://www.googleapis.com/gmail/v1/users/me/messages/send", "gmail send_message WRITE message"],
];
testNaming("Gmail", MAIL);

const CALENDAR = "https://www.googleapis.com/calendar/v3/calendars/primary";
const guests = (...emails: string[]) => ({ body: { attendees: emails.map((email) => ({ email })) } });

testNaming("Google Calendar", [
  [`GET ${CALENDAR}/events`, "gcalendar list_events READ read"],
  [`POST ${CALENDAR}/events`, "gcalendar create_event WRITE schedule", { body: { summary: "x" } }],
  [`POST ${CALENDAR}/events`, "gcalendar create_event WRITE message -external", guests("a@acme.example")],
  [
    `POST ${CALENDAR}/events`,
    "gcalendar create_event WRITE share +external",
    guests("a@acme.example", "x@other.example"),
  ],
  [`PATCH ${CALENDAR}/events/1`, "gcalendar update_event WRITE message", {
    ...guests("a@b.example"),
    internalDomains: [],
  }],
  [`DELETE ${CALENDAR}/events/1`, "gcalendar delete_event WRITE delete"],
  [`POST ${CALENDAR}/acl`, "gcalendar share_calendar ADMIN share +external", {
    body: { scope: { type: "default" } },
  }],
  [`POST ${CALENDAR}/acl`, "gcalendar share_calendar ADMIN share -external", {
    body: { scope: { type: "user", value: "a@acme.example" }, role: "reader" },
  }],
  [`POST ${CALENDAR}/clear`, "gcalendar clear_calendar ADMIN destroy"],
  ["DELETE https://www.googleapis.com/calendar/v3/calendars/team", "gcalendar delete_calendar ADMIN destroy"],
  ["POST https://www.googleapis.com/calendar/v3/freeBusy", "gcalendar query_free_busy READ read"],
]);

const SHEET = "https://sheets.googleapis.com/v4/spreadsheets/s";
testNaming("Google Sheets, Docs and Slides", [
  [`GET ${SHEET}/values/A1:B2`, "gsheets get_values READ read"],
  [`PUT ${SHEET}/values/A1:B2`, "gsheets update_values WRITE other"],
  [`POST ${SHEET}/values/A1:append`, "gsheets append_values WRITE other"],
  [`POST ${SHEET}/values:batchClear`, "gsheets clear_values WRITE delete"],
  [`POST ${SHEET}:batchUpdate`, "gsheets delete_sheet WRITE destroy", {
    body: { requests: [{ addSheet: {} }, { deleteSheet: { sheetId: 1 } }] },
  }],
  [`POST ${SHEET}:batchUpdate`, "gsheets delete_range WRITE delete", {
    body: { requests: [{ deleteRange: {} }] },
  }],
  [`POST ${SHEET}:batchUpdate`, "gsheets batch_update WRITE other", {
    body: { requests: [{ addSheet: {} }] },
  }],
  ["GET https://docs.googleapis.com/v1/documents/d", "gdocs get_document READ read"],
  ["POST https://docs.googleapis.com/v1/documents/d:batchUpdate", "gdocs batch_update WRITE other", {
    body: { requests: [{ insertText: { text: "x" } }] },
  }],
  [
    "POST https://slides.googleapis.com/v1/presentations/p:batchUpdate",
    "gslides delete_object WRITE destroy",
    {
      body: { requests: [{ deleteObject: {} }] },
    },
  ],
  ["DELETE https://tasks.googleapis.com/tasks/v1/users/@me/lists/l", "gtasks delete_task_list WRITE destroy"],
]);

const ADMIN = "https://admin.googleapis.com/admin/directory/v1";
testNaming("Google's people and accounts", [
  ["GET https://people.googleapis.com/v1/people/me/connections", "gpeople list_contacts READ export"],
  ["POST https://people.googleapis.com/v1/people:createContact", "gpeople create_contact WRITE other"],
  ["DELETE https://people.googleapis.com/v1/people/c1:deleteContact", "gpeople delete_contact WRITE delete"],
  [`POST ${ADMIN}/users`, "gadmin create_user ADMIN identity -external", {
    body: { primaryEmail: "x@acme.example" },
  }],
  [`GET ${ADMIN}/users/x@acme.example`, "gadmin get_user READ read"],
  [`DELETE ${ADMIN}/users/x@acme.example`, "gadmin delete_user ADMIN destroy"],
  [`POST ${ADMIN}/users/x@acme.example/makeAdmin`, "gadmin make_admin ADMIN identity"],
  [`POST ${ADMIN}/groups/g/members`, "gadmin add_member ADMIN share +external", {
    body: { email: "x@other.example" },
  }],
  [`POST ${ADMIN}/groups/g/members`, "gadmin add_member ADMIN share -external", {
    body: { email: "x@acme.example" },
  }],
  [`DELETE ${ADMIN}/groups/g`, "gadmin delete_group ADMIN destroy"],
]);

const PROJECT = "projects/p1";
const policy = (member: string) => ({
  body: { policy: { bindings: [{ role: "roles/owner", members: [member] }] } },
});

testNaming("Google Cloud", [
  [
    `POST https://cloudresourcemanager.googleapis.com/v3/${PROJECT}:setIamPolicy`,
    "gcp set_iam_policy ADMIN share +external",
    policy("user:x@other.example"),
  ],
  [
    `POST https://cloudresourcemanager.googleapis.com/v3/${PROJECT}:setIamPolicy`,
    "gcp set_iam_policy ADMIN share",
    policy("user:x@acme.example"),
  ],
  [
    `POST https://cloudresourcemanager.googleapis.com/v3/${PROJECT}:getIamPolicy`,
    "gcp get_iam_policy READ read",
  ],
  [`DELETE https://cloudresourcemanager.googleapis.com/v3/${PROJECT}`, "gcp delete_project ADMIN destroy"],
  [
    `POST https://iam.googleapis.com/v1/${PROJECT}/serviceAccounts/s/keys`,
    "gcp create_service_account_key ADMIN identity",
  ],
  [`GET https://iam.googleapis.com/v1/${PROJECT}/serviceAccounts`, "gcp list_service_accounts READ read"],
  [
    `POST https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/s:generateAccessToken`,
    "gcp generate_access_token ADMIN identity",
  ],
  [
    `DELETE https://compute.googleapis.com/compute/v1/${PROJECT}/zones/z/instances/i`,
    "gcp delete_instance ADMIN destroy",
  ],
  [
    `POST https://compute.googleapis.com/compute/v1/${PROJECT}/zones/z/instances/i/stop`,
    "gcp stop WRITE delete",
  ],
  [
    `POST https://compute.googleapis.com/compute/v1/${PROJECT}/zones/z/instances`,
    "gcp create_instance WRITE other",
  ],
  [
    `POST https://compute.googleapis.com/compute/v1/${PROJECT}/zones/z/instances/i/setMetadata`,
    "gcp set_metadata ADMIN identity",
  ],
  [
    `GET https://compute.googleapis.com/compute/v1/${PROJECT}/zones/z/instances`,
    "gcp list_instances READ read",
  ],
  ["GET https://storage.googleapis.com/storage/v1/b/bk/o/a%2Fb?alt=media", "gcp get_object READ read"],
  ["DELETE https://storage.googleapis.com/storage/v1/b/bk/o/a%2Fb", "gcp delete_object WRITE delete"],
  ["DELETE https://storage.googleapis.com/storage/v1/b/bk", "gcp delete_bucket ADMIN destroy"],
  ["POST https://storage.googleapis.com/storage/v1/b/bk/acl", "gcp put_bucket_acl ADMIN share +external", {
    body: { entity: "allUsers", role: "READER" },
  }],
  [
    "POST https://storage.googleapis.com/storage/v1/b/bk/o/a/acl",
    "gcp put_object_acl ADMIN share +external",
    {
      body: { entity: "user-x@other.example", role: "READER" },
    },
  ],
  ["PUT https://storage.googleapis.com/storage/v1/b/bk/iam", "gcp set_iam_policy ADMIN share +external", {
    body: { bindings: [{ role: "r", members: ["allAuthenticatedUsers"] }] },
  }],
  [
    "POST https://storage.googleapis.com/upload/storage/v1/b/bk/o?name=x&predefinedAcl=publicRead",
    "gcp put_object_acl ADMIN share +external",
  ],
  ["PUT https://storage.googleapis.com/bk/a", "gcp xml_put_object WRITE other"],
  ["PUT https://bk.storage.googleapis.com/a", "gcp xml_put_object_acl ADMIN share +external", {
    headers: { "x-goog-acl": "public-read" },
  }],
  ["DELETE https://storage.googleapis.com/bk", "gcp xml_delete_bucket WRITE destroy"],
  ["POST https://storage.googleapis.com/upload/storage/v1/b/bk/o?name=x", "gcp upload_object WRITE other"],
  [`POST https://bigquery.googleapis.com/bigquery/v2/${PROJECT}/queries`, "gcp query_sql WRITE execute", {
    body: { query: "select 1" },
  }],
  [
    `DELETE https://bigquery.googleapis.com/bigquery/v2/${PROJECT}/datasets/d`,
    "gcp delete_dataset ADMIN destroy",
  ],
  [
    `GET https://secretmanager.googleapis.com/v1/${PROJECT}/secrets/s/versions/latest:access`,
    "gcp access_secret READ secret",
  ],
  [`GET https://secretmanager.googleapis.com/v1/${PROJECT}/secrets`, "gcp list_secrets READ read"],
  [`POST https://pubsub.googleapis.com/v1/${PROJECT}/topics/t:publish`, "gcp publish WRITE message"],
  [
    `POST https://us-central1-aiplatform.googleapis.com/v1/${PROJECT}/locations/l/publishers/google/models/m:generateContent`,
    "google generate_content READ inference",
  ],
  [
    `POST https://aiplatform.googleapis.com/v1/${PROJECT}/locations/l/publishers/google/models/m:generateContent`,
    "gcp generate_content READ inference",
  ],
  ["POST https://www.googleapis.com/nothing/v1/known", "google create_nothing WRITE other"],
  ["POST https://googleapis.com.stranger.example/v1/x", "custom_proxy post WRITE other"],
]);

Deno.test("Facts of Google's services: who, where and in which project", () => {
  assert.equal(
    factsOf(`POST ${GMAIL}/messages/send`, raw("x@other.example"))["recipient"],
    "x@other.example",
  );
  assert.equal(factsOf(`POST ${CALENDAR}/events`, guests("a@acme.example"))["recipient"], "a@acme.example");
  assert.deepEqual(
    factsOf(`DELETE https://compute.googleapis.com/compute/v1/${PROJECT}/zones/europe-west1-b/instances/i`),
    { account: "p1", region: "europe-west1-b" },
  );
  assert.deepEqual(
    factsOf(`POST ${DRIVE}/a/permissions`, share({ emailAddress: "x@b.example", role: "writer" })),
    {
      file: "a",
      principal: "x@b.example",
      role: "writer",
    },
  );
});
