/** SQL as statements of plain words: strings, quoted names and comments are taken out, so that nothing in them is read as an act. */

export interface SqlStatement {
  /** Words and signs in lower case; a string is `'`, a quoted name `"`, a number stays. */
  readonly tokens: readonly string[];
}

/** Longer texts are not read to the end; `isCut` then says so. */
export const MAX_SQL_CHARS = 65_536;

export interface SqlText {
  readonly statements: readonly SqlStatement[];
  readonly isCut: boolean;
}

/** How a backslash in a string is read: MySQL takes it as an escape, standard SQL as itself. */
export type BackslashRule = "escape" | "plain";

const WORD = /[\p{L}\p{N}_$@#]/u;
const NAME = /[\p{L}\p{N}_$@#]+/uy;
const SPACE = /\s+/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_]\w{0,62})?\$/y;

/**
 * Splits a text into statements. Lexical rules: PostgreSQL manual 4.1 (dollar quotes, nested comments), MySQL manual 11.7 (`#`, and `/*!`
 * comments, whose content is executed).
 */
export function splitStatements(text: string, backslash: BackslashRule): SqlText {
  const sql = text.slice(0, MAX_SQL_CHARS);
  const statements: SqlStatement[] = [];
  let tokens: string[] = [];
  let i = 0;
  while (i < sql.length) {
    const char = sql[i] ?? "";
    const skip = skipAt(sql, i);
    if (skip > i) {
      i = skip;
    } else if (char === "'" || char === '"' || char === "`") {
      i = quoteEnd(sql, i, { backslash });
      tokens.push(char === "'" ? "'" : '"');
    } else if (char === ";") {
      if (tokens.length > 0) statements.push({ tokens });
      tokens = [];
      i++;
    } else if (WORD.test(char)) {
      const word = matchAt(NAME, sql, i) || char;
      const quote = char === "$" ? matchAt(DOLLAR_QUOTE, sql, i) : "";
      if (quote === "") {
        tokens.push(word.toLowerCase());
        i += word.length;
      } else {
        const end = sql.indexOf(quote, i + quote.length);
        tokens.push("'");
        i = end < 0 ? sql.length : end + quote.length;
      }
    } else {
      tokens.push(char);
      i++;
    }
  }
  if (tokens.length > 0) statements.push({ tokens });
  return { statements, isCut: text.length > MAX_SQL_CHARS };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** End of white space or a comment that starts here; `at` itself when there is none. */
function skipAt(sql: string, at: number): number {
  const two = sql.slice(at, at + 2);
  if (two === "--" || sql[at] === "#" && !/[\w]/.test(sql[at + 1] ?? "")) {
    const end = sql.indexOf("\n", at);
    return end < 0 ? sql.length : end + 1;
  }
  // `/*!50000 DROP …*/` is code to MySQL: only its signs are skipped.
  if (two === "/*") {
    return sql[at + 2] === "!" ? at + 3 + matchAt(/\d*/y, sql, at + 3).length : commentEnd(sql, at);
  }
  if (two === "*/") return at + 2;
  return at + matchAt(SPACE, sql, at).length;
}

/** PostgreSQL nests comments, MySQL does not. The first end counts: what follows is then read rather than overlooked. */
function commentEnd(sql: string, at: number): number {
  const end = sql.indexOf("*/", at + 2);
  return end < 0 ? sql.length : end + 2;
}

function quoteEnd(sql: string, at: number, { backslash }: { backslash: BackslashRule }): number {
  const quote = sql[at];
  for (let i = at + 1; i < sql.length; i++) {
    if (sql[i] === "\\" && backslash === "escape") i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return sql.length;
}
