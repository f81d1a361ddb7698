/** Stand-ins for the browser in tests: a gateway made of functions, timers that run when told, an address bar. */
import type { Timers } from "./event_stream.ts";
import type { ProofStorage } from "./proof.ts";
import type { AddressBar } from "./router.ts";

/** Timers that fire only when `advance` says that time has passed. */
export class FakeTimers implements Timers {
  nowMs = 0;
  #tasks = new Map<number, { atMs: number; task: () => void }>();
  #next = 0;

  after(delayMs: number, task: () => void): () => void {
    const id = this.#next++;
    this.#tasks.set(id, { atMs: this.nowMs + delayMs, task });
    return () => this.#tasks.delete(id);
  }

  get waiting(): number {
    return this.#tasks.size;
  }

  /** Lets time pass, runs what is due in order, and lets promises settle. */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      const due = [...this.#tasks].filter(([, { atMs }]) =>
        atMs <= endMs
      ).sort((a, b) => a[1].atMs - b[1].atMs)[0];
      if (!due) break;
      const [id, { atMs, task }] = due;
      this.#tasks.delete(id);
      this.nowMs = atMs;
      task();
      await settle();
    }
    this.nowMs = endMs;
    await settle();
  }
}

/** Lets everything that waits for a microtask or a stream chunk go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

export function fakeAddressBar(start = "/"): AddressBar & { readonly paths: string[] } {
  const paths = [start];
  return {
    paths,
    path: () => (paths.at(-1) ?? "/").replace(/#.*/, ""),
    fragment: () => /#.*/.exec(paths.at(-1) ?? "")?.[0] ?? "",
    push: (path) => void paths.push(path),
    replace: (path) => void paths.splice(-1, 1, path),
    onChange: () => {},
  };
}

/** Storage of one origin; `writeElsewhere` is another page of it. */
export function fakeProofStorage(start = ""): ProofStorage & { writeElsewhere(proof: string): void } {
  let kept = start;
  let tell = () => {};
  return {
    read: () => kept,
    write: (proof) => void (kept = proof),
    onChange: (listener) => void (tell = listener),
    writeElsewhere(proof) {
      kept = proof;
      tell();
    },
  };
}

/** A gateway's answers by `METHOD /path` (without the query), and its event stream. */
export class FakeGateway {
  readonly requests: {
    readonly line: string;
    readonly query: URLSearchParams;
    readonly init: RequestInit;
  }[] = [];
  readonly answers = new Map<string, (query: URLSearchParams, init: RequestInit) => Response>();
  /** Every connection to the stream so far. */
  readonly streams: ReadableStreamDefaultController<Uint8Array>[] = [];

  constructor() {
    this.answers.set("GET /v1/traces", () => Response.json({ traces: [], next_cursor: null }));
    this.answers.set("GET /v1/approvals", () => Response.json({ approvals: [] }));
    this.answers.set("GET /v1/stats", () => Response.json({ by_decision: {}, series: [] }));
    this.answers.set("GET /v1/events", () => this.openStream());
  }

  readonly fetch = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), "http://gateway.test");
    const line = `${init.method ?? "GET"} ${url.pathname}`;
    this.requests.push({ line, query: url.searchParams, init });
    const answer = this.answers.get(line);
    return Promise.resolve(
      answer ? answer(url.searchParams, init) : Response.json({ title: "No" }, { status: 404 }),
    );
  };

  openStream(): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void this.streams.push(controller),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  send(text: string): void {
    this.streams.at(-1)?.enqueue(new TextEncoder().encode(text));
  }

  sendEvent(id: string, type: string, data: unknown): void {
    this.send(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  asked(line: string): number {
    return this.requests.filter((request) => request.line === line).length;
  }
}

/** A call as the API tells it. `at` in epoch milliseconds. */
export function wireTrace(
  id: string,
  at: number,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    trace_id: id,
    at: new Date(at).toISOString(),
    agent_id: "agent-one",
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    tool_name: "slack",
    operation: "post_message",
    verb: "WRITE",
    host: "slack.com",
    decision: "ALLOW",
    risk_score: 0.1,
    risk_band: "LOW",
    reason_codes: [],
    ...more,
  };
}

/** An approval as the API tells it, pending for ten minutes from `at` (epoch milliseconds). */
export function wireApproval(
  id: string,
  at: number,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    approval_id: id,
    trace_id: `trace-of-${id}`,
    agent_id: "agent-one",
    session_id: "agent-one",
    status: "pending",
    created_at: new Date(at).toISOString(),
    expires_at: new Date(at + 600_000).toISOString(),
    decided_at: null,
    decided_by: null,
    note: null,
    trace: wireTrace(`trace-of-${id}`, at, { decision: "REQUIRE_APPROVAL" }),
    ...more,
  };
}
