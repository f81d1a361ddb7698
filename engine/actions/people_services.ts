/** Services that keep the records of people at work: Workday, BambooHR, Greenhouse. */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

/** https://community.workday.com/sites/default/files/file-hosting/restapi/index.html; custom reports and SOAP stand beside REST. */
const WORKDAY: readonly OperationRow[] = [
  ["GET", "/service/customreport2/**", "run_report", "READ", "export", { account: ["tenant"] }],
  ["POST", "/service/{account}/{area}/{version}", "soap", "WRITE", "other"],
  ["POST", "/oauth2/{account}/token", "create_token", "ADMIN", "identity"],
  ["POST", "/api/wql/{version}/{account}/data", "query", "READ", "read"],
  ["GET", "/api/**", "get_record", "READ", "read"],
  ["POST", "/api/{area}/{version}/{account}/workers/{worker}/jobChanges", "change_job", "ADMIN", "other"],
  [
    "POST",
    "/api/{area}/{version}/{account}/workers/{worker}/businessTitleChanges",
    "change_job",
    "ADMIN",
    "other",
  ],
  [
    "POST",
    "/api/{area}/{version}/{account}/workers/{worker}/requestTimeOff",
    "request_time_off",
    "WRITE",
    "other",
  ],
  [
    "POST",
    "/api/{area}/{version}/{account}/workers/{worker}/requestOneTimePayment",
    "pay_worker",
    "ADMIN",
    "payment",
    {
      amount: ["oneTimePayments[0].amount", "amount"],
    },
  ],
  ["POST|PATCH", "/api/{area}/{version}/{account}/jobChanges/**", "change_job", "ADMIN", "other"],
  [
    "POST|PATCH",
    "/api/{area}/{version}/{account}/organizationAssignmentChanges/**",
    "change_job",
    "ADMIN",
    "other",
  ],
  ["POST|PUT|PATCH", "/api/payroll/{version}/{account}/**", "change_payroll", "ADMIN", "payment"],
  ["POST|PUT|PATCH", "/api/payrollInput/{version}/{account}/**", "change_payroll", "ADMIN", "payment"],
  ["POST|PUT|PATCH", "/api/compensation/{version}/{account}/**", "change_pay", "ADMIN", "payment"],
  ["POST|PUT|PATCH", "/api/expense/{version}/{account}/**", "create_expense", "WRITE", "payment"],
  ["POST|PUT|PATCH", "/api/accountsPayable/{version}/{account}/**", "create_invoice", "WRITE", "payment"],
  ["POST|PUT|PATCH", "/api/person/{version}/{account}/**", "change_personal_data", "ADMIN", "other"],
  ["POST|PUT|PATCH", "/api/recruiting/{version}/{account}/**", "change_candidate", "WRITE", "other"],
  ["POST", "/api/{area}/{version}/{account}/{kind}/{record}/approve", "approve_task", "WRITE", "identity"],
  ["POST|PUT|PATCH", "/api/{area}/{version}/{account}/**", "change_record", "WRITE", "other"],
  ["DELETE", "/api/{area}/{version}/{account}/**", "delete_record", "WRITE", "delete"],
];

/** What a SOAP request does is the first element of its body: `Hire_Employee_Request`. */
const SOAP_ACTS:
  readonly (readonly [pattern: RegExp, naming: Pick<Naming, "operation" | "verb" | "category">])[] = [
    [/^Get_/, { operation: "get_record", verb: "READ", category: "read" }],
    [/^(?:Terminate|End)_/, { operation: "terminate_worker", verb: "ADMIN", category: "destroy" }],
    [/Payment_Election|Payroll|Compensation|One-?Time_Payment|Supplier_Invoice|Expense/i, {
      operation: "change_payroll",
      verb: "ADMIN",
      category: "payment",
    }],
    [/Account|Security_Group|Integration_System|Credential|Password|Role/i, {
      operation: "change_account",
      verb: "ADMIN",
      category: "identity",
    }],
    [/^Hire_|^Contract_/, { operation: "hire_worker", verb: "ADMIN", category: "identity" }],
    [/^(?:Delete|Remove|Purge)_/, { operation: "delete_record", verb: "ADMIN", category: "destroy" }],
  ];

const outsiders = tellOutsiders();

function refineWorkday(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation !== "soap") return outsiders(view, naming, home);
  const act = /<(?:\w+:)?Body[^>]{0,500}>\s*<(?:\w+:)?([\w-]{1,100})/.exec(view.text)?.[1];
  const found = act === undefined ? undefined : SOAP_ACTS.find(([pattern]) => pattern.test(act))?.[1];
  return found === undefined ? naming : { ...naming, ...found };
}

