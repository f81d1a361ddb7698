/** What SQL does: read only when every statement only reads. */
import type { NameReading } from "../naming/clause.ts";
import { graver } from "../names.ts";
import { words } from "../naming/lexicon.ts";
import { type BackslashRule, splitStatements } from "./tokens.ts";

export interface SqlReading extends NameReading {
  /** Kinds of the statements, each once: `select`, `drop_table`, `delete_all` … */
  readonly kinds: readonly string[];
}

const READ: NameReading = { verb: "READ", category: "read" };
const write = (category: string): NameReading => ({ verb: "WRITE", category });
const ADMIN: NameReading = { verb: "ADMIN", category: "identity" };

/** Statements read at most; a text with more is read as a write. */
const MAX_STATEMENTS = 2_000;

/** Reads a text of SQL statements. Where dialects differ over a backslash, the graver reading counts. Never throws. */
export function readSql(text: string): SqlReading {
  const rules: readonly BackslashRule[] = text.includes("\\") ? ["plain", "escape"] : ["plain"];
  const kinds = new Set<string>();
  let worst: NameReading = READ;
  for (const rule of rules) {
    const { statements, isCut } = splitStatements(text, rule);
    if (isCut || statements.length > MAX_STATEMENTS) {
      worst = graver(worst, write("execute"));
      kinds.add("unreadable");
    }
    for (const statement of statements.slice(0, MAX_STATEMENTS)) {
      const { kind, reading } = readStatement(statement.tokens);
      if (kinds.size < 20) kinds.add(kind);
      worst = graver(worst, reading);
    }
  }
  return { ...worst, kinds: [...kinds] };
}

