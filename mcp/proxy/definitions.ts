/** Shows a model only the tools that a person knows: new, changed and hostile definitions are taken out of `tools/list` and held. */
import {
  type JudgedDefinitions,
  judgeDefinitions,
  type OfferedTool,
} from "../../engine/pins/judge_definitions.ts";
import { definitionOf, type PinCode, type PinStore, type ToolPin } from "../../engine/pins/tool_pin.ts";
import type { InjectionSpan } from "../../engine/types.ts";
import { type Frame, frameOf, isObject, type JsonObject, paramsOf } from "./message.ts";

export interface DefinitionsOptions {
  readonly serverName: string;
  /** See `serverIdentity()`. */
  readonly server: string;
  readonly pins: PinStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A tool that was taken out, told once for each definition. */
export interface HeldTool {
  readonly tool: string;
  readonly codes: readonly PinCode[];
}

export class Definitions {
  readonly #options: DefinitionsOptions;
  /** What the server offers in this run, by tool: why it is held back, and which definition that is. */
  readonly #offered = new Map<string, { codes: readonly PinCode[]; digest: string | undefined }>();
  readonly #told = new Set<string>();
  #isFirstSight = false;

  constructor(options: DefinitionsOptions) {
    this.#options = options;
  }

  /**
   * The frame without what is held back.
   *
   * @param request The `tools/list` that is answered: a list comes in pages, and the first sight is all of them.
   * @param spans What reads like instructions in the result, with paths as in `$.tools[2].description`.
   */
  filter(
    frame: Frame,
    { request, spans }: { request: JsonObject; spans: readonly InjectionSpan[] },
  ): { frame: Frame; held: readonly HeldTool[] } {
    const { result } = frame.message;
    const tools = isObject(result) ? result["tools"] : undefined;
    if (!isObject(result) || !Array.isArray(tools)) return { frame, held: [] };
    const offered = tools.map((tool, index) => offeredTool(tool, poisonOf(index, spans)));
    const { codes } = this.#judge(offered, paramsOf(request)["cursor"] === undefined);
    const held: HeldTool[] = [];
    offered.forEach(({ name, tool }, i) => {
      const why = codes[i] ?? [];
      const digest = definitionOf(tool)?.digest;
      this.#offered.set(name, { codes: why, digest });
      if (why.length > 0 && this.#isNews(`${name} ${digest}`)) held.push({ tool: name, codes: why });
    });
    if (codes.every((why) => why.length === 0)) return { frame, held };
    const shown = tools.filter((_, i) => codes[i]?.length === 0);
    return { frame: frameOf({ ...frame.message, result: { ...result, tools: shown } }), held };
  }

  /** Why a tool must not be called now; empty when nothing speaks against it. Its definition may have been accepted meanwhile. */
  signals(tool: string): readonly PinCode[] {
    const offered = this.#offered.get(tool);
    if (offered !== undefined && offered.codes.length === 0) return [];
    const pins = this.#options.pins.list({ server: this.#options.server });
    const pin = pins.find((each) => each.tool === tool);
    if (offered !== undefined) return pin?.accepted?.digest === offered.digest ? [] : offered.codes;
    // It was not listed in this run: what is known is what an earlier one saw.
    if (pin === undefined) return pins.length === 0 ? [] : ["MCP_TOOL_ADDED"];
    if (pin.held !== null) return pin.held.codes;
    return pin.accepted === null ? ["MCP_TOOL_ADDED"] : [];
  }

  #judge(offered: readonly OfferedTool[], isFirstPage: boolean): JudgedDefinitions {
    const { server, serverName, pins, now } = this.#options;
    const [own, elsewhere]: [ToolPin[], ToolPin[]] = [[], []];
    for (const pin of pins.list()) (pin.server === server ? own : elsewhere).push(pin);
    if (isFirstPage) this.#isFirstSight = own.length === 0;
    const judged = judgeDefinitions(offered, {
      server,
      serverName,
      pins: own,
      elsewhere,
      isFirstSight: this.#isFirstSight,
      now: now(),
    });
    pins.put(judged.changed);
    return judged;
  }

  #isNews(key: string): boolean {
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }
}

function offeredTool(tool: unknown, poison: readonly string[]): OfferedTool {
  const name = isObject(tool) && typeof tool["name"] === "string" ? tool["name"] : "";
  return { name, tool, poison };
}

/** Only what is quite sure: a description may well say "always" and "before". */
const MIN_POISON_SCORE = 0.7;

function poisonOf(index: number, spans: readonly InjectionSpan[]): readonly string[] {
  const prefix = `$.tools[${index}]`;
  return spans
    .filter(({ path, score }) => score >= MIN_POISON_SCORE && path.startsWith(prefix))
    .map(({ path, reasons }) => `${path.slice(prefix.length + 1) || "definition"}: ${reasons.join(", ")}`);
}
