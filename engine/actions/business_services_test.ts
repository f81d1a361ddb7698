/** Operations, customers, work, people, identity. */
import assert from "node:assert/strict";
import { factsOf, testNaming } from "../../tests/naming_table.ts";

const DD = "https://api.datadoghq.eu/api";

testNaming("Datadog", [
  [`GET ${DD}/v1/query?query=x`, "datadog query_metrics READ read"],
  [`POST ${DD}/v2/logs/events/search`, "datadog search_logs READ read"],
  [`POST ${DD}/v1/monitor/validate`, "datadog check_monitor READ read"],
  [`POST ${DD}/v1/monitor`, "datadog create_monitor WRITE config"],
  [`DELETE ${DD}/v1/monitor/5`, "datadog delete_monitor WRITE delete"],
  [`DELETE ${DD}/v1/dashboard`, "datadog delete_dashboards WRITE destroy"],
  [`POST ${DD}/v1/dashboard/public`, "datadog share_dashboard_public ADMIN share +external", {
    body: { share_type: "open" },
  }],
  [`POST ${DD}/v1/dashboard/public`, "datadog share_dashboard ADMIN share", {
    body: { share_type: "invite" },
  }],
  ["POST https://api.us5.datadoghq.com/api/v2/api_keys", "datadog create_token ADMIN identity"],
  [`GET ${DD}/v2/api_keys/5`, "datadog read_token READ secret"],
  [`POST ${DD}/v2/roles/r/users`, "datadog assign_role ADMIN identity"],
  ["POST https://http-intake.logs.datadoghq.com/api/v2/logs", "datadog send_logs WRITE other"],
]);

const PD = "https://api.pagerduty.com";

testNaming("PagerDuty", [
  [`GET ${PD}/incidents`, "pagerduty list_incidents READ read"],
  [`POST ${PD}/schedules/preview`, "pagerduty preview_schedule READ read"],
  [`POST ${PD}/analytics/metrics/incidents/all`, "pagerduty query_analytics READ read"],
  [`POST ${PD}/incidents`, "pagerduty create_incident WRITE message"],
  ["POST https://events.pagerduty.com/v2/enqueue", "pagerduty send_alert WRITE message"],
  ["POST https://events.eu.pagerduty.com/v2/enqueue", "pagerduty send_alert WRITE message"],
  [`DELETE ${PD}/services/S1`, "pagerduty delete_service ADMIN destroy"],
  [`DELETE ${PD}/schedules/S1/overrides/O1`, "pagerduty change_schedule WRITE config"],
  [`POST ${PD}/users`, "pagerduty create_user ADMIN share +external", {
    body: { user: { email: "m@x.example" } },
  }],
  [`POST ${PD}/users`, "pagerduty create_user ADMIN share -external", {
    body: { user: { email: "a@acme.example" } },
  }],
  [`POST ${PD}/response_plays/p/run`, "pagerduty run_response_play WRITE execute"],
]);

const SF = "https://acme.my.salesforce.com/services/data/v60.0";

