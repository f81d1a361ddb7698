/** `/v1/policies`: what is in force, and trying out what is not yet. */
import { Hono } from "hono";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";

/** Two policies of the largest size and their cases. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 100;
const MAX_NAME_CHARS = 200;

export interface PolicyText {
  /** As it stands in errors. */
  readonly name: string;
  /** YAML or JSON. */
  readonly text: string;
}

/** What can be done with a policy that is not in force. Answers are plain data as they go on the wire. */
export interface PolicyTools {
  validate(files: readonly PolicyText[]): unknown;
  /** `files` undefined: the policy in force. */
  test(request: { files?: readonly PolicyText[]; cases: readonly PolicyText[] }): Promise<unknown>;
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
    const files = readFiles(body, { field: "files", shorthand: "text", fallbackName: "policy.yaml" });
    if (files === undefined) {
      throw badField("text", `Cannot read "text": it is missing, wanted the text of a policy`);
    }
    return context.json(found().validate(files) as Record<string, unknown>);
  });
  routes.post("/test", async (context) => {
    const body = await readBody(context.req.raw);
    const files = readFiles(body, { field: "files", shorthand: "text", fallbackName: "policy.yaml" });
    const cases = readCaseTexts(body);
    return context.json(await found().test({ ...(files && { files }), cases }) as Record<string, unknown>);
  });
  return routes;
}

type Fields = Readonly<Record<string, unknown>>;

async function readBody(request: Request): Promise<Fields> {
  const body = await readJson(request, { maxBytes: MAX_REQUEST_BYTES });
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Fields;
  throw badField("$", "Cannot read the body: wanted a JSON object");
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
