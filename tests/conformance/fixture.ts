/** The server that the conformance suite is run against, over stdin and stdout or HTTP: what its scenarios call, by the names they use. */
import { completable } from "@modelcontextprotocol/sdk/server/completable.js";
import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import {
  CallToolResultSchema,
  CreateMessageResultSchema,
  ElicitResultSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;
type Content = z.infer<typeof CallToolResultSchema>["content"];

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
const SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
const image = { type: "image" as const, data: PIXEL, mimeType: "image/png" };
const audio = { type: "audio" as const, data: SILENCE, mimeType: "audio/wav" };
const text = (words: string) => ({ type: "text" as const, text: words });
const embedded = (uri: string) => ({
  type: "resource" as const,
  resource: { uri, mimeType: "text/plain", text: "This is an embedded resource content." },
});

function fixture(): McpServer {
  const server = new McpServer({ name: "conformance", version: "1.0.0" }, {
    capabilities: { logging: {}, completions: {}, resources: { subscribe: true, listChanged: true } },
  });
  const fixed = (name: string, content: Content) =>
    server.registerTool(name, { description: "Answers always the same." }, () => ({ content }));
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
  registerTalking(server);
  registerForms(server);
  server.registerResource("text", "test://static-text", { mimeType: "text/plain" }, ({ href: uri }: URL) => ({
    contents: [{ uri, mimeType: "text/plain", text: "This is the content of the static text resource." }],
  }));
  server.registerResource(
    "binary",
    "test://static-binary",
    { mimeType: "image/png" },
    ({ href: uri }: URL) => ({
      contents: [{ uri, mimeType: "image/png", blob: PIXEL }],
    }),
  );
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  server.registerResource(
    "template",
    template,
    { mimeType: "application/json" },
    ({ href: uri }: URL, { id }: Record<string, unknown>) => ({
      contents: [{
        uri,
        mimeType: "application/json",
        text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
      }],
    }),
  );
  server.server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  server.server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
  server.registerPrompt("test_simple_prompt", {}, () => ({
    messages: [{ role: "user", content: text("This is a simple prompt for testing.") }],
  }));
  server.registerPrompt(
    "test_prompt_with_arguments",
    { argsSchema: { arg1: completable(z.string(), () => ["test1", "test2"]), arg2: z.string() } },
    ({ arg1, arg2 }: { arg1: string; arg2: string }) => ({
      messages: [{ role: "user", content: text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`) }],
    }),
  );
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { argsSchema: { resourceUri: z.string() } },
    ({ resourceUri }: { resourceUri: string }) => ({
      messages: [
        { role: "user", content: embedded(resourceUri) },
        { role: "user", content: text("Please process the embedded resource above.") },
      ],
    }),
  );
  server.registerPrompt("test_prompt_with_image", {}, () => ({
    messages: [{ role: "user", content: image }, {
      role: "user",
      content: text("Please analyze the image above."),
    }],
  }));
  return server;
}

/** Tools that say something before they answer, or ask the client. */
function registerTalking(server: McpServer): void {
  server.registerTool("test_tool_with_logging", { description: "Logs." }, async (extra: Extra) => {
    for (const data of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
      await extra.sendNotification({ method: "notifications/message", params: { level: "info", data } });
    }
    return { content: [text("done")] };
  });
  server.registerTool(
    "test_tool_with_progress",
    { description: "Tells its progress." },
    async (extra: Extra) => {
      const progressToken = extra._meta?.progressToken ?? 0;
      for (const progress of [0, 50, 100]) {
        await extra.sendNotification({
          method: "notifications/progress",
          params: { progressToken, progress, total: 100 },
        });
      }
      return { content: [text("done")] };
    },
  );
  server.registerTool(
    "test_sampling",
    { description: "Asks.", inputSchema: { prompt: z.string() } },
    async (given: { prompt: string }, extra: Extra) => {
      const messages = [{ role: "user" as const, content: text(given.prompt) }];
      const request = { method: "sampling/createMessage" as const, params: { messages, maxTokens: 100 } };
      const { content } = await extra.sendRequest(request, CreateMessageResultSchema);
      return { content: [text(`LLM response: ${JSON.stringify(content)}`)] };
    },
  );
  server.registerTool(
    "test_elicitation",
    { description: "Asks.", inputSchema: { message: z.string() } },
    async (given: { message: string }, extra: Extra) => {
      const properties = { username: { type: "string" as const }, email: { type: "string" as const } };
      const requestedSchema = { type: "object" as const, properties, required: ["username", "email"] };
      const request = {
        method: "elicitation/create" as const,
        params: { message: given.message, requestedSchema },
      };
      const result = await extra.sendRequest(request, ElicitResultSchema);
      return { content: [text(`User response: ${JSON.stringify(result)}`)] };
    },
  );
}

/** Forms with a default, or choices, of every kind that the specification has. */
function registerForms(server: McpServer): void {
  const form = (name: string, properties: Record<string, unknown>) =>
    server.registerTool(name, { description: "Asks." }, async (extra: Extra) => {
      const requestedSchema = { type: "object", properties, required: [] };
      const params = { message: "Please review the form", requestedSchema };
      const request = { method: "elicitation/create", params } as never;
      const result = await extra.sendRequest(request, ElicitResultSchema);
      return { content: [text(`Elicitation completed: ${JSON.stringify(result)}`)] };
    });
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

if (Deno.args[0] === "stdio") await fixture().connect(new StdioServerTransport());
else {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();
  const { addr } = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const host = request.headers.get("host") ?? "";
    const origin = request.headers.get("origin");
    const isLocal = (name: string) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(name);
    if (!isLocal(host) || (origin !== null && !isLocal(origin))) return new Response(null, { status: 403 });
    const known = sessions.get(request.headers.get("mcp-session-id") ?? "");
    if (known !== undefined) return await known.handleRequest(request);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (id: string) => void sessions.set(id, transport),
    });
    await fixture().connect(transport as never);
    return await transport.handleRequest(request);
  });
  console.error(`listening on http://localhost:${addr.port}/mcp`);
}
