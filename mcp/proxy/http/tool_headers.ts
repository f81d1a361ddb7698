/**
 * Arguments of tools that are repeated in headers, as their schemas ask for with `x-mcp-header` (revision 2026-07-28).
 * SEP-2243: https://modelcontextprotocol.io/seps/2243-http-standardization
 */
import { isObject, type JsonObject } from "../message.ts";
import { headerValue, readHeaderValue } from "./header_value.ts";

const DECLARED_BY = "x-mcp-header";
const PREFIX = "Mcp-Param-";
/** A token of RFC 9110. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const TYPES: ReadonlySet<unknown> = new Set(["string", "integer", "boolean"]);
const MAX_TOOLS = 10_000;
const MAX_DEPTH = 32;

interface Declaration {
  readonly path: readonly string[];
  readonly header: string;
}

export class ToolHeaders {
  /** By tool; those without a header are not in it. Null for a schema that breaks the rules, so that the tool cannot be called. */
  readonly #declared = new Map<string, readonly Declaration[] | null>();

  /** Takes in the result of a `tools/list`. */
  learn(result: unknown): void {
    const tools = isObject(result) && Array.isArray(result["tools"]) ? result["tools"] : [];
    for (const tool of tools) {
      if (!isObject(tool) || typeof tool["name"] !== "string") continue;
      const declared = declarationsOf(tool["inputSchema"]);
      if (declared?.length === 0) this.#declared.delete(tool["name"]);
      else if (this.#declared.size < MAX_TOOLS) this.#declared.set(tool["name"], declared);
    }
  }

  /** Whether a client must not call the tool: what its schema says about headers breaks the rules. */
  isBroken(tool: unknown): boolean {
    return typeof tool === "string" && this.#declared.get(tool) === null;
  }

  /** The headers of a `tools/call`. */
  headersOf(params: JsonObject): readonly (readonly [string, string])[] {
    return this.#valuesOf(params).map(([name, value]) => [name, headerValue(value)]);
  }

  /** Why the headers of a `tools/call` do not say what its arguments do; undefined when they do. */
  mismatchOf(params: JsonObject, headers: Headers): string | undefined {
    for (const [name, expected] of this.#valuesOf(params)) {
      const given = headers.get(name);
      if (given === null) return `the header ${name} is missing`;
      const value = readHeaderValue(given);
      // 1 and 1.0 are one number.
      const isSame = value === expected ||
        (value !== undefined && isNumber(value) && Number(value) === Number(expected));
      if (!isSame) return `the header ${name} says something else`;
    }
    return undefined;
  }

  #valuesOf({ name, arguments: given }: JsonObject): readonly (readonly [string, string])[] {
    const declared = typeof name === "string" ? this.#declared.get(name) ?? [] : [];
    return declared.flatMap(({ path, header }) => {
      const value = textOf(path.reduce<unknown>((at, key) => isObject(at) ? at[key] : undefined, given));
      return value === undefined ? [] : [[`${PREFIX}${header}`, value] as const];
    });
  }
}

/** Null for a schema that breaks the rules: a name that is no token or stands twice, or a value that is none of the simple types. */
function declarationsOf(schema: unknown): readonly Declaration[] | null {
  const found: Declaration[] = [];
  const names = new Set<string>();
  const visit = (node: unknown, path: readonly string[], isReachable: boolean): boolean => {
    if (path.length > MAX_DEPTH) return true;
    if (Array.isArray(node)) return node.every((each) => visit(each, [...path, "*"], false));
    if (!isObject(node)) return true;
    if (DECLARED_BY in node && isSchema(node)) {
      const header = node[DECLARED_BY];
      const isFine = isReachable && path.length > 0 && typeof header === "string" && TOKEN.test(header) &&
        TYPES.has(node["type"]) && !names.has(header.toLowerCase());
      if (!isFine) return false;
      names.add(header.toLowerCase());
      found.push({ path, header });
    }
    return Object.entries(node).every(([key, value]) => {
      if (key === "properties" && isObject(value)) {
        return Object.entries(value).every(([name, each]) => visit(each, [...path, name], isReachable));
      }
      return !HOLDS_SCHEMAS.has(key) || visit(value, [...path, key], false);
    });
  };
  return visit(schema, [], true) ? found : null;
}

/** A map of schemas may have a property of this name. */
function isSchema(node: JsonObject): boolean {
  return !isObject(node[DECLARED_BY]);
}

/** Keywords under which a header may not be asked for: no reader could tell which value is meant. */
const HOLDS_SCHEMAS: ReadonlySet<string> = new Set([
  ...[
    "items",
    "prefixItems",
    "contains",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
  ],
  ...["propertyNames", "patternProperties", "dependentSchemas", "oneOf", "anyOf", "allOf", "not"],
  ...["if", "then", "else", "$defs", "definitions"],
]);

function textOf(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  const isSafe = typeof value === "number" && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return isSafe && Number.isFinite(value) ? String(value) : undefined;
}

function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
