/**
 * A small JSON client that always goes straight to its server. `fetch` would follow `HTTP_PROXY` of the environment,
 * and with it send every call that is to be judged to whoever that names; `node:http` does not.
 */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export interface DirectRequest {
  readonly method: "GET" | "POST";
  /** Absolute path with query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface DirectAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface DirectHttpOptions {
  /** Scheme, host and port; a path in front of every request's own is kept. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** From the start of a request to the end of its answer, milliseconds. */
  readonly timeoutMs: number;
  /** Longest answer that is read, bytes. */
  readonly maxAnswerBytes: number;
}

export class DirectHttp {
  readonly #options: DirectHttpOptions;
  readonly #agent: HttpAgent | HttpsAgent;

  constructor(options: DirectHttpOptions) {
    this.#options = options;
    const settings = { keepAlive: true, maxSockets: 256, maxFreeSockets: 32 };
    this.#agent = options.url.protocol === "https:" ? new HttpsAgent(settings) : new HttpAgent(settings);
  }

  /** Redirects are answers like any other. Rejects when the server is gone, too slow, or says too much. */
  send({ method, path, body }: DirectRequest): Promise<DirectAnswer> {
    const { url, headers, timeoutMs, maxAnswerBytes } = this.#options;
    const content = body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body));
    const start = url.protocol === "https:" ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = start({
        agent: this.#agent,
        protocol: url.protocol,
        hostname: url.hostname.replace(/^\[(.*)\]$/, "$1"),
        port: url.port || (url.protocol === "https:" ? 443 : 80),
        path: url.pathname.replace(/\/+$/, "") + path,
        method,
        headers: {
          ...headers,
          accept: "application/json",
          ...(content !== undefined && {
            "content-type": "application/json",
            "content-length": String(content.length),
          }),
        },
      });
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
        request.destroy();
      };
      const timer = setTimeout(() => fail(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      request.on("error", fail);
      request.on("response", (response) => {
        readText(response, maxAnswerBytes).then((text) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        }, fail);
      });
      request.end(content);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

async function readText(response: IncomingMessage, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
