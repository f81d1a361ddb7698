/** `/v1/policies`: what is in force and where it is written, trying out what is not, and saving it. */
import { Hono } from "hono";
import type {
  CaseDraftWire,
  DraftWire,
  PolicyProblemWire,
  PolicySourceWire,
  ReplayAnswerWire,
  ValidationWire,
} from "../../engine/wire/policy_console.ts";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";

/** Two policies of the largest size and their cases. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 100;
const MAX_NAME_CHARS = 1_000;
const MAX_REPLAYED_CALLS = 1_000;
const MAX_KEYS = 100;

export interface PolicyText {
  /** As it stands in errors. */
  readonly name: string;
  /** YAML or JSON. */
  readonly text: string;
}

export type PolicySaved =
  | { readonly kind: "saved"; readonly backup: string; readonly source: PolicySourceWire }
  | { readonly kind: "invalid"; readonly errors: readonly PolicyProblemWire[] }
  | { readonly kind: "changed"; readonly version: string }
  | { readonly kind: "read_only"; readonly reason: string };

/** What can be done with policies. Answers are plain data as they go on the wire. */
export interface PolicyTools {
  validate(files: readonly PolicyText[]): ValidationWire;
  /** `files` undefined: the policy in force. */
  test(request: { files?: readonly PolicyText[]; cases: readonly PolicyText[] }): Promise<unknown>;
  source(): Promise<PolicySourceWire>;
  /** The text of a pack; undefined when there is none of that name. */
  pack(name: string): string | undefined;
  /** @param expectedVersion what the person has seen: somebody else's change is not overwritten. */
  save(file: PolicyText, expectedVersion: string): Promise<PolicySaved>;
  /** What the policy in force and these files say of the newest recorded calls. */
  replay(files: readonly PolicyText[], limit: number): Promise<ReplayAnswerWire>;
  /** Undefined when there is no such call. */
  draft(request: { traceId: string; leaveOut: readonly string[] }): Promise<DraftWire | undefined>;
  /** Undefined when there is no such call. */
  caseOf(traceId: string): CaseDraftWire | undefined;
}

/**
 * @param policies Describes the policies in force as plain data; asked anew for each request.
 * @param tools Default: none, as with an engine elsewhere: then policies are tried out there.
 */
export function policyRoutes(policies: () => unknown, tools?: PolicyTools): Hono {
  const routes = new Hono().get("/", (context) => context.json({ policies: policies() }));
  const found = (): PolicyTools => {
    if (tools !== undefined) return tools;
    throw new Problem(
      "ENGINE_UNAVAILABLE",
      "Cannot try out a policy: the engine is elsewhere, wanted one in this process",
    );
  };
  routes.post("/validate", async (context) => {
    const body = await readBody(context.req.raw);
    return context.json(found().validate(readPolicyFiles(body)));
  });
  routes.post("/test", async (context) => {
    const body = await readBody(context.req.raw);
    const files = readFiles(body, { field: "files", shorthand: "text", fallbackName: "policy.yaml" });
    const cases = readCaseTexts(body);
    return context.json(await found().test({ ...(files && { files }), cases }) as Record<string, unknown>);
  });
  addSourceRoutes(routes, found);
  addRecordRoutes(routes, found);
  return routes;
}

const NO_STORE = { "cache-control": "no-store" };

/** Where the policy is written, and saving it. */
function addSourceRoutes(routes: Hono, found: () => PolicyTools): void {
  routes.get("/source", async (context) => context.json(await found().source(), 200, NO_STORE));
  routes.get("/packs/:name", (context) => {
    const name = context.req.param("name");
    const text = found().pack(name);
    if (text === undefined) throw new Problem("NOT_FOUND", `There is no pack "${name.slice(0, 100)}"`);
    return context.json({ name, text });
  });
  routes.put("/source", async (context) => {
    const body = await readBody(context.req.raw);
    const expected = textIn(body, "expected_version");
    const outcome = await found().save(readFile(body["file"], "file"), expected);
    switch (outcome.kind) {
      case "saved":
        return context.json({ ok: true, backup: outcome.backup, source: outcome.source }, 200, NO_STORE);
      case "invalid":
        return context.json({ ok: false, errors: outcome.errors });
      case "changed":
        throw new Problem(
          "POLICY_CHANGED",
          "Cannot save the policy: it was changed elsewhere since it was read",
          {
            members: { version: outcome.version },
          },
        );
      case "read_only":
        throw new Problem("POLICY_READ_ONLY", `Cannot save the policy: ${outcome.reason}`);
    }
  });
}

