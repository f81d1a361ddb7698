/** Which of a server's tool definitions a model may see: those that a person knows, and nothing that is new, changed or hostile. */
import { lookAlike } from "./look_alike.ts";
import {
  type Definition,
  definitionOf,
  type HeldDefinition,
  type PinCode,
  type ToolPin,
} from "./tool_pin.ts";

export interface OfferedTool {
  readonly name: string;
  /** The whole definition, as the server gave it. */
  readonly tool: unknown;
  /** Why its text looks hostile; empty when it does not. */
  readonly poison: readonly string[];
}

export interface JudgeDefinitionsOptions {
  readonly server: string;
  readonly serverName: string;
  /** Pins of this server. */
  readonly pins: readonly ToolPin[];
  /** The server is seen for the first time: what it offers is taken as it is, unless it looks hostile. Default: when it has no pins. */
  readonly isFirstSight?: boolean;
  /** Pins of all other servers. */
  readonly elsewhere: readonly ToolPin[];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface JudgedDefinitions {
  /** For each offered tool, in order: why it is held back; empty when a model may see it. */
  readonly codes: readonly (readonly PinCode[])[];
  /** Pins that are new or have changed. */
  readonly changed: readonly ToolPin[];
}

export function judgeDefinitions(
  offered: readonly OfferedTool[],
  options: JudgeDefinitionsOptions,
): JudgedDefinitions {
  const known = new Map(options.pins.map((pin) => [pin.tool, pin]));
  const changed: ToolPin[] = [];
  const codes = offered.map((tool, index) => {
    const isTwice = offered.findIndex(({ name }) => name === tool.name) < index;
    const judged = judgeOne(tool, { ...options, pin: known.get(tool.name), offered, isTwice });
    if (judged.pin !== null) changed.push(judged.pin);
    return judged.codes;
  });
  return { codes, changed };
}

interface OneOptions extends JudgeDefinitionsOptions {
  readonly pin: ToolPin | undefined;
  readonly offered: readonly OfferedTool[];
  /** The server names another tool before it by the same name. */
  readonly isTwice: boolean;
}

function judgeOne(
  tool: OfferedTool,
  options: OneOptions,
): { codes: readonly PinCode[]; pin: ToolPin | null } {
  const { pin, pins, isTwice, isFirstSight = pins.length === 0 } = options;
  const definition = definitionOf(tool.tool);
  // Two definitions of one name: the model would read one, and the call could mean the other.
  if (definition === undefined || isTwice) return { codes: ["MCP_TOOL_SHADOWED"], pin: null };
  if (pin?.accepted?.digest === definition.digest) {
    return { codes: [], pin: pin.held === null ? null : { ...pin, held: null, changedAt: options.now } };
  }
  const found = suspicions(tool, options);
  if (isFirstSight && pin === undefined && found.length === 0) {
    return { codes: [], pin: freshPin(tool, options, { accepted: definition }) };
  }
  const codes = new Set<PinCode>(found.map(({ code }) => code));
  if (pin?.accepted) codes.add("MCP_TOOL_DRIFT");
  else if (!isFirstSight) codes.add("MCP_TOOL_ADDED");
  return { codes: [...codes], pin: hold(tool, options, { definition, codes: [...codes], found }) };
}

function hold(tool: OfferedTool, options: OneOptions, { definition, codes, found }: {
  definition: Definition;
  codes: readonly PinCode[];
  found: readonly Suspicion[];
}): ToolPin | null {
  const { pin, now } = options;
  const isKnown = pin?.held?.digest === definition.digest || pin?.rejectedDigest === definition.digest;
  if (isKnown) return null;
  const held: HeldDefinition = {
    ...definition,
    codes,
    reasons: found.map(({ reason }) => reason),
    since: now,
  };
  return pin === undefined ? freshPin(tool, options, { held }) : { ...pin, held, changedAt: now };
}

function freshPin(
  { name }: OfferedTool,
  { server, serverName, now }: OneOptions,
  { accepted = null, held = null }: { accepted?: Definition | null; held?: HeldDefinition | null },
): ToolPin {
  return {
    server,
    serverName,
    tool: name,
    accepted,
    held,
    rejectedDigest: null,
    seenAt: now,
    changedAt: now,
  };
}

interface Suspicion {
  readonly code: PinCode;
  readonly reason: string;
}

function suspicions(tool: OfferedTool, options: OneOptions): readonly Suspicion[] {
  return [
    ...tool.poison.map((reason) => ({ code: "MCP_TOOL_POISONED", reason }) as const),
    ...shadows(tool, options).map((reason) => ({ code: "MCP_TOOL_SHADOWED", reason }) as const),
  ];
}

/** Shorter names are words that any text may use. */
const MIN_NAMED_CHARS = 6;

/** A tool that passes for another, or that speaks about the tools of another server. */
function shadows({ name, tool }: OfferedTool, { elsewhere, offered, pins }: OneOptions): readonly string[] {
  const reasons: string[] = [];
  const own = new Set([...offered.map((other) => other.name), ...pins.map((pin) => pin.tool)]);
  for (const other of own) {
    if (other !== name && lookAlike(other, name)) {
      reasons.push(`Its name looks like the server's own "${other}"`);
    }
  }
  const text = JSON.stringify(tool);
  for (const pin of elsewhere) {
    if (pin.accepted === null) continue;
    if (pin.tool !== name && lookAlike(pin.tool, name)) {
      reasons.push(`Its name looks like "${pin.tool}" of the server "${pin.serverName}"`);
    } else if (!own.has(pin.tool) && isNamed(pin.tool, text)) {
      reasons.push(`It speaks about "${pin.tool}" of the server "${pin.serverName}"`);
    }
  }
  return [...new Set(reasons)].slice(0, 10);
}

/** Only names that no sentence holds by chance: of several words, such as `send_mail` or `sendMail`. */
function isNamed(tool: string, text: string): boolean {
  if (tool.length < MIN_NAMED_CHARS || !/[_.-]|[a-z][A-Z]/.test(tool)) return false;
  for (let at = text.indexOf(tool); at >= 0; at = text.indexOf(tool, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + tool.length] ?? " "];
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
