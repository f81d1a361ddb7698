/**
 * A recorded call as rules read it. What was not recorded as it was sent (a body that was redacted, cut or not kept) cannot be read:
 * whoever asks gets {@linkcode NotRecorded}, never a guess.
 */
import { type BodyFields, CallView } from "../../call_view.ts";
import { mediaType } from "../../media_type.ts";
import type { Grounds, ToolCall, Trace } from "../../types.ts";

/** What a record can lack. */
export type Gap = "body" | "url" | "facts" | "findings" | "instructions";

/** Thrown where a rule asks for what the record does not hold. */
export class NotRecorded extends Error {
  override name = "NotRecorded";
  constructor(readonly gap: Gap) {
    super(`Not recorded: ${gap}`);
  }
}

/** Placeholders, spelled out or escaped as in URLs, and the sign of a cut. */
const MARK = /(?:\[|%5B)(?:REDACTED|MASKED)|…$/i;

export function isAltered(text: string): boolean {
  return MARK.test(text);
}

/** Told of each gap that is met; throws {@linkcode NotRecorded}. */
export type Lack = (gap: Gap) => never;

export class RecordedCallView extends CallView {
  readonly #trace: Trace;
  readonly #grounds: Grounds;
  readonly #lack: Lack;
  /** The call with what was stored in place of what was sent. */
  readonly #stored: CallView;

  constructor(trace: Trace, grounds: Grounds, lack: Lack) {
    const call = storedCall(trace, grounds);
    super(call);
    this.#trace = trace;
    this.#grounds = grounds;
    this.#lack = lack;
    this.#stored = new CallView(call);
  }

  override get bodyBytes(): number {
    return this.#trace.request.bodyBytes;
  }

  override get urlSpellings(): readonly string[] {
    if (isAltered(this.#trace.url)) return this.#lack("url");
    return super.urlSpellings;
  }

  /** @throws {NotRecorded} unless every character is as it was sent. */
  override get text(): string {
    this.#requireWhole();
    if (isAltered(this.#trace.request.body ?? "")) return this.#lack("body");
    return this.#stored.text;
  }

  override get lowerText(): string {
    void this.text;
    return this.#stored.lowerText;
  }

  /** Fields that were redacted throw when they are read; the others are as they were sent. */
  override get fields(): BodyFields {
    if (this.#grounds.body === "unreadable") {
      return { kind: "unreadable", why: "its encoding could not be undone" };
    }
    this.#requireWhole();
    const { fields } = this.#stored;
    if ((fields.kind !== "json" && fields.kind !== "form") || !isAltered(this.#trace.request.body ?? "")) {
      return fields;
    }
    return fields.kind === "json"
      ? { kind: "json", value: veiled(fields.value, this.#lack) }
      : { kind: "form", value: veiled(fields.value, this.#lack) as Readonly<Record<string, unknown>> };
  }

  #requireWhole(): void {
    const { body, bodyBytes, bodyCut } = this.#trace.request;
    if (bodyBytes > 0 && (body === null || bodyCut)) this.#lack("body");
  }
}

function storedCall(trace: Trace, grounds: Grounds): ToolCall {
  const { request } = trace;
  return {
    door: trace.door,
    method: trace.method,
    url: trace.url,
    headers: request.headers,
    body: grounds.body === "none" ? null : {
      bytes: new TextEncoder().encode(request.body ?? ""),
      // Without its charset: what is stored is UTF-8.
      contentType: mediaType(request.contentType),
      inspectable: grounds.body !== "unreadable",
    },
    agentId: trace.agentId,
    sessionId: trace.sessionId,
    ...(trace.agentName !== null && { agentName: trace.agentName }),
    ...(trace.runtime !== null && { runtime: trace.runtime }),
    ...(trace.env !== null && { env: trace.env }),
    ...(grounds.toolName !== undefined && { toolName: grounds.toolName }),
  };
}

/** The same tree, in which a text that was redacted throws when it is read. */
function veiled(value: unknown, lack: Lack): unknown {
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" && isAltered(value) ? lack("body") : value;
  }
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    Object.defineProperty(copy, name, {
      enumerable: true,
      configurable: true,
      get: () => veiled(member, lack),
    });
  }
  return copy;
}
