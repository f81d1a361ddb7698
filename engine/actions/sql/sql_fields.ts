/** Where the arguments of a tool hold SQL. */
import type { CallView } from "../../call_view.ts";
import { words } from "../naming/lexicon.ts";
import { snakeCase } from "../naming/words.ts";
import { looksLikeSql, readSql, type SqlReading } from "./reading.ts";

const SQL_FIELDS = words(
  "sql query statement sql_query sql_statement queries statements query_text sql_text raw_query sql_command",
);
const MAX_TEXTS = 100;
const MAX_NESTING = 3;

/** What the SQL among the arguments does; undefined when there is none. `isSqlTool`: what is called a query is SQL, however it looks. */
export function readSqlFields(view: CallView, isSqlTool: boolean): SqlReading | undefined {
  const { fields } = view;
  const texts: string[] = [];
  if (fields.kind === "json" || fields.kind === "form") collect(fields.value, { texts, isSqlTool, depth: 0 });
  return texts.length === 0 ? undefined : readSql(texts.join("\n;\n"));
}

function collect(
  value: unknown,
  { texts, isSqlTool, depth }: { texts: string[]; isSqlTool: boolean; depth: number },
): void {
  if (typeof value !== "object" || value === null || depth > MAX_NESTING) return;
  for (const [name, field] of Object.entries(value).slice(0, MAX_TEXTS)) {
    const isNamed = SQL_FIELDS.has(snakeCase(name)) || (Array.isArray(value) && depth > 0);
    if (typeof field === "string") {
      if (isNamed && texts.length < MAX_TEXTS && (isSqlTool || looksLikeSql(field))) texts.push(field);
    } else collect(field, { texts, isSqlTool, depth: depth + 1 });
  }
}