testNaming("Salesforce", [
  [`GET ${SF}/query?q=SELECT+Id+FROM+Account`, "salesforce query READ read"],
  [`POST ${SF}/search`, "salesforce search READ read"],
  [`GET ${SF}/sobjects/Account/1`, "salesforce get_record READ read"],
  [`POST ${SF}/composite/sobjects/Account`, "salesforce get_records READ read"],
  [`POST ${SF}/composite/sobjects`, "salesforce create_records WRITE other"],
  [`POST ${SF}/sobjects/Account`, "salesforce create_record WRITE other"],
  [`PATCH ${SF}/sobjects/Account/1`, "salesforce update_record WRITE other"],
  [`POST ${SF}/sobjects/Account/1?_HttpMethod=PATCH`, "salesforce update_record WRITE other"],
  [`POST ${SF}/sobjects/Account/1?_HttpMethod=DELETE`, "salesforce delete_record WRITE delete"],
  [`DELETE ${SF}/sobjects/Account/1`, "salesforce delete_record WRITE delete"],
  [`DELETE ${SF}/composite/sobjects?ids=1,2`, "salesforce delete_records WRITE destroy"],
  [`POST ${SF}/jobs/ingest`, "salesforce delete_records WRITE destroy", {
    body: { object: "Account", operation: "hardDelete" },
  }],
  [`POST ${SF}/jobs/ingest`, "salesforce create_bulk_job WRITE other", {
    body: { object: "Account", operation: "upsert" },
  }],
  [`POST ${SF}/jobs/query`, "salesforce export_records READ export"],
  [`POST ${SF}/sobjects/User`, "salesforce create_user ADMIN identity +external", {
    body: { Email: "m@x.example" },
  }],
  [`POST ${SF}/sobjects/PermissionSetAssignment`, "salesforce assign_role ADMIN identity"],
  [`POST ${SF}/sobjects/AccountShare`, "salesforce create_record ADMIN identity"],
  [`GET ${SF}/tooling/executeAnonymous?anonymousBody=x`, "salesforce run_code ADMIN execute"],
  [`POST ${SF}/actions/standard/emailSimple`, "salesforce send_email WRITE message +external", {
    body: { inputs: [{ emailAddresses: "a@acme.example,m@x.example" }] },
  }],
  [`POST ${SF}/composite`, "salesforce delete_record WRITE delete", {
    body: {
      compositeRequest: [
        { method: "GET", url: "/services/data/v60.0/sobjects/Account/1" },
        { method: "DELETE", url: "/services/data/v60.0/sobjects/Account/1" },
      ],
    },
  }],
  [`POST ${SF}/composite/batch`, "salesforce get_record READ read", {
    body: { batchRequests: [{ method: "GET", url: "v60.0/sobjects/Account/1" }] },
  }],
  ["POST https://acme.my.salesforce.com/services/Soap/u/60.0", "salesforce delete_records WRITE destroy", {
    text: "<env:Envelope><env:Body><urn:delete><urn:ids>1</urn:ids></urn:delete></env:Body></env:Envelope>",
    headers: { "content-type": "text/xml" },
  }],
  ["POST https://acme.my.salesforce.com/services/Soap/u/60.0", "salesforce query READ read", {
    text: "<env:Envelope><env:Body><urn:query/></env:Body></env:Envelope>",
    headers: { "content-type": "text/xml" },
  }],
]);

const HS = "https://api.hubapi.com";

testNaming("HubSpot", [
  [`GET ${HS}/crm/v3/objects/contacts/1`, "hubspot get_record READ read"],
  [`POST ${HS}/crm/v3/objects/contacts/search`, "hubspot search_records READ read"],
  [`POST ${HS}/crm/v3/objects/contacts/batch/read`, "hubspot get_records READ read"],
  [`POST ${HS}/crm/v3/objects/contacts/batch/archive`, "hubspot delete_records WRITE destroy"],
  [`POST ${HS}/crm/v3/objects/contacts/batch/upsert`, "hubspot change_records WRITE other"],
  [`POST ${HS}/crm/v3/objects/contacts`, "hubspot create_record WRITE other"],
  [`DELETE ${HS}/crm/v3/objects/contacts/1`, "hubspot delete_record WRITE delete"],
  [`POST ${HS}/crm/v3/objects/contacts/gdpr-delete`, "hubspot delete_personal_data ADMIN destroy"],
  [`POST ${HS}/crm/v3/exports/export/async`, "hubspot export_records WRITE export"],
  [`POST ${HS}/marketing/v3/transactional/single-email/send`, "hubspot send_email WRITE message +external", {
    body: { message: { to: "m@x.example" } },
  }],
  ["POST https://api-eu1.hubapi.com/settings/v3/users", "hubspot create_user ADMIN share +external", {
    body: { email: "m@x.example" },
  }],
]);

