/**
 * Google Sheets, Docs, Slides, Forms and Tasks (https://developers.google.com/workspace/sheets/api/reference/rest and its siblings).
 * Their batches of updates are one call each: what an update does stands in the names of its members.
 */
import type { CallView } from "../call_view.ts";
import { gravest } from "./categories.ts";
import { withMethodParameter } from "./google_service.ts";
import { readName, snakeCase } from "./names.ts";
import { restReader } from "./rest.ts";
import type { Naming, OperationRow, Service } from "./service.ts";

const SHEET = "/v4/spreadsheets/{file}";

const SHEETS: readonly OperationRow[] = [
  ["POST", "/v4/spreadsheets", "create_spreadsheet", "WRITE", "other", { name: ["properties.title"] }],
  ["GET", SHEET, "get_spreadsheet", "READ", "read"],
  ["POST", "/v4/spreadsheets/{file}:getByDataFilter", "get_spreadsheet", "READ", "read"],
  ["POST", "/v4/spreadsheets/{file}:batchUpdate", "batch_update", "WRITE", "other"],
  ["GET", `${SHEET}/values/{range}`, "get_values", "READ", "read"],
  ["GET", `${SHEET}/values:batchGet`, "get_values", "READ", "read"],
  ["POST", `${SHEET}/values:batchGetByDataFilter`, "get_values", "READ", "read"],
  ["PUT", `${SHEET}/values/{range}`, "update_values", "WRITE", "other"],
  ["POST", `${SHEET}/values/{range}:append`, "append_values", "WRITE", "other"],
  ["POST", `${SHEET}/values/{range}:clear`, "clear_values", "WRITE", "delete"],
  ["POST", `${SHEET}/values:batchUpdate`, "update_values", "WRITE", "other"],
  ["POST", `${SHEET}/values:batchUpdateByDataFilter`, "update_values", "WRITE", "other"],
  ["POST", `${SHEET}/values:batchClear`, "clear_values", "WRITE", "delete"],
  ["POST", `${SHEET}/values:batchClearByDataFilter`, "clear_values", "WRITE", "delete"],
  ["POST", `${SHEET}/sheets/{sheet}:copyTo`, "copy_sheet", "WRITE", "other", {
    destination: ["destinationSpreadsheetId"],
  }],
];

const DOCS: readonly OperationRow[] = [
  ["POST", "/v1/documents", "create_document", "WRITE", "other", { name: ["title"] }],
  ["GET", "/v1/documents/{file}", "get_document", "READ", "read"],
  ["POST", "/v1/documents/{file}:batchUpdate", "batch_update", "WRITE", "other"],
];

const SLIDES: readonly OperationRow[] = [
  ["POST", "/v1/presentations", "create_presentation", "WRITE", "other", { name: ["title"] }],
  ["GET", "/v1/presentations/{file}", "get_presentation", "READ", "read"],
  ["GET", "/v1/presentations/{file}/pages/**", "get_page", "READ", "read"],
  ["POST", "/v1/presentations/{file}:batchUpdate", "batch_update", "WRITE", "other"],
];

/** Requests of one batch, by the name of their single member: `deleteSheet`, `insertText`. More are not looked at. */
const MAX_REQUESTS = 1_000;

function refine({ fields }: CallView, naming: Naming): Naming {
  if (naming.operation !== "batch_update" || fields.kind !== "json") return naming;
  const { requests } = Object(fields.value) as { requests?: unknown };
  if (!Array.isArray(requests)) return naming;
  const names = requests.slice(0, MAX_REQUESTS).flatMap((request) => Object.keys(Object(request)));
  const readings = [...new Set(names)].map((name) => ({ name, ...readUpdate(name) }));
  const worst = gravest(readings);
  if (worst === undefined || worst.category === "other") return naming;
  return { ...naming, operation: snakeCase(worst.name), category: worst.category };
}

function readUpdate(name: string): Pick<Naming, "verb" | "category"> {
  // Whole sheets and slides go with all that is in them; rows, ranges and formats are single things.
  if (/^delete(?:Sheet|Tab|Object)$/.test(name)) return { verb: "WRITE", category: "destroy" };
  const { category } = readName(name);
  return { verb: "WRITE", category: category === "delete" || category === "destroy" ? "delete" : "other" };
}

const rest = { refine, fallback: restReader() };

export const GOOGLE_DOCS: readonly Service[] = withMethodParameter([
  { tool: "gsheets", hosts: ["sheets.googleapis.com"], operations: SHEETS, ...rest },
  { tool: "gdocs", hosts: ["docs.googleapis.com"], operations: DOCS, ...rest },
  { tool: "gslides", hosts: ["slides.googleapis.com"], operations: SLIDES, ...rest },
  { tool: "gforms", hosts: ["forms.googleapis.com"], operations: [], fallback: restReader() },
  {
    tool: "gtasks",
    hosts: ["tasks.googleapis.com"],
    operations: [
      ["DELETE", "/tasks/v1/users/@me/lists/{list}", "delete_task_list", "WRITE", "destroy"],
      ["POST", "/tasks/v1/lists/{list}/clear", "clear_completed", "WRITE", "delete"],
    ],
    fallback: restReader({ whole: ["lists"] }),
  },
]);
