/** A stand-in gateway for looking at the dashboard: the console routes over made-up calls that a test adds as it goes. */
import { loadAssets } from "../../dashboard/assets.ts";

type Json = Record<string, unknown>;

export const FIXTURE_TOKEN = "fixture-token-" + "7".repeat(16);

const STARTED = new Date().toISOString();

const FIXTURE_PROOF = "p".repeat(43);

const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export class DashboardFixture implements AsyncDisposable {
  readonly traces: Json[] = [];
  readonly approvals: Json[] = [];
  readonly origin: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #assets = loadAssets();
  readonly #listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  /** Answers 503 to whoever wants events. */
  refuseStreams = false;
  #eventId = 0;

  constructor() {
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      (request) => this.#answer(request),
    );
    this.origin = `http://127.0.0.1:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dropStreams();
    await this.#server.shutdown();
  }

  addTrace(trace: Json): void {
    this.traces.unshift(trace);
    this.emit("decision", trace);
  }

  addApproval(approval: Json): void {
    this.approvals.unshift(approval);
    this.emit("approval", approval);
  }

  emit(type: string, data: Json): void {
    this.#eventId += 1;
    const text = `id: ${this.#eventId}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const listener of this.#listeners) listener.enqueue(new TextEncoder().encode(text));
  }

  /** Ends every event stream, as a restart would. */
  dropStreams(): void {
    for (const listener of this.#listeners) listener.close();
    this.#listeners.clear();
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/login") {
      const answer = this.#login(url.searchParams.get("token"));
      if (!answer.ok) return answer;
      answer.headers.set("location", `/#proof=${FIXTURE_PROOF}`);
      return new Response(null, { status: 303, headers: answer.headers });
    }
    if (url.pathname === "/v1/session") return this.#login((await request.json()).token);
    if (!url.pathname.startsWith("/v1/")) return this.#file(url.pathname);
    if (!request.headers.get("cookie")?.includes("fixture=yes")) {
      return Response.json({ title: "Not signed in" }, { status: 401 });
    }
    if (request.headers.get("x-interven-proof") !== FIXTURE_PROOF) {
      return Response.json({ title: "Not proven", code: "CONSOLE_PROOF_REQUIRED" }, { status: 401 });
    }
    if (url.pathname === "/v1/events") return this.#events();
    if (url.pathname === "/v1/stats") return Response.json(this.#stats());
    if (url.pathname === "/v1/approvals") return Response.json({ approvals: this.approvals });
    if (url.pathname === "/v1/traces") return Response.json(this.#page(url.searchParams));
    const [, , kind, id, verdict] = url.pathname.split("/");
    if (kind === "traces") return found(this.traces.find((trace) => trace.trace_id === id));
    if (kind === "approvals" && id === "history") return Response.json({ approvals: [], next_cursor: null });
    if (kind === "approvals" && request.method === "GET" && !verdict) {
      return found(this.approvals.find((approval) => approval.approval_id === id));
    }
    if (kind === "approvals" && request.method === "POST") {
      return await this.#decide(id ?? "", verdict ?? "", request);
    }
    return found(undefined);
  }

  #login(token: string | null): Response {
    if (token !== FIXTURE_TOKEN) return Response.json({ title: "Refused" }, { status: 401 });
    const headers = { "set-cookie": "fixture=yes; HttpOnly; SameSite=Strict; Path=/" };
    return Response.json({ status: "signed_in", proof: FIXTURE_PROOF }, { headers });
  }

  #file(path: string): Response {
    const asset = this.#assets.get(path) ?? this.#assets.get("/index.html");
    return new Response(asset?.bytes.slice() ?? null, {
      headers: { ...PAGE_HEADERS, "content-type": asset?.contentType ?? "text/plain" },
    });
  }

  #events(): Response {
    if (this.refuseStreams) return Response.json({ detail: "The gateway is stopping." }, { status: 503 });
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#listeners.add(controller);
        controller.enqueue(new TextEncoder().encode(": hello\n\n"));
      },
      cancel: () => void this.#listeners.delete(own),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  #page(query: URLSearchParams): Json {
    const decision = query.get("decision");
    const text = query.get("q")?.toLowerCase() ?? "";
    const matching = this.traces
      .filter((trace) => decision === null || trace.decision === decision)
      .filter((trace) => text === "" || JSON.stringify(trace).toLowerCase().includes(text));
    const from = Number(query.get("cursor") ?? 0);
    const end = from + Number(query.get("limit") ?? 50);
    return { traces: matching.slice(from, end), next_cursor: end < matching.length ? String(end) : null };
  }

  #stats(): Json {
    const now = Date.now();
    const widthMs = 60_000;
    const series = Array.from({ length: 60 }, (_, index) => {
      const startMs = now - (60 - index) * widthMs;
      const inside = this.traces.filter((trace) => {
        const at = Number(new Date(String(trace.at)));
        return at >= startMs && at < startMs + widthMs;
      });
      return { start: new Date(startMs).toISOString(), width_ms: widthMs, by_decision: countBy(inside) };
    });
    return {
      total: this.traces.length,
      by_decision: countBy(this.traces),
      by_tool: [],
      by_reason: [],
      evaluate_ms: { p50: 0.84, p95: 2.1, p99: 6.4 },
      series,
    };
  }

  async #decide(id: string, verdict: string, request: Request): Promise<Response> {
    const at = this.approvals.findIndex((approval) => approval.approval_id === id);
    const approval = this.approvals[at];
    if (!approval) return found(undefined);
    if (approval.status !== "pending") return Response.json({ title: "Already decided" }, { status: 409 });
    const { note } = await request.json();
    const status = verdict === "approve" ? "approved" : "denied";
    const decided = {
      ...approval,
      status,
      note: note ?? null,
      decided_at: new Date().toISOString(),
      decided_by: "console",
    };
    this.approvals[at] = decided;
    this.emit("approval", decided);
    return Response.json(decided);
  }
}