const ZD = "https://acme.zendesk.com/api/v2";

testNaming("Zendesk", [
  [`GET ${ZD}/tickets/5.json`, "zendesk get_ticket READ read"],
  [`GET ${ZD}/incremental/tickets.json`, "zendesk export_records READ export"],
  [`GET ${ZD}/webhooks/1/signing_secret`, "zendesk read_webhook_secret READ secret"],
  [`POST ${ZD}/tickets.json`, "zendesk create_ticket WRITE message"],
  [`POST ${ZD}/tickets`, "zendesk create_ticket WRITE message"],
  [`PUT ${ZD}/tickets/5.json`, "zendesk update_ticket WRITE message"],
  [`DELETE ${ZD}/tickets/5.json`, "zendesk delete_ticket WRITE delete"],
  [`DELETE ${ZD}/tickets/destroy_many.json?ids=1,2`, "zendesk delete_tickets WRITE destroy"],
  [`DELETE ${ZD}/deleted_tickets/5.json`, "zendesk purge_ticket ADMIN destroy"],
  [`POST ${ZD}/users.json`, "zendesk create_user ADMIN identity +external", {
    body: { user: { email: "m@x.example" } },
  }],
  [`POST ${ZD}/webhooks`, "zendesk create_webhook ADMIN share +external", {
    body: { webhook: { endpoint: "https://x.example/" } },
  }],
  [`DELETE ${ZD}/users/5.json`, "zendesk delete_user ADMIN destroy"],
]);

const IC = "https://api.intercom.io";

testNaming("Intercom", [
  [`GET ${IC}/conversations/5`, "intercom read_conversation READ read"],
  [`POST ${IC}/contacts/search`, "intercom search_contacts READ read"],
  [`POST ${IC}/conversations/search`, "intercom search_conversations READ read"],
  [`POST ${IC}/conversations/5/reply`, "intercom reply WRITE message"],
  ["POST https://api.eu.intercom.io/messages", "intercom send_message WRITE message +external", {
    body: { to: { email: "m@x.example" } },
  }],
  [`DELETE ${IC}/contacts/5`, "intercom delete_contact WRITE delete"],
  [`POST ${IC}/contacts/merge`, "intercom merge_contacts WRITE destroy"],
  [`POST ${IC}/contacts`, "intercom create_contact WRITE other"],
  [`POST ${IC}/export/content/data`, "intercom export_messages WRITE export"],
]);

const NOTION = "https://api.notion.com/v1";

testNaming("Notion", [
  [`GET ${NOTION}/pages/p`, "notion get_page READ read"],
  [`POST ${NOTION}/search`, "notion search READ read"],
  [`POST ${NOTION}/databases/d/query`, "notion query_database READ read"],
  [`POST ${NOTION}/databases`, "notion create_database WRITE config"],
  [`POST ${NOTION}/pages`, "notion create_page WRITE message"],
  [`PATCH ${NOTION}/pages/p`, "notion update_page WRITE message", { body: { properties: {} } }],
  [`PATCH ${NOTION}/pages/p`, "notion delete_page WRITE delete", { body: { archived: true } }],
  [`PATCH ${NOTION}/databases/d`, "notion delete_database WRITE destroy", { body: { in_trash: true } }],
  [`PATCH ${NOTION}/databases/d`, "notion update_database WRITE config", { body: { in_trash: false } }],
  [`DELETE ${NOTION}/blocks/b`, "notion delete_block WRITE delete"],
  [`POST ${NOTION}/comments`, "notion add_comment WRITE message"],
]);

const ASANA = "https://app.asana.com/api/1.0";

