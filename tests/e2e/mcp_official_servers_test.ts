/** The official servers from npm say the same through the proxy as they do directly, to the current SDK's client and to the older one's. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "./interven_process.ts";
import {
  behindProxy,
  CLIENTS,
  ENDLESS_STEPS,
  officialServer,
  serverFolder,
  transcript,
  type Wire,
} from "./mcp_transcript.ts";

type Script = (wire: Wire) => Promise<void>;

/** Fails when the proxy changes, adds, drops or holds back anything. */
async function sameBothWays(kind: typeof CLIENTS[number], server: readonly string[], script: Script) {
  await using data = await temporaryFolder();
  const direct = await transcript(kind, server, script);
  const proxied = await transcript(kind, behindProxy(server, { dataDir: data.path }), script);
  assert.deepEqual(proxied, direct);
}

const call = (wire: Wire, name: string, args: Record<string, unknown> = {}) =>
  wire.request("tools/call", { name, arguments: args });

async function everything(wire: Wire): Promise<void> {
  await wire.heard("notifications/tools/list_changed");
  await wire.heard("roots/list");
  const { tools } = await wire.request("tools/list", {}) as { tools: { name: string }[] };
  assert.ok(tools.length >= 16, String(tools.length));
  await call(wire, "echo", { message: "grüße 你好 \u2028" });
  await call(wire, "echo", {});
  await call(wire, "get-sum", { a: 1, b: 2.5 });
  await call(wire, "get-tiny-image");
  for (const messageType of ["error", "success", "debug"]) {
    await call(wire, "get-annotated-message", { messageType, includeImage: true });
  }
  await call(wire, "get-resource-links", { count: 3 });
  for (const resourceType of ["Text", "Blob"]) {
    await call(wire, "get-resource-reference", { resourceType, resourceId: 1 });
  }
  await call(wire, "get-structured-content", { location: "Chicago" });
  await call(wire, "get-roots-list");
  await call(wire, "trigger-elicitation-request");
  await call(wire, "trigger-sampling-request", { prompt: "a short poem", maxTokens: 10 });
  await call(wire, "toggle-subscriber-updates");
  await call(wire, "toggle-subscriber-updates");
  await readAndPrompt(wire);
  await longRunning(wire);
  await task(wire);
}

async function readAndPrompt(wire: Wire): Promise<void> {
  const { resources } = await wire.request("resources/list", {}) as { resources: { uri: string }[] };
  assert.ok(resources.length > 0);
  for (const { uri } of resources) await wire.request("resources/read", { uri });
  await wire.request("resources/templates/list", {});
  await wire.request("resources/read", { uri: "demo://resource/dynamic/text/1" });
  await wire.request("resources/read", { uri: "demo://resource/dynamic/blob/2" });
  await assert.rejects(wire.request("resources/read", { uri: "demo://none" }));
  await wire.request("resources/subscribe", { uri: "demo://resource/dynamic/text/1" });
  await wire.request("resources/unsubscribe", { uri: "demo://resource/dynamic/text/1" });
  await wire.request("prompts/list", {});
  await wire.request("prompts/get", { name: "simple-prompt" });
  await wire.request("prompts/get", { name: "args-prompt", arguments: { city: "Oslo", state: "x" } });
  await assert.rejects(wire.request("prompts/get", { name: "args-prompt" }));
  await wire.request("completion/complete", {
    ref: { type: "ref/prompt", name: "completable-prompt" },
    argument: { name: "department", value: "E" },
  });
  await wire.request("logging/setLevel", { level: "debug" });
  await call(wire, "toggle-simulated-logging");
  await wire.heard("notifications/message");
  await call(wire, "toggle-simulated-logging");
  await wire.request("ping", {});
  await assert.rejects(wire.request("unheard/of", { some: { thing: [1] } }));
  await wire.notify("notifications/unheard/of");
}