const EMPLOYEE = "/employees/{employee}";

/** https://documentation.bamboohr.com/reference */
const BAMBOOHR: readonly OperationRow[] = [
  ["GET", "/employees/directory", "list_employees", "READ", "read"],
  ["GET", EMPLOYEE, "get_employee", "READ", "read"],
  ["POST", "/employees", "create_employee", "ADMIN", "identity", { principal: ["workEmail"] }],
  ["POST|PUT", EMPLOYEE, "update_employee", "ADMIN", "other"],
  ["POST|PUT", `${EMPLOYEE}/tables/compensation/**`, "change_pay", "ADMIN", "payment"],
  ["POST|PUT", `${EMPLOYEE}/tables/employmentStatus/**`, "change_job", "ADMIN", "other"],
  ["POST|PUT", `${EMPLOYEE}/tables/{table}/**`, "update_employee", "ADMIN", "other"],
  ["DELETE", `${EMPLOYEE}/tables/{table}/{row}`, "delete_record", "WRITE", "delete"],
  ["GET", `${EMPLOYEE}/files/**`, "get_file", "READ", "read"],
  ["POST", `${EMPLOYEE}/files/**`, "upload_file", "WRITE", "share", {
    shared: ["shareWithEmployee", "share"],
  }],
  ["DELETE", `${EMPLOYEE}/files/{file}`, "delete_file", "WRITE", "delete"],
  ["POST", `${EMPLOYEE}/photo`, "update_photo", "WRITE", "other"],
  ["PUT", `${EMPLOYEE}/time_off/request`, "request_time_off", "WRITE", "other"],
  ["PUT|POST", `${EMPLOYEE}/time_off/**`, "change_time_off", "WRITE", "other"],
  ["PUT", "/time_off/requests/{request}/status", "approve_time_off", "WRITE", "identity"],
  ["POST", "/files/**", "upload_file", "WRITE", "share"],
  ["DELETE", "/files/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/reports/custom", "run_report", "READ", "export"],
  ["GET", "/reports/{report}", "run_report", "READ", "export"],
  ["POST", "/datasets/{dataset}", "run_report", "READ", "export"],
  ["GET", "/meta/users", "list_users", "READ", "read"],
  ["PUT|POST", "/meta/lists/{list}", "change_lists", "ADMIN", "config"],
  ["POST", "/applicant_tracking/application", "create_candidate", "WRITE", "other", { recipient: ["email"] }],
  ["POST", "/applicant_tracking/applications/{application}/comments", "add_comment", "WRITE", "message"],
  ["POST", "/applicant_tracking/applications/{application}/status", "change_candidate", "WRITE", "other"],
  ["POST", "/applicant_tracking/job_opening", "create_job", "WRITE", "message"],
  ["POST|PUT", "/time_tracking/**", "track_time", "WRITE", "other"],
  ["POST", "/timetracking/**", "track_time", "WRITE", "other"],
  ["DELETE", "/timetracking/delete/{record}", "delete_record", "WRITE", "delete"],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["PUT", "/webhooks/{hook}", "update_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["DELETE", "/webhooks/{hook}", "delete_webhook", "ADMIN", "delete"],
  ["POST", "/login", "create_token", "ADMIN", "identity"],
  ["POST|PUT", "/training/**", "change_training", "WRITE", "other"],
  ["POST|PUT", "/performance/**", "change_goal", "WRITE", "other"],
];

const CANDIDATE = "/candidates/{candidate}";
const APPLICATION = "/applications/{application}";
const MAIL = { principal: ["email", "emails[0].value", "primary_email_address"] };

/** https://developers.greenhouse.io/harvest.html and https://harvestdocs.greenhouse.io/ (version 3) */
const GREENHOUSE: readonly OperationRow[] = [
  ["GET", "/candidates/**", "get_candidate", "READ", "read"],
  ["POST", "/candidates", "create_candidate", "WRITE", "other"],
  ["POST", "/prospects", "create_candidate", "WRITE", "other"],
  ["PUT", "/candidates/merge", "merge_candidates", "WRITE", "destroy"],
  ["PUT", `${CANDIDATE}/anonymize`, "delete_personal_data", "ADMIN", "destroy"],
  ["PATCH|PUT", CANDIDATE, "update_candidate", "WRITE", "other"],
  ["DELETE", CANDIDATE, "delete_candidate", "ADMIN", "delete"],
  ["POST", `${CANDIDATE}/attachments`, "upload_file", "WRITE", "other"],
  ["POST", `${CANDIDATE}/activity_feed/notes`, "add_note", "WRITE", "message"],
  ["POST", `${CANDIDATE}/activity_feed/emails`, "add_note", "WRITE", "message", { recipient: ["to"] }],
  ["POST", `${CANDIDATE}/applications`, "create_application", "WRITE", "other"],
  ["PUT|POST|DELETE", `${CANDIDATE}/**`, "update_candidate", "WRITE", "other"],
  ["POST", `${APPLICATION}/advance`, "advance_application", "WRITE", "other"],
  ["POST", `${APPLICATION}/move`, "advance_application", "WRITE", "other"],
  ["POST", `${APPLICATION}/transfer_to_job`, "advance_application", "WRITE", "other"],
  ["POST", `${APPLICATION}/reject`, "reject_candidate", "WRITE", "message"],
  ["POST", `${APPLICATION}/unreject`, "unreject_candidate", "WRITE", "other"],
  ["POST", `${APPLICATION}/hire`, "hire_candidate", "ADMIN", "identity"],
  ["PATCH", `${APPLICATION}/offers/current_offer`, "change_offer", "ADMIN", "payment"],
  ["PATCH", APPLICATION, "update_application", "WRITE", "other"],
  ["DELETE", APPLICATION, "delete_application", "WRITE", "delete"],
  ["POST|PATCH", "/offers/**", "change_offer", "ADMIN", "payment"],
  ["POST", "/scheduled_interviews", "schedule_interview", "WRITE", "message"],
  ["POST|PATCH", "/scheduled_interviews/**", "schedule_interview", "WRITE", "message"],
  ["DELETE", "/scheduled_interviews/{interview}", "cancel_interview", "WRITE", "delete"],
  ["POST", "/jobs", "create_job", "WRITE", "other"],
  ["PATCH", "/jobs/{job}", "update_job", "WRITE", "other", { confidential: ["is_confidential"] }],
  ["PUT|POST|DELETE", "/jobs/{job}/hiring_team", "change_hiring_team", "ADMIN", "share"],
  ["POST|PATCH|DELETE", "/jobs/{job}/openings/**", "change_openings", "WRITE", "other"],
  ["POST|PATCH", "/job_posts/{post}/**", "publish_job", "WRITE", "share"],
  ["POST", "/users", "create_user", "ADMIN", "share", MAIL],
  ["PATCH", "/users/permission_level", "change_role", "ADMIN", "identity", {
    principal: ["user.email", "user.user_id"],
    role: ["level"],
  }],
  ["PATCH", "/users/disable", "disable_user", "ADMIN", "identity"],
  ["PATCH", "/users/enable", "enable_user", "ADMIN", "identity"],
  ["PUT|DELETE|POST", "/users/{principal}/permissions/**", "change_permissions", "ADMIN", "identity"],
  ["PATCH", "/users/**", "update_user", "ADMIN", "identity"],
  ["POST", "/users/{principal}/email_addresses", "change_email", "ADMIN", "identity", {
    principal: ["email"],
  }],
  ["POST|PATCH|PUT|DELETE", "/user_roles/**", "change_roles", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/custom_fields/**", "change_fields", "ADMIN", "config"],
  ["POST|PATCH|DELETE", "/departments/**", "change_departments", "ADMIN", "config"],
  ["POST|PATCH|DELETE", "/offices/**", "change_departments", "ADMIN", "config"],
  ["POST", "/boards/{board}/jobs/{job}", "create_application", "WRITE", "other"],
  ["POST", "/auth/token", "create_token", "ADMIN", "identity"],
];

export const PEOPLE_SERVICES: readonly Service[] = [
  {
    tool: "workday",
    hosts: ["*.workday.com", "*.myworkday.com", "*.workdaysuv.com"],
    bases: ["/ccx", ""],
    operations: WORKDAY,
    refine: refineWorkday,
  },
  {
    tool: "bamboohr",
    hosts: ["api.bamboohr.com", "*.bamboohr.com"],
    bases: ["/api/gateway.php/{account}/*", "/api/*"],
    operations: BAMBOOHR,
    refine: outsiders,
  },
  {
    tool: "greenhouse",
    hosts: ["harvest.greenhouse.io", "api.greenhouse.io", "boards-api.greenhouse.io", "auth.greenhouse.io"],
    bases: ["/*", ""],
    operations: GREENHOUSE,
    refine: outsiders,
  },
];