/** Whether a text looks like SQL at all; arguments called `query` often are search words. */
export function looksLikeSql(text: string): boolean {
  const start = /^(?:\s|\(|--[^\n]*\n|\/\*[^*]*\*\/)*([A-Za-z]+)/.exec(text.slice(0, 2_000))?.[1]
    ?.toLowerCase();
  if (start === undefined || !SQL_STARTS.has(start)) return false;
  // `select a hotel` is English; SQL says where from, or carries signs.
  return !PROSE_STARTS.has(start) || /\bfrom\b|[(;*=]|\bselect\s+[\d'@]/i.test(text.slice(0, 65_536)) ||
    / (?:table|database|schema|index|user|role|view|into|privileges) /i.test(` ${text.slice(0, 300)} `);
}

const SQL_STARTS = words(
  "select with insert update delete drop truncate alter create grant revoke merge replace copy call exec execute do explain show " +
    "describe desc pragma vacuum analyze set begin commit rollback use values table load lock rename comment attach detach declare",
);
const PROSE_STARTS = words(
  "select with show create drop update delete insert call use set begin commit do replace copy load lock values table describe " +
    "analyze merge rename comment attach declare explain execute alter grant revoke detach",
);

interface StatementReading {
  readonly kind: string;
  readonly reading: NameReading;
}

const as = (kind: string, reading: NameReading): StatementReading => ({ kind, reading });

function readStatement(tokens: readonly string[]): StatementReading {
  const at = tokens.findIndex((token) => token !== "(");
  const first = tokens[at] ?? "";
  const rest = tokens.slice(at + 1);
  const start = `${first} ${rest[0] ?? ""}`;
  if (first === "explain" || first === "desc" || first === "describe") {
    // EXPLAIN ANALYZE runs the statement.
    const runs = rest.slice(0, 12).includes("analyze") || rest.slice(0, 12).includes("analyse");
    const inner = rest.findIndex((token) => MODIFYING.has(token));
    return runs && inner >= 0 ? readStatement(rest.slice(inner)) : as("explain", READ);
  }
  switch (first) {
    case "":
      return as("empty", READ);
    case "select":
    case "with":
    case "values":
    case "table":
      return readQuery(first, rest);
    case "show":
    case "use":
      return as(first, READ);
    case "pragma":
      return rest.includes("=") ? as("pragma_set", write("other")) : as("pragma", READ);
    case "begin":
    case "commit":
    case "rollback":
    case "savepoint":
    case "end":
      return readBlock(first, rest);
    case "set":
      return rest[0] === "role" || rest.includes("password")
        ? as("set_role", ADMIN)
        : as("set", write("other"));
    case "delete":
    case "update":
      return readRows(first, rest);
    case "drop":
      return readDrop(rest);
    case "truncate":
      return as("truncate", write("destroy"));
    case "alter":
      return readAlter(rest);
    case "create":
      return readCreate(start, rest);
    case "grant":
    case "revoke":
      return as(first, ADMIN);
    case "copy":
      return readCopy(rest);
    case "load":
      return as("load_data", write("execute"));
    case "insert":
    case "replace":
    case "merge":
      return rest.some((token) => DANGEROUS_CALLS.has(token))
        ? as("calls_system", write("execute"))
        : as(first, write("other"));
    case "call":
    case "exec":
    case "execute":
    case "do":
    case "declare":
      return as(first, readCode(rest, write("execute")));
    case "vacuum":
    case "analyze":
    case "reindex":
    case "refresh":
    case "comment":
      return as(first, write("other"));
    default:
      return as("statement", readCode(tokens, write("other")));
  }
}

const MODIFYING = words("delete update insert merge truncate drop replace create");

/** Functions that reach files, other servers, sessions or the system. */
const DANGEROUS_CALLS = words(
  "xp_cmdshell sp_oacreate sp_configure xp_regwrite xp_dirtree sys_exec sys_eval load_file lo_import lo_export pg_read_file " +
    "pg_read_binary_file pg_ls_dir pg_write_file pg_file_write dblink dblink_exec dblink_connect pg_terminate_backend " +
    "pg_cancel_backend pg_reload_conf pg_rotate_logfile pg_promote pg_create_restore_point query_to_xml database_to_xml " +
    "utl_http utl_file utl_tcp dbms_scheduler dbms_java load_extension readfile writefile edit fts3_tokenizer " +
    "openrowset opendatasource openquery http_get http_post net lo_unlink lo_from_bytea lo_put pg_execute_server_program",
);
/** Functions that change what they are asked about. */
const CHANGING_CALLS = words(
  "setval nextval set_config pg_advisory_lock pg_notify lo_create get_lock release_lock",
);

function readQuery(first: string, rest: readonly string[]): StatementReading {
  if (rest.some((token, i) => DANGEROUS_CALLS.has(token) && rest[i + 1] === "(")) {
    return as("calls_system", write("execute"));
  }
  const into = rest.indexOf("into");
  if (into >= 0 && (rest[into + 1] === "outfile" || rest[into + 1] === "dumpfile")) {
    return as("into_file", write("execute"));
  }
  // A data-modifying WITH; a verb stands at the start of a part, a column of that name does not.
  const part = rest.findIndex((token, i) =>
    (token === "delete" || token === "update" || token === "insert" || token === "merge" ||
      token === "truncate" || token === "drop") &&
    (rest[i - 1] === "(" || rest[i - 1] === ")" || rest[i - 1] === ";") && rest[i + 1] !== ")" &&
    rest[i + 1] !== ","
  );
  if (part >= 0 && first === "with") return readStatement(rest.slice(part));
  if (into >= 0) return as("select_into", write("other"));
  if (rest.some((token, i) => CHANGING_CALLS.has(token) && rest[i + 1] === "(")) {
    return as("select_call", write("other"));
  }
  return as("select", READ);
}

/** `begin` opens a transaction, or a block of code that may do anything. */
function readBlock(first: string, rest: readonly string[]): StatementReading {
  return rest.length <= 4 ? as("transaction", READ) : as(first, readCode(rest, write("execute")));
}

/** Code that holds statements: the gravest word that stands for one. */
function readCode(tokens: readonly string[], least: NameReading): NameReading {
  if (tokens.includes("drop") || tokens.includes("truncate")) return write("destroy");
  if (tokens.some((token) => DANGEROUS_CALLS.has(token))) return write("execute");
  return least;
}

/** DELETE and UPDATE: without a condition that narrows it every row is meant. */
function readRows(first: string, rest: readonly string[]): StatementReading {
  const where = rest.indexOf("where");
  const condition = where < 0
    ? ""
    : rest.slice(where + 1).filter((token) => token !== "(" && token !== ")").join(" ");
  const all = where < 0 ? !(rest.includes("limit") && rest.includes("1")) : isAlwaysTrue(condition);
  if (all) return as(`${first}_all`, write("destroy"));
  return as(first, write(first === "delete" ? "delete" : "other"));
}

function isAlwaysTrue(condition: string): boolean {
  if (condition === "true" || condition === "1" || condition === "not false") return true;
  const equal = /^(\S+) = (\S+)(?: or .*)?$/.exec(condition);
  if (equal !== null && equal[1] === equal[2] && equal[1] !== "'" && equal[1] !== '"') return true;
  const always = / or (\d+) = (\d+)(?: |$)/.exec(` ${condition}`);
  return (always !== null && always[1] === always[2]) || / or true(?: |$)/.test(condition) ||
    condition === "' = '";
}

const DATA_HOLDERS = words(
  "table database schema user role tablespace owned keyspace collection column partition server",
);

function readDrop(rest: readonly string[]): StatementReading {
  const what =
    rest.find((token) => token !== "foreign" && token !== "temporary" && token !== "materialized") ?? "";
  if (what === "user" || what === "role" || what === "policy") return as(`drop_${what}`, ADMIN);
  return as(`drop_${what.slice(0, 20)}`, write(DATA_HOLDERS.has(what) ? "destroy" : "delete"));
}

const PRINCIPALS = words("user role group login policy server");

function readAlter(rest: readonly string[]): StatementReading {
  if (PRINCIPALS.has(rest[0] ?? "") || rest[0] === "default" || rest[0] === "system") {
    return as("alter_role", ADMIN);
  }
  if (rest.includes("owner")) return as("alter_owner", ADMIN);
  const drop = rest.indexOf("drop");
  if (drop >= 0) {
    const what = rest[drop + 1] ?? "";
    const keepsData = what === "constraint" || what === "index" || what === "default" || what === "not" ||
      what === "key";
    return as("alter_drop", write(keepsData ? "delete" : "destroy"));
  }
  return as("alter", write("other"));
}

function readCreate(start: string, rest: readonly string[]): StatementReading {
  const what = rest.find((token) => token !== "or" && token !== "replace" && token !== "temporary") ?? "";
  if (PRINCIPALS.has(what)) return as(`create_${what}`, ADMIN);
  const isCode = what === "function" || what === "procedure" || what === "trigger" || what === "extension" ||
    what === "language" ||
    what === "event" || what === "rule";
  if (isCode) return as(`create_${what}`, readCode(rest, write("execute")));
  return as(start.includes("table") ? "create_table" : "create", write("other"));
}

function readCopy(rest: readonly string[]): StatementReading {
  if (rest.includes("program")) return as("copy_program", write("execute"));
  const to = rest.indexOf("to");
  if (to < 0) return as("copy_from", write("other"));
  return rest[to + 1] === "stdout" ? as("copy_out", READ) : as("copy_to_file", write("share"));
}
