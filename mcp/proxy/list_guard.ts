/** Reads a server's list of tools before the client does. */
import { failureOf } from "../tool_result.ts";
import type { Conversation } from "./conversation.ts";
import { Definitions, type HeldTool } from "./definitions.ts";
import { type Frame, resultFrame } from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import { readAsCall } from "./pseudo_call.ts";
import type { Onward, OpenRequest } from "./relay.ts";
import type { InjectionSpan } from "../../engine/types.ts";
import type { PinCode } from "../../engine/pins/tool_pin.ts";

const WHY: Readonly<Record<PinCode, string>> = {
  MCP_TOOL_ADDED: "the server did not offer it when it was first seen",
  MCP_TOOL_DRIFT: "its definition has changed",
  MCP_TOOL_POISONED: "its definition reads like instructions to the model",
  MCP_TOOL_SHADOWED: "it passes for another tool, or speaks about one of another server",
};

export class ListGuard {
  readonly #parts: ProxyParts;
  readonly #conversation: Conversation;
  #definitions: Definitions | undefined;

  constructor(parts: ProxyParts, { conversation }: { conversation: Conversation }) {
    this.#parts = parts;
    this.#conversation = conversation;
  }

  /** The server's answer to `tools/list`. What cannot be checked is not shown: a list that a model has read cannot be taken back. */
  readonly listed = async (frame: Frame, request: OpenRequest): Promise<Onward> => {
    if (!("result" in frame.message)) return { pass: frame };
    this.#conversation.requested(request.frame.message);
    try {
      const definitions = await this.#open();
      if (definitions === undefined) return { pass: frame };
      const spans = await this.#read(frame);
      const filtered = definitions.filter(frame, { request: request.frame.message, spans });
      for (const held of filtered.held) await this.#tell(held);
      return { pass: filtered.frame };
    } catch (error) {
      const { message } = failureOf(error);
      this.#parts.say(`The list of tools could not be checked, so it is not shown: ${message}`);
      if (this.#parts.failOpen) return { pass: frame };
      const result = this.#conversation.completed({ tools: [] });
      return { pass: resultFrame(request.id, result) };
    }
  };

  /** Why a tool must not be called now. */
  async signals(tool: string): Promise<readonly PinCode[]> {
    return (await this.#open())?.signals(tool) ?? [];
  }

  async #open(): Promise<Definitions | undefined> {
    if (this.#definitions !== undefined) return this.#definitions;
    const pins = await this.#parts.pins;
    if (pins === undefined) return undefined;
    const { serverName, serverId, now } = this.#parts;
    return this.#definitions ??= new Definitions({ serverName, server: serverId, pins, now });
  }

  /** What reads like instructions in the list. */
  async #read(frame: Frame): Promise<readonly InjectionSpan[]> {
    const said = frame.message["result"];
    const { report } = await readAsCall(this.#parts, {
      conversation: this.#conversation,
      method: "tools/list",
      said,
    });
    return report?.injection?.spans ?? [];
  }

  async #tell({ tool, codes }: HeldTool): Promise<void> {
    const why = codes.map((code) => WHY[code]).join("; ");
    const { serverName } = this.#parts;
    this.#parts.say(`The tool "${tool}" is held back until a person accepts it (interven mcp pins): ${why}`);
    const agentId = this.#parts.agentId ?? this.#conversation.clientName;
    const engine = await this.#parts.engine;
    for (const code of codes) {
      await engine.recordRefusal({
        method: "POST",
        url: `mcp://${serverName}/${encodeURIComponent(tool)}`,
        agentId,
        sessionId: this.#parts.sessionId ?? agentId,
        code,
        message: `The tool "${tool}" was not shown to the model: ${WHY[code]}.`,
      });
    }
  }
}