testNaming("Asana", [
  [`GET ${ASANA}/tasks/5`, "asana get_task READ read"],
  [`POST ${ASANA}/tasks`, "asana create_task WRITE other"],
  [`POST ${ASANA}/tasks/5/stories`, "asana add_comment WRITE message"],
  [`DELETE ${ASANA}/tasks/5`, "asana delete_task WRITE delete"],
  [`DELETE ${ASANA}/projects/5`, "asana delete_project ADMIN destroy"],
  [`POST ${ASANA}/workspaces/1/addUser`, "asana invite_user ADMIN share +external", {
    body: { data: { user: "m@x.example" } },
  }],
  [`POST ${ASANA}/workspaces/1/removeUser`, "asana remove_user ADMIN identity"],
  [`POST ${ASANA}/webhooks`, "asana create_webhook ADMIN share +external", {
    body: { data: { target: "https://x.example/" } },
  }],
  [`POST ${ASANA}/batch`, "asana delete_project ADMIN destroy", {
    body: {
      data: {
        actions: [{ method: "get", relative_path: "/tasks/5" }, {
          method: "delete",
          relative_path: "/projects/5",
        }],
      },
    },
  }],
]);

testNaming("Monday", [
  ["POST https://api.monday.com/v2", "monday graphql_query READ read", {
    body: { query: "{ boards { id } }" },
  }],
  ["POST https://api.monday.com/v2/", "monday delete_board WRITE destroy", {
    body: { query: "mutation { delete_board(board_id: 1) { id } }" },
  }],
  ["POST https://api.monday.com/v2", "monday create_item WRITE other", {
    body: { query: 'mutation { create_item(board_id: 1, item_name: "x") { id } }' },
  }],
  ["POST https://api.monday.com/v2", "monday graphql_unreadable WRITE other", {
    body: { query: "mutation {" },
  }],
  ["POST https://api.monday.com/v2/file", "monday upload_file WRITE other"],
  ["GET https://api.monday.com/v2/get_schema", "monday get READ read"],
  ["POST https://api.monday.com/v2/get_schema", "monday get_schema READ read"],
  ["POST https://auth.monday.com/oauth2/token", "monday create_token ADMIN identity"],
]);

const AT = "https://api.airtable.com/v0";

testNaming("Airtable", [
  [`GET ${AT}/app1/Table`, "airtable get_records READ read"],
  [`POST ${AT}/app1/Table/listRecords`, "airtable list_records READ read"],
  [`POST ${AT}/app1/Table`, "airtable create_records WRITE other"],
  [`PATCH ${AT}/app1/Table/rec1`, "airtable update_record WRITE other"],
  [`DELETE ${AT}/app1/Table/rec1`, "airtable delete_record WRITE delete"],
  [`DELETE ${AT}/meta/bases/app1`, "airtable delete_base ADMIN destroy"],
  [`POST ${AT}/meta/bases/app1/collaborators`, "airtable add_collaborator ADMIN share +external", {
    body: { collaborators: [{ user: { email: "m@x.example" }, permissionLevel: "edit" }] },
  }],
  [`POST ${AT}/app1/Table/rec1/comments`, "airtable add_comment WRITE message"],
  [`POST ${AT}/bases/app1/webhooks`, "airtable create_webhook ADMIN share +external", {
    body: { notificationUrl: "https://x.example/" },
  }],
  [
    "POST https://content.airtable.com/v0/app1/rec1/fld1/uploadAttachment",
    "airtable upload_file WRITE other",
  ],
]);

const TRELLO = "https://api.trello.com/1";

testNaming("Trello", [
  [`GET ${TRELLO}/boards/b/cards`, "trello get_board READ read"],
  [`POST ${TRELLO}/cards?idList=l`, "trello create_card WRITE other"],
  [`PUT ${TRELLO}/cards/c?closed=true`, "trello archive_card WRITE delete"],
  [`PUT ${TRELLO}/cards/c?name=x`, "trello update_card WRITE other"],
  [`DELETE ${TRELLO}/boards/b`, "trello delete_board ADMIN destroy"],
  [`PUT ${TRELLO}/boards/b?prefs/permissionLevel=public`, "trello make_board_public ADMIN share +external"],
  [
    `PUT ${TRELLO}/boards/b/prefs/permissionLevel?value=public`,
    "trello make_board_public ADMIN share +external",
  ],
  [`PUT ${TRELLO}/boards/b/prefs/permissionLevel?value=private`, "trello update_board ADMIN config"],
  [`PUT ${TRELLO}/boards/b/members?email=m@x.example`, "trello add_member ADMIN share +external"],
  [`PUT ${TRELLO}/organizations/o/members?email=a@acme.example`, "trello invite_user ADMIN share -external"],
  [`POST ${TRELLO}/cards/c/actions/comments?text=x`, "trello add_comment WRITE message"],
]);

