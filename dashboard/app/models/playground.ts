/** A call that is only thought of: judged while it is typed, and neither made nor recorded. */
import { batch, type Signal, signal } from "@preact/signals";
import type { PlaygroundWire } from "../../../engine/wire/policy_console.ts";
import type { RecordedTrace } from "../../../engine/types.ts";
import { parseCurl } from "./curl.ts";
import { isObject, readText } from "./json_reading.ts";
import { type Sample, SAMPLES } from "./playground_samples.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";
import { readTrace } from "./wire.ts";

/** A pause in typing after which the call is judged. */
const TYPING_MS = 300;

const FIELDS = ["method", "url", "headers", "body", "answer", "agent", "session"] as const;
export type PlaygroundField = typeof FIELDS[number];

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export type Judged =
  | { readonly state: "nothing" | "judging" }
  | { readonly state: "judged"; readonly verdict: PlaygroundWire }
  | { readonly state: "failed"; readonly why: string };

export class Playground {
  readonly fields: Readonly<Record<PlaygroundField, Signal<string>>>;
  readonly result: Signal<Judged> = signal({ state: "nothing" });
  /** The present result is of an earlier text. */
  readonly stale: Signal<boolean> = signal(false);
  /** Said above the fields: what was loaded, and what of it is missing. */
  readonly remark: Signal<string> = signal("");
  readonly sampleId: Signal<string> = signal("");
  readonly #tools: ViewTools;
  #cancel: (() => void) | null = null;
  #asked = 0;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    const empty = FIELDS.map((name) => [name, signal(name === "method" ? "POST" : "")] as const);
    this.fields = Object.fromEntries(empty) as Record<PlaygroundField, Signal<string>>;
  }

  /** @param query What the address asks for: `sample=<id>`, `trace=<id>`. */
  open(query: URLSearchParams): void {
    const traceId = query.get("trace");
    const sample = SAMPLES.find(({ id }) => id === query.get("sample"));
    if (traceId !== null) void this.#loadTrace(traceId);
    else if (sample) this.load(sample);
    else if (this.fields.url.peek() === "" && SAMPLES[0]) this.load(SAMPLES[0]);
  }

  load(sample: Sample): void {
    batch(() => {
      this.sampleId.value = sample.id;
      this.#fill({ ...sample, answer: sample.answer ?? "" });
      this.remark.value = "";
    });
    void this.judge();
  }

  edit(field: PlaygroundField, text: string): void {
    batch(() => {
      this.fields[field].value = text;
      this.sampleId.value = "";
      this.stale.value = true;
    });
    this.#soon();
  }

  /** Takes a curl command, or a call in JSON as `POST /v1/scan` takes it. False when it is neither. */
  paste(text: string): boolean {
    const call = parseCurl(text) ?? parseRequest(text);
    if (call === undefined) return false;
    batch(() => {
      this.sampleId.value = "";
      this.#fill({
        method: call.method,
        url: call.url,
        headers: call.headers.map(([name, value]) => `${name}: ${value}`).join("\n"),
        body: call.body,
        answer: "",
      });
      this.remark.value = "";
      this.stale.value = true;
    });
    void this.judge();
    return true;
  }

  async judge(): Promise<void> {
    this.#cancel?.();
    const body = this.#request();
    if (body.url === "") return void (this.result.value = { state: "nothing" });
    const number = ++this.#asked;
    if (this.result.peek().state !== "judged") this.result.value = { state: "judging" };
    const answer = await this.#tools.api.send("POST", "/v1/playground", {
      body,
      read: shaped<PlaygroundWire>("decision", "findings", "policies"),
    });
    if (number !== this.#asked) return;
    batch(() => {
      this.stale.value = false;
      this.result.value = answer.ok
        ? { state: "judged", verdict: answer.value }
        : { state: "failed", why: answer.message };
    });
  }

  #soon(): void {
    this.#cancel?.();
    this.#cancel = this.#tools.timers.after(TYPING_MS, () => void this.judge());
  }

  #fill(texts: Readonly<Record<"method" | "url" | "headers" | "body" | "answer", string>>): void {
    for (const name of ["method", "url", "headers", "body", "answer"] as const) {
      this.fields[name].value = texts[name];
    }
  }

  #request() {
    const { method, url, headers, body, answer, agent, session } = this.fields;
    const text = (field: Signal<string>) => field.peek().trim();
    return {
      method: text(method) || "GET",
      url: text(url),
      headers: headersOf(headers.peek()),
      ...(body.peek() !== "" && { body: body.peek() }),
      ...(text(agent) !== "" && { agent_id: text(agent) }),
      ...(text(session) !== "" && { session_id: text(session) }),
      ...(answer.peek() !== "" && { answer: { body: answer.peek() } }),
    };
  }

  async #loadTrace(traceId: string): Promise<void> {
    const answer = await this.#tools.api.get(`/v1/traces/${encodeURIComponent(traceId)}`, readTrace);
    if (!answer.ok) return this.#tools.notices.warn(answer.message);
    const trace = answer.value;
    batch(() => {
      this.sampleId.value = "";
      this.#fill({
        method: trace.method,
        url: trace.url,
        headers: trace.request.headers.map(([name, value]) => `${name}: ${value}`).join("\n"),
        body: trace.request.body ?? "",
        answer: "",
      });
      this.fields.agent.value = trace.agentId;
      this.fields.session.value = trace.sessionId;
      this.remark.value = remarkOn(trace);
    });
    void this.judge();
  }
}

function remarkOn({ findings, request }: RecordedTrace): string {
  const lacks = findings.length > 0 ||
    /\[(?:REDACTED|MASKED)/.test(request.body ?? "") ||
    request.bodyCut || (request.body === null && request.bodyBytes > 0);
  return lacks
    ? "A recorded call. What was found in it was not stored: placeholders stand in its place, so it is judged as if it were clean."
    : "A recorded call, as it was sent.";
}

/** `name: value`, one a line; a name that is given twice has two values. */
export function headersOf(text: string): Readonly<Record<string, readonly string[]>> {
  const headers: Record<string, string[]> = Object.create(null);
  for (const line of text.split("\n")) {
    const at = line.indexOf(":");
    if (at < 1) continue;
    (headers[line.slice(0, at).trim().toLowerCase()] ??= []).push(line.slice(at + 1).trim());
  }
  return headers;
}

/** A call in JSON; undefined when it is none. */
function parseRequest(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || typeof value.url !== "string") return undefined;
  const { body } = value;
  const headers = Object.entries(isObject(value.headers) ? value.headers : {})
    .flatMap(([name, given]) =>
      (Array.isArray(given) ? given : [given]).map((one) => [name, String(one)] as const)
    );
  return {
    method: readText(value.method, "GET").toUpperCase(),
    url: value.url,
    headers,
    body: body === undefined || body === null
      ? ""
      : typeof body === "string"
      ? body
      : JSON.stringify(body, null, 2),
  };
}
