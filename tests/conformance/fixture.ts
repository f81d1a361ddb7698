/**
 * The server that the conformance suite is run against: with the argument `stdio` over stdin and stdout, else over HTTP, with sessions for
 * the revisions that have them and without for 2026-07-28. Over HTTP it tells its address on stderr.
 */
import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { fixtureServer } from "./fixture_server.ts";

if (Deno.args[0] === "stdio") serveStdio(() => fixtureServer());
else {
  const handle = handler();
  const { addr } = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handle);
  console.error(`listening on http://localhost:${addr.port}/mcp`);
}

function handler(): (request: Request) => Promise<Response> {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();
  const modern = createMcpHandler(
    () =>
      fixtureServer({
        tools: () => modern.notify.toolsChanged(),
        prompts: () => modern.notify.promptsChanged(),
      }),
    { legacy: "reject" },
  );
  return async (request) => {
    const isLocal = (name: string) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(name);
    const origin = request.headers.get("origin");
    if (!isLocal(request.headers.get("host") ?? "") || (origin !== null && !isLocal(origin))) {
      return new Response(null, { status: 403 });
    }
    if (!await isLegacyRequest(request.clone())) return await modern.fetch(request);
    const id = request.headers.get("mcp-session-id");
    const known = sessions.get(id ?? "");
    if (known !== undefined) return await known.handleRequest(request);
    if (id !== null) return new Response(null, { status: 404 });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: (session: string) => void sessions.set(session, transport),
      onsessionclosed: (session: string) => void sessions.delete(session),
      eventStore: eventStore(),
      retryInterval: 100,
    });
    await fixtureServer().connect(transport);
    return await transport.handleRequest(request);
  };
}

/** Keeps what was said on a stream, so that a client can take it up again. */
function eventStore() {
  const events: { id: string; stream: string; message: unknown }[] = [];
  return {
    storeEvent: (stream: string, message: unknown) => {
      const id = `${stream}_${events.length}`;
      events.push({ id, stream, message });
      return Promise.resolve(id);
    },
    async replayEventsAfter(
      lastId: string,
      { send }: { send: (id: string, message: never) => Promise<void> },
    ): Promise<string> {
      const at = events.findIndex(({ id }) => id === lastId);
      const stream = events[at]?.stream ?? "";
      for (const event of events.slice(at + 1)) {
        const isEmpty = Object.keys(event.message as object).length === 0;
        if (event.stream === stream && !isEmpty) await send(event.id, event.message as never);
      }
      return stream;
    },
  };
}