async function longRunning(wire: Wire): Promise<void> {
  const name = "trigger-long-running-operation";
  const args = { name, arguments: { duration: 0.2, steps: 4 } };
  let steps = 0;
  await wire.request("tools/call", args, { onprogress: () => steps++ });
  assert.ok(steps > 0);
  const controller = new AbortController();
  const endless = { name, arguments: { duration: ENDLESS_STEPS / 10, steps: ENDLESS_STEPS } };
  const given = wire.request("tools/call", endless, {
    signal: controller.signal,
    onprogress: () => controller.abort(),
  });
  await assert.rejects(given);
  await wire.request("ping", {});
}

async function task(wire: Wire): Promise<void> {
  const created = await wire.request("tools/call", {
    name: "simulate-research-query",
    arguments: { topic: "tides" },
    task: { ttl: 60_000 },
  }) as { task?: { taskId: string } };
  assert.ok(created.task, JSON.stringify(created));
  await wire.request("tasks/result", { taskId: created.task.taskId });
}

function filesystem(folder: string): Script {
  const path = (name: string) => join(folder, name);
  return async (wire) => {
    const { tools } = await wire.request("tools/list", {}) as { tools: unknown[] };
    assert.ok(tools.length >= 14, String(tools.length));
    await call(wire, "list_allowed_directories");
    await call(wire, "read_text_file", { path: path("notes.txt") });
    await call(wire, "read_multiple_files", { paths: [path("notes.txt"), path("none")] });
    await call(wire, "read_text_file", { path: "/etc/hostname" });
    await call(wire, "write_file", { path: path("a.txt"), content: "one\n" });
    const edits = [{ oldText: "one", newText: "two" }];
    await call(wire, "edit_file", { path: path("a.txt"), edits, dryRun: true });
    await call(wire, "edit_file", { path: path("a.txt"), edits });
    await call(wire, "list_directory", { path: folder });
    await call(wire, "directory_tree", { path: folder });
    await call(wire, "search_files", { path: folder, pattern: "*.txt" });
    await call(wire, "create_directory", { path: path("sub") });
    await call(wire, "move_file", { source: path("a.txt"), destination: path("sub/a.txt") });
    await Deno.remove(path("sub"), { recursive: true });
  };
}

async function memory(wire: Wire): Promise<void> {
  const { tools } = await wire.request("tools/list", {}) as { tools: unknown[] };
  assert.ok(tools.length >= 9, String(tools.length));
  const entities = [{ name: "Ada", entityType: "person", observations: ["writes programs"] }, {
    name: "Engine",
    entityType: "machine",
    observations: [],
  }];
  await call(wire, "create_entities", { entities });
  await call(wire, "create_relations", {
    relations: [{ from: "Ada", to: "Engine", relationType: "describes" }],
  });
  await call(wire, "add_observations", { observations: [{ entityName: "Ada", contents: ["likes tides"] }] });
  await call(wire, "read_graph");
  await call(wire, "search_nodes", { query: "tides" });
  await call(wire, "open_nodes", { names: ["Ada"] });
  const { resources } = await wire.request("resources/list", {}) as { resources: { uri: string }[] };
  for (const { uri } of resources) await wire.request("resources/read", { uri });
}

for (const kind of CLIENTS) {
  Deno.test(`server-everything says the same through the proxy as directly (${kind})`, () =>
    sameBothWays(kind, officialServer("everything", "stdio"), everything));

  Deno.test(`server-filesystem says the same through the proxy as directly (${kind})`, async () => {
    await using folder = await serverFolder();
    await sameBothWays(kind, officialServer("filesystem", folder.path), filesystem(folder.path));
  });

  Deno.test(`server-memory says the same through the proxy as directly (${kind})`, async () => {
    await using folder = await temporaryFolder();
    let run = 0;
    // A graph of its own for each run: what one has written the next would find.
    const server = () => [
      "env",
      `MEMORY_FILE_PATH=${join(folder.path, `${run++}.jsonl`)}`,
      ...officialServer("memory"),
    ];
    await using data = await temporaryFolder();
    const direct = await transcript(kind, server(), memory);
    const proxied = await transcript(kind, behindProxy(server(), { dataDir: data.path }), memory);
    assert.deepEqual(proxied, direct);
  });
}