function found(value: Json | undefined): Response {
  return value ? Response.json(value) : Response.json({ title: "Not found" }, { status: 404 });
}

function countBy(traces: readonly Json[]): Json {
  const counts: Record<string, number> = { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };
  for (const trace of traces) counts[String(trace.decision)] = (counts[String(trace.decision)] ?? 0) + 1;
  return counts;
}

/** A call as the API tells it: a denied one with a secret in it, unless said otherwise. */
/** Of the same moment each, unless a test says otherwise, so that the ids alone order them. */
export function fixtureTrace(id: string, more: Json = {}): Json {
  return {
    trace_id: id,
    at: STARTED,
    door: "proxy",
    mode: "enforce",
    agent_id: "agent-one",
    session_id: "session-one",
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    tool_name: "slack",
    operation: "post_message",
    verb: "WRITE",
    category: "message",
    host: "slack.com",
    facts: { channel: "#general" },
    decision: "DENY",
    risk_score: 0.93,
    risk_band: "CRITICAL",
    reason_codes: [],
    message: "Remove the token and send the call again.",
    policy_name: "Default",
    rule_id: "secrets-to-third-party",
    signals: [{ engine: "classifier", score: 0.6, details: {} }],
    findings: [{
      rule: "github-pat",
      class: "SECRETS",
      confidence: "HIGH",
      part: "body",
      path: "$.text",
      start: 0,
      end: 40,
      chain: ["json"],
      preview: "ghp_…9aB2",
    }],
    request: {
      headers: [["content-type", "application/json"]],
      body: '{"text":"[REDACTED:GITHUB_TOKEN#1]"}',
      body_bytes: 61,
      content_type: "application/json",
      body_cut: false,
    },
    scan_ms: 0.4,
    evaluate_ms: 0.8,
    outcome: null,
    response: null,
    ...more,
  };
}

/** A request for approval as the API tells it, waiting for ten minutes. */
export function fixtureApproval(id: string, more: Json = {}): Json {
  const now = Date.now();
  return {
    approval_id: id,
    trace_id: `trace-of-${id}`,
    agent_id: "agent-one",
    session_id: "session-one",
    status: "pending",
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + 600_000).toISOString(),
    decided_at: null,
    decided_by: null,
    note: null,
    trace: fixtureTrace(`trace-of-${id}`, { decision: "REQUIRE_APPROVAL", ...more }),
    ...more,
  };
}