const WD = "https://wd2-impl-services1.workday.com/ccx";

testNaming("Workday", [
  [`GET ${WD}/api/staffing/v6/acme/workers`, "workday get_record READ read"],
  [`GET ${WD}/service/customreport2/acme/owner/Report`, "workday run_report READ export"],
  [`POST ${WD}/api/wql/v1/acme/data`, "workday query READ read"],
  [`POST ${WD}/api/staffing/v6/acme/workers/w/jobChanges`, "workday change_job ADMIN other"],
  [`POST ${WD}/api/payroll/v2/acme/inputs`, "workday change_payroll ADMIN payment"],
  [
    `POST ${WD}/api/absenceManagement/v1/acme/workers/w/requestTimeOff`,
    "workday request_time_off WRITE other",
  ],
  [`DELETE ${WD}/api/recruiting/v4/acme/interviews/5`, "workday delete_record WRITE delete"],
  [`POST ${WD}/oauth2/acme/token`, "workday create_token ADMIN identity"],
  [`POST ${WD}/service/acme/Staffing/v42.0`, "workday terminate_worker ADMIN destroy", {
    text: "<e:Envelope><e:Body><wd:Terminate_Employee_Request/></e:Body></e:Envelope>",
    headers: { "content-type": "text/xml" },
  }],
  [`POST ${WD}/service/acme/Human_Resources/v42.0`, "workday get_record READ read", {
    text: "<e:Envelope><e:Body><wd:Get_Workers_Request/></e:Body></e:Envelope>",
    headers: { "content-type": "text/xml" },
  }],
]);

const BHR = "https://api.bamboohr.com/api/gateway.php/acme/v1";

testNaming("BambooHR", [
  [`GET ${BHR}/employees/5?fields=ssn`, "bamboohr get_employee READ read"],
  [`GET ${BHR}/employees/directory`, "bamboohr list_employees READ read"],
  [`POST ${BHR}/reports/custom`, "bamboohr run_report READ export"],
  [`POST ${BHR}/employees`, "bamboohr create_employee ADMIN identity"],
  [`POST ${BHR}/employees/5`, "bamboohr update_employee ADMIN other"],
  [`POST ${BHR}/employees/5/tables/compensation`, "bamboohr change_pay ADMIN payment"],
  [`POST ${BHR}/employees/5/tables/emergencyContacts`, "bamboohr update_employee ADMIN other"],
  [`DELETE ${BHR}/employees/5/files/6`, "bamboohr delete_file WRITE delete"],
  [
    "PUT https://acme.bamboohr.com/api/v1/time_off/requests/5/status",
    "bamboohr approve_time_off WRITE identity",
  ],
  [`POST ${BHR}/webhooks`, "bamboohr create_webhook ADMIN share +external", {
    body: { url: "https://x.example/" },
  }],
]);

const GRH = "https://harvest.greenhouse.io/v1";

