/** `/v1/pins`: definitions of MCP tools that are known, and those that wait for a person. */
import { type Context, Hono } from "hono";
import type { AuditKind } from "../../engine/audit/entry.ts";
import { definitionDiff, readableDefinition } from "../../engine/pins/definition_diff.ts";
import { acceptPin, type PinStore, rejectPin, type ToolPin } from "../../engine/pins/tool_pin.ts";
import type { Clock } from "../../engine/ports.ts";
import {
  type DefinitionWire,
  type PinChoiceWire,
  type PinListWire,
  type PinnedServerWire,
  toolPinToWire,
} from "../../engine/wire/tool_pin.ts";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";

const MAX_BYTES = 256 * 1024;
const MAX_CHOICES = 1_000;

export interface PinRoutesOptions {
  readonly pins: PinStore;
  /** Has the audit chain say who took or refused what. */
  readonly note: (record: unknown, about: { readonly kind: AuditKind; readonly subject: string }) => void;
  /**
   * Writes over secrets in texts that are shown: a server may hold one in its definitions. In the same order.
   *
   * @throws {EngineUnavailableError} when they could not be looked through: then nothing is shown.
   */
  readonly mask: (texts: readonly string[]) => Promise<readonly string[]>;
  readonly clock: Pick<Clock, "now">;
}

export function pinRoutes(options: PinRoutesOptions): Hono {
  const { pins } = options;
  const routes = new Hono();
  routes.get("/", async (context) => {
    const servers = await masked(serversOf(pins.list()), options.mask);
    return context.json({ servers } satisfies PinListWire);
  });
  routes.get("/definition", async (context) => {
    const [serverId, tool] = [context.req.query("server_id") ?? "", context.req.query("tool") ?? ""];
    const pin = pins.list({ server: serverId }).find((each) => each.tool === tool);
    if (pin === undefined) throw new Problem("NOT_FOUND", "There is no such tool of that server");
    const texts = [pin.accepted?.json, pin.held?.json].map((json) => readableDefinition(json ?? "null"));
    const [accepted = "null", held = "null"] = await options.mask(texts);
    const answer: DefinitionWire = {
      server_id: serverId,
      tool,
      accepted: accepted === "null" ? null : accepted,
      held: held === "null" ? null : held,
    };
    return context.json({ ...answer });
  });
  routes.post("/accept", (context) => decide(context, { options, act: "accept", change: acceptPin }));
  routes.post("/reject", (context) => decide(context, { options, act: "reject", change: rejectPin }));
  return routes;
}

function serversOf(pins: readonly ToolPin[]): readonly PinnedServerWire[] {
  const servers = new Map<string, ToolPin[]>();
  for (const pin of pins) servers.set(pin.server, [...servers.get(pin.server) ?? [], pin]);
  return [...servers].map(([serverId, tools]) => ({
    server_id: serverId,
    server: tools[0]?.serverName ?? serverId,
    tools: tools.map((pin) => toolPinToWire(pin, definitionDiff)),
  }));
}

/** All or nothing: when one of them is not what was shown any more, none is changed. */
async function decide(context: Context, { options, act, change }: {
  options: PinRoutesOptions;
  act: "accept" | "reject";
  change: (pin: ToolPin, now: number) => ToolPin | undefined;
}): Promise<Response> {
  const { pins, note, clock } = options;
  const { serverId, choices } = readChoices(await readJson(context.req.raw, { maxBytes: MAX_BYTES }));
  const held = new Map(pins.list({ server: serverId }).map((pin) => [pin.tool, pin]));
  const changed = choices.map(({ tool, digest }) => {
    const pin = held.get(tool);
    const next = pin?.held?.digest === digest ? change(pin, clock.now()) : undefined;
    if (next !== undefined) return next;
    const shown = JSON.stringify(tool.slice(0, 100));
    throw new Problem(
      "ALREADY_DECIDED",
      `Cannot ${act} ${shown}: it does not wait any more, or has changed since it was shown`,
    );
  });
  pins.put(changed);
  for (const pin of changed) {
    note({ [act]: pin, by: "console" }, { kind: "tool_pin", subject: `${pin.serverName}/${pin.tool}` });
  }
  const servers = await masked(serversOf(pins.list({ server: serverId })), options.mask);
  return context.json({ servers } satisfies PinListWire);
}

/** Every text that a server wrote, looked through in one go. Digests and names stay: an answer refers to them. */
async function masked(
  servers: readonly PinnedServerWire[],
  mask: PinRoutesOptions["mask"],
): Promise<readonly PinnedServerWire[]> {
  const texts = servers.flatMap(({ tools }) =>
    tools.flatMap(({ description, held }) => [
      description,
      (held?.reasons ?? []).join("\n"),
      (held?.diff ?? []).join("\n"),
    ])
  );
  const clean = [...await mask(texts)];
  const next = () => clean.shift() ?? "";
  const lines = (text: string) => text === "" ? [] : text.split("\n");
  return servers.map((server) => ({
    ...server,
    tools: server.tools.map((tool) => {
      const [description, reasons, diff] = [next(), lines(next()), lines(next())];
      return { ...tool, description, held: tool.held === null ? null : { ...tool.held, reasons, diff } };
    }),
  }));
}

function readChoices(value: unknown): { serverId: string; choices: readonly PinChoiceWire[] } {
  const body = typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
  const { server_id: serverId, tools } = body;
  if (typeof serverId !== "string") throw badField("server_id", 'Cannot read "server_id": wanted a string');
  if (!Array.isArray(tools) || tools.length === 0 || tools.length > MAX_CHOICES) {
    throw badField("tools", `Cannot read "tools": wanted a list of 1 to ${MAX_CHOICES}`);
  }
  return {
    serverId,
    choices: tools.map((choice: unknown, i) => {
      const { tool, digest } = typeof choice === "object" && choice !== null
        ? choice as Record<string, unknown>
        : {};
      if (typeof tool === "string" && typeof digest === "string") return { tool, digest };
      throw badField(`tools[${i}]`, `Cannot read "tools[${i}]": wanted {"tool": …, "digest": …}`);
    }),
  };
}