/** What recorded calls say about a policy, and a policy about them. */
function addRecordRoutes(routes: Hono, found: () => PolicyTools): void {
  routes.post("/replay", async (context) => {
    const body = await readBody(context.req.raw);
    const limit = body["limit"] ?? MAX_REPLAYED_CALLS;
    if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > MAX_REPLAYED_CALLS) {
      throw badField("limit", `Cannot read "limit": wanted a whole number from 1 to ${MAX_REPLAYED_CALLS}`);
    }
    return context.json(await found().replay(readPolicyFiles(body), limit));
  });
  routes.post("/draft", async (context) => {
    const body = await readBody(context.req.raw);
    const traceId = textIn(body, "trace_id");
    const draft = await found().draft({ traceId, leaveOut: readKeys(body["leave_out"]) });
    if (draft === undefined) throw unknownTrace(traceId);
    return context.json(draft, 200, NO_STORE);
  });
  routes.post("/case", async (context) => {
    const traceId = textIn(await readBody(context.req.raw), "trace_id");
    const drafted = found().caseOf(traceId);
    if (drafted === undefined) throw unknownTrace(traceId);
    return context.json(drafted, 200, NO_STORE);
  });
}

function unknownTrace(traceId: string): Problem {
  return new Problem("UNKNOWN_TRACE", `There is no trace "${traceId.slice(0, 100)}"`);
}

type Fields = Readonly<Record<string, unknown>>;

async function readBody(request: Request): Promise<Fields> {
  const body = await readJson(request, { maxBytes: MAX_REQUEST_BYTES });
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Fields;
  throw badField("$", "Cannot read the body: wanted a JSON object");
}

function textIn(body: Fields, field: string): string {
  const value = body[field];
  if (typeof value === "string" && value !== "" && value.length <= MAX_NAME_CHARS) return value;
  throw badField(field, `Cannot read "${field}": wanted a text of 1 to ${MAX_NAME_CHARS} characters`);
}

function readKeys(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const isList = Array.isArray(value) && value.length <= MAX_KEYS &&
    value.every((key) => typeof key === "string");
  if (isList) return value as readonly string[];
  throw badField("leave_out", `Cannot read "leave_out": wanted a list of up to ${MAX_KEYS} names`);
}

/** The files of a policy; one is enough. */
function readPolicyFiles(body: Fields): readonly PolicyText[] {
  const files = readFiles(body, { field: "files", shorthand: "text", fallbackName: "policy.yaml" });
  if (files !== undefined) return files;
  throw badField("text", `Cannot read "text": it is missing, wanted the text of a policy`);
}

/** `files: [{name, text}]`, or one text alone. */
function readFiles(
  body: Fields,
  { field, shorthand, fallbackName }: { field: string; shorthand: string; fallbackName: string },
): readonly PolicyText[] | undefined {
  const text = body[shorthand];
  if (text !== undefined) {
    if (typeof text === "string") return [{ name: fallbackName, text }];
    throw badField(shorthand, `Cannot read "${shorthand}": wanted text`);
  }
  const files = body[field];
  if (files === undefined) return undefined;
  if (!Array.isArray(files) || files.length === 0 || files.length > MAX_FILES) {
    throw badField(field, `Cannot read "${field}": wanted a list of 1 to ${MAX_FILES} files`);
  }
  return files.map((file: unknown, i) => readFile(file, `${field}[${i}]`));
}

function readFile(file: unknown, field: string): PolicyText {
  if (typeof file === "object" && file !== null && "name" in file && "text" in file) {
    const { name, text } = file;
    if (
      typeof name === "string" && name !== "" && name.length <= MAX_NAME_CHARS && typeof text === "string"
    ) {
      return { name, text };
    }
  }
  throw badField(field, `Cannot read "${field}": wanted {"name": …, "text": …}`);
}

/** Cases as the text of a file, or as the list that such a file holds. Missing: those under `tests:` of the policy alone. */
function readCaseTexts(body: Fields): readonly PolicyText[] {
  const cases = body["cases"];
  if (cases === undefined) return [];
  if (typeof cases === "string") return [{ name: "cases.yaml", text: cases }];
  if (Array.isArray(cases)) return [{ name: "cases", text: JSON.stringify(cases, null, 1) }];
  throw badField("cases", `Cannot read "cases": wanted a list of cases, or text`);
}
