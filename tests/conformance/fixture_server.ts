/** A server with all that the official conformance suite calls, by the names its scenarios use; for every revision. */
import {
  completable,
  fromJsonSchema,
  McpServer,
  ResourceTemplate,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { audio, embedded, image, PIXEL, SCHEMA_2020_12, text } from "./fixture_content.ts";
import { registerInputs, registerQuestions, requestStates } from "./fixture_inputs.ts";

/** Tells those who listen that a list has changed; how depends on what carries the messages. */
export interface Changes {
  tools(): void;
  prompts(): void;
}

export function fixtureServer(changes?: Changes): McpServer {
  const server = new McpServer({ name: "conformance", version: "1.0.0" }, {
    capabilities: {
      logging: {},
      completions: {},
      tools: { listChanged: true },
      prompts: { listChanged: true },
      resources: { subscribe: true, listChanged: true },
    },
    requestState: { verify: requestStates.verify },
  });
  registerFixed(server);
  registerTalking(server);
  registerQuestions(server);
  registerInputs(server);
  registerResources(server);
  registerPrompts(server);
  registerChanges(
    server,
    changes ?? {
      tools: () => server.sendToolListChanged(),
      prompts: () => server.sendPromptListChanged(),
    },
  );
  return server;
}

function registerFixed(server: McpServer): void {
  const fixed = (
    name: string,
    content: (typeof image | typeof audio | ReturnType<typeof text | typeof embedded>)[],
  ) => server.registerTool(name, { description: "Answers always the same." }, () => ({ content }));
  fixed("test_simple_text", [text("This is a simple text response for testing.")]);
  fixed("test_image_content", [image]);
  fixed("test_audio_content", [audio]);
  fixed("test_embedded_resource", [embedded("test://embedded-resource")]);
  fixed("test_multiple_content_types", [
    text("Multiple content types test:"),
    image,
    embedded("test://mixed"),
  ]);
  server.registerTool("test_error_handling", { description: "Fails." }, () => ({
    isError: true,
    content: [text("This tool intentionally returns an error for testing")],
  }));
  server.registerTool(
    "json_schema_2020_12_tool",
    { description: "Tool with JSON Schema 2020-12 features", inputSchema: fromJsonSchema(SCHEMA_2020_12) },
    () => ({ content: [text("done")] }),
  );
  const region = { type: "string", "x-mcp-header": "Region" };
  server.registerTool(
    "test_header_argument",
    {
      description: "Has an argument that is repeated in a header.",
      inputSchema: fromJsonSchema<{ region?: string }>({ type: "object", properties: { region } }),
    },
    (given) => ({ content: [text(given.region ?? "")] }),
  );
}

/** Tools that say something before they answer. */
function registerTalking(server: McpServer): void {
  const logging = async (ctx: ServerContext) => {
    for (const data of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
      await ctx.mcpReq.log("info", data);
    }
    return { content: [text("done")] };
  };
  server.registerTool("test_tool_with_logging", { description: "Logs." }, logging);
  server.registerTool("test_logging_tool", { description: "Logs." }, logging);
  server.registerTool("test_tool_with_progress", { description: "Tells its progress." }, async (ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progressToken === undefined) break;
      await ctx.mcpReq.notify({
        method: "notifications/progress",
        params: { progressToken, progress, total: 100 },
      });
    }
    return { content: [text("done")] };
  });
  server.registerTool("test_reconnection", { description: "Ends its stream in mid-call." }, async (ctx) => {
    ctx.http?.closeSSE?.();
    // The suite comes back after the time that the stream has told; an answer before that is kept for it.
    await setTimeout(10);
    return { content: [text("Reconnected")] };
  });
}

function registerResources(server: McpServer): void {
  server.registerResource(
    "text",
    "test://static-text",
    { description: "A text.", mimeType: "text/plain" },
    ({ href: uri }) => ({
      contents: [{ uri, mimeType: "text/plain", text: "This is the content of the static text resource." }],
    }),
  );
  server.registerResource(
    "binary",
    "test://static-binary",
    { description: "A picture.", mimeType: "image/png" },
    ({ href: uri }) => ({ contents: [{ uri, mimeType: "image/png", blob: PIXEL }] }),
  );
  server.registerResource(
    "template",
    new ResourceTemplate("test://template/{id}/data", { list: undefined }),
    { description: "What was asked for.", mimeType: "application/json" },
    ({ href: uri }, { id }) => {
      const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
      return { contents: [{ uri, mimeType: "application/json", text: data }] };
    },
  );
  server.server.setRequestHandler("resources/subscribe", () => ({}));
  server.server.setRequestHandler("resources/unsubscribe", () => ({}));
}

function registerPrompts(server: McpServer): void {
  const description = "A prompt.";
  const user = <Content>(content: Content) => ({ role: "user" as const, content });
  server.registerPrompt("test_simple_prompt", { description }, () => ({
    messages: [user(text("This is a simple prompt for testing."))],
  }));
  server.registerPrompt(
    "test_prompt_with_arguments",
    {
      description,
      argsSchema: z.object({ arg1: completable(z.string(), () => ["test1", "test2"]), arg2: z.string() }),
    },
    ({ arg1, arg2 }) => ({
      messages: [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
    }),
  );
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description, argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => ({
      messages: [user(embedded(resourceUri)), user(text("Please process the embedded resource above."))],
    }),
  );
  server.registerPrompt("test_prompt_with_image", { description }, () => ({
    messages: [user(image), user(text("Please analyze the image above."))],
  }));
}

function registerChanges(server: McpServer, changes: Changes): void {
  const changing = (name: string, change: () => void) =>
    server.registerTool(name, { description: "Tells of a change." }, () => {
      change();
      return { content: [text("done")] };
    });
  changing("test_trigger_tool_change", () => changes.tools());
  changing("test_trigger_prompt_change", () => changes.prompts());
}
