/** Tools, and a prompt, that need more from the client: asked in the result (2026-07-28), or by requests of the server (before). */
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { text } from "./fixture_content.ts";

type Inputs = NonNullable<Parameters<typeof inputRequired>[0]["inputRequests"]>;
type Given = Readonly<Record<string, unknown>>;

/** Signs what goes through the client and comes back. One key a process: the fixture serves every round itself. */
export const requestStates = createRequestStateCodec<{ round: number }>({
  key: crypto.getRandomValues(new Uint8Array(32)),
});

const ask = (message: string, field: string) => {
  const type = field === "ok" ? { type: "boolean" as const } : { type: "string" as const };
  const requestedSchema = { type: "object" as const, properties: { [field]: type }, required: [field] };
  return inputRequired.elicit({ message, requestedSchema });
};
const sample = (prompt: string, maxTokens = 100) =>
  inputRequired.createMessage({ messages: [{ role: "user", content: text(prompt) }], maxTokens });

/** The content of an accepted form; undefined for all else that a client may send. */
function accepted(ctx: ServerContext, key: string): Given | undefined {
  const given = ctx.mcpReq.inputResponses?.[key];
  if (!isObject(given) || given["action"] !== "accept") return undefined;
  return isObject(given["content"]) ? given["content"] : undefined;
}

function isObject(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const done = (words: string) => ({ content: [text(words)] });
const describe = (given: unknown) => JSON.stringify(given);

/** A tool that asks once and then tells what it was given. */
function asking(server: McpServer, name: string, { inputs, tell }: {
  inputs: Inputs;
  tell?: (given: Given) => string;
}): void {
  const key = Object.keys(inputs)[0] ?? "";
  server.registerTool(name, { description: "Asks." }, (ctx: ServerContext) => {
    const given = ctx.mcpReq.inputResponses?.[key];
    if (!isObject(given)) return inputRequired({ inputRequests: inputs });
    return done(tell?.(given) ?? describe(given));
  });
}

export function registerInputs(server: McpServer): void {
  server.registerTool("test_input_required_result_elicitation", { description: "Asks." }, (ctx) => {
    const name = accepted(ctx, "user_name")?.["name"];
    if (typeof name === "string") return done(`Hello, ${name}!`);
    return inputRequired({ inputRequests: { user_name: ask("What is your name?", "name") } });
  });
  asking(server, "test_input_required_result_sampling", {
    inputs: { capital_question: sample("What is the capital of France?") },
  });
  asking(server, "test_input_required_result_list_roots", {
    inputs: { client_roots: inputRequired.listRoots() },
  });
  asking(server, "test_missing_capability", { inputs: { answer: sample("Say hello") } });
  asking(server, "test_streaming_elicitation", { inputs: { answer: ask("What is your name?", "name") } });
  server.registerTool("test_input_required_result_capabilities", { description: "Asks." }, (ctx) => {
    const { inputResponses, envelope } = ctx.mcpReq;
    if (inputResponses !== undefined) return done(describe(inputResponses));
    const declared = (envelope as Given | undefined)?.[CLIENT_CAPABILITIES_META_KEY];
    const { sampling, elicitation } = isObject(declared) ? declared : {};
    const inputRequests = {
      ...(isObject(sampling) && { greeting: sample("Generate a greeting") }),
      ...(isObject(elicitation) && { user_name: ask("What is your name?", "name") }),
    };
    return inputRequired({ inputRequests });
  });
  registerStates(server);
  server.registerPrompt("test_input_required_result_prompt", { description: "Asks." }, (ctx) => {
    const context = accepted(ctx, "user_context")?.["context"];
    if (typeof context === "string") return { messages: [{ role: "user", content: text(context) }] };
    return inputRequired({
      inputRequests: { user_context: ask("What context should the prompt use?", "context") },
    });
  });
}

/** Tools that remember the round they are in, in a state that the client carries. */
function registerStates(server: McpServer): void {
  const rounds = (name: string, steps: readonly Inputs[], last = "state-ok") =>
    server.registerTool(name, { description: "Asks." }, async (ctx: ServerContext) => {
      const round = ctx.mcpReq.requestState<{ round: number }>()?.round ?? 0;
      const asked = round === 0 ? {} : steps[round - 1] ?? {};
      const given = ctx.mcpReq.inputResponses ?? {};
      const isAnswered = round > 0 && Object.keys(asked).every((key) => isObject(given[key]));
      const next = steps[isAnswered ? round : Math.max(0, round - 1)];
      if (next === undefined) return done(`${last} ${describe(given)}`);
      const requestState = await requestStates.mint({ round: steps.indexOf(next) + 1 });
      return inputRequired({ inputRequests: next, requestState }) as InputRequiredResult;
    });
  rounds("test_input_required_result_request_state", [{ confirm: ask("Please confirm", "ok") }]);
  rounds("test_input_required_result_tampered_state", [{ confirm: ask("Please confirm", "ok") }]);
  rounds("test_input_required_result_multiple_inputs", [{
    user_name: ask("What is your name?", "name"),
    greeting: sample("Generate a greeting", 50),
    client_roots: inputRequired.listRoots(),
  }]);
  rounds("test_input_required_result_multi_round", [
    { step1: ask("Step 1: What is your name?", "name") },
    { step2: ask("Step 2: What is your favorite color?", "color") },
  ]);
}

/** The tools of the revisions before 2026-07-28; the SDK asks by requests there. */
export function registerQuestions(server: McpServer): void {
  server.registerTool(
    "test_sampling",
    { description: "Asks.", inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, ctx) => {
      const given = ctx.mcpReq.inputResponses?.["answer"];
      if (!isObject(given)) return inputRequired({ inputRequests: { answer: sample(prompt) } });
      return done(`LLM response: ${describe(given["content"])}`);
    },
  );
  server.registerTool(
    "test_elicitation",
    { description: "Asks.", inputSchema: z.object({ message: z.string() }) },
    ({ message }, ctx) => {
      const given = ctx.mcpReq.inputResponses?.["answer"];
      if (isObject(given)) return done(`User response: ${describe(given)}`);
      const properties = { username: { type: "string" as const }, email: { type: "string" as const } };
      const requestedSchema = { type: "object" as const, properties, required: ["username", "email"] };
      return inputRequired({ inputRequests: { answer: inputRequired.elicit({ message, requestedSchema }) } });
    },
  );
  registerForms(server);
}

/** Forms with a default, or choices, of every kind that the specification has. */
function registerForms(server: McpServer): void {
  const form = (name: string, properties: Record<string, unknown>) => {
    const requestedSchema = { type: "object", properties, required: [] } as never;
    const answer = inputRequired.elicit({ message: "Please review the form", requestedSchema });
    asking(server, name, {
      inputs: { answer },
      tell: (given) => `Elicitation completed: ${describe(given)}`,
    });
  };
  form("test_elicitation_sep1034_defaults", {
    name: { type: "string", default: "John Doe" },
    age: { type: "integer", default: 30 },
    score: { type: "number", default: 95.5 },
    status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
    verified: { type: "boolean", default: true },
  });
  const values = ["option1", "option2", "option3"];
  const titled = values.map((value) => ({ const: value, title: `Title of ${value}` }));
  form("test_elicitation_sep1330_enums", {
    untitledSingle: { type: "string", enum: values },
    titledSingle: { type: "string", oneOf: titled },
    legacyEnum: { type: "string", enum: values, enumNames: ["One", "Two", "Three"] },
    untitledMulti: { type: "array", items: { type: "string", enum: values } },
    titledMulti: { type: "array", items: { anyOf: titled } },
  });
}