testNaming("Greenhouse", [
  [`GET ${GRH}/candidates/5`, "greenhouse get_candidate READ read"],
  [`POST ${GRH}/candidates`, "greenhouse create_candidate WRITE other"],
  [`DELETE ${GRH}/candidates/5`, "greenhouse delete_candidate ADMIN delete"],
  [`PUT ${GRH}/candidates/5/anonymize?fields=full_name`, "greenhouse delete_personal_data ADMIN destroy"],
  [`POST ${GRH}/applications/5/reject`, "greenhouse reject_candidate WRITE message"],
  [`POST ${GRH}/applications/5/advance`, "greenhouse advance_application WRITE other"],
  [`PATCH ${GRH}/users/permission_level`, "greenhouse change_role ADMIN identity"],
  [`POST ${GRH}/users`, "greenhouse create_user ADMIN share +external", { body: { email: "m@x.example" } }],
  [`POST ${GRH}/users`, "greenhouse create_user ADMIN share -external", {
    body: { email: "a@acme.example" },
  }],
]);

const OKTA = "https://acme.okta.com/api/v1";

testNaming("Okta", [
  [`GET ${OKTA}/users/u`, "okta get_user READ read"],
  [`GET ${OKTA}/logs`, "okta read_audit_log READ export"],
  [`POST ${OKTA}/users`, "okta create_user ADMIN identity +external", {
    body: { profile: { email: "m@x.example" } },
  }],
  [`POST ${OKTA}/users/u`, "okta update_user ADMIN identity"],
  [`DELETE ${OKTA}/users/u`, "okta delete_user ADMIN destroy"],
  [`POST ${OKTA}/users/u/lifecycle/reset_factors`, "okta reset_mfa ADMIN identity"],
  [`POST ${OKTA}/users/u/roles`, "okta assign_role ADMIN identity"],
  [`PUT ${OKTA}/groups/g/users/u`, "okta add_group_member ADMIN identity"],
  ["POST https://acme-admin.okta-emea.com/api/v1/api-tokens", "okta create_token ADMIN identity"],
  ["POST https://acme.okta.com/oauth2/default/v1/introspect", "okta check_token READ read"],
  ["POST https://acme.okta.com/oauth2/default/v1/token", "okta create_token ADMIN identity"],
]);

const AUTH0 = "https://acme.eu.auth0.com/api/v2";

testNaming("Auth0", [
  [`GET ${AUTH0}/users/auth0%7C1`, "auth0 get_user READ read"],
  [`GET ${AUTH0}/clients`, "auth0 get_app READ secret"],
  [`POST ${AUTH0}/users/auth0%7C1/roles`, "auth0 assign_role ADMIN identity"],
  [`DELETE ${AUTH0}/users/auth0%7C1`, "auth0 delete_user ADMIN destroy"],
  [`POST ${AUTH0}/organizations/o/invitations`, "auth0 invite_user ADMIN share +external", {
    body: { invitee: { email: "m@x.example" } },
  }],
  [`POST ${AUTH0}/clients/c/rotate-secret`, "auth0 create_app_secret ADMIN identity"],
  [`POST ${AUTH0}/actions/actions/a/deploy`, "auth0 deploy_action ADMIN deploy"],
  [`POST ${AUTH0}/jobs/users-exports`, "auth0 export_users ADMIN export"],
  ["POST https://acme.auth0.com/oauth/token", "auth0 create_token ADMIN identity"],
  ["POST https://acme.auth0.com/passwordless/start", "auth0 send_code WRITE message +external", {
    body: { email: "m@x.example" },
  }],
]);

Deno.test("Workspaces, projects, roles and senders are facts", () => {
  assert.deepEqual(factsOf(`POST ${AT}/app1/Table`), { workspace: "app1", table: "Table" });
  assert.equal(factsOf(`POST ${ASANA}/tasks`, { body: { data: { projects: ["9"] } } })["project"], "9");
  assert.equal(
    factsOf(`POST ${OKTA}/users/u/roles`, { body: { type: "SUPER_ADMIN" } })["role"],
    "SUPER_ADMIN",
  );
  assert.equal(factsOf(`GET ${BHR}/employees/5`)["account"], "acme");
  assert.equal(factsOf("POST https://api.atlassian.com/ex/jira/c1/rest/api/2/issue")["cloud"], "c1");
});
