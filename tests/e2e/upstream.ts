/** An upstream on loopback that remembers what reached it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query as they arrived. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface Upstream extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** `127.0.0.1:<port>`, for `--allow-upstream`. */
  readonly address: string;
  readonly seen: readonly SeenRequest[];
}

type Answer = (request: Request, body: string) => Response | Promise<Response>;

/** Answers every request; by default with a JSON object that tells what arrived. */
export function startUpstream(answer: Answer = defaultAnswer): Upstream {
  const seen: SeenRequest[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const url = new URL(request.url);
    const body = await request.text();
    seen.push({ method: request.method, target: url.pathname + url.search, headers: request.headers, body });
    return answer(request, body);
  });
  const address = `127.0.0.1:${server.addr.port}`;
  return { origin: `http://${address}`, address, seen, [Symbol.asyncDispose]: () => server.shutdown() };
}

function defaultAnswer(request: Request, body: string): Response {
  return Response.json({ method: request.method, body }, { headers: { "x-upstream": "yes" } });
}
