/** The server of the conformance tests, directly and behind the proxy. */
import { at } from "./suite.ts";

const FIXTURE = ["run", "-A", at("tests/conformance/fixture.ts")];
const PROXY = ["run", "-A", at("main.ts"), "mcp", "proxy"];

export interface Listening extends AsyncDisposable {
  readonly url: string;
}

/** The server by itself, over HTTP. */
export function fixture(): Promise<Listening> {
  return start(FIXTURE);
}

/** The proxy over HTTP, in front of the server on stdin and stdout, or of one at an address. */
export function proxied(dataDir: string, url?: string): Promise<Listening> {
  const server = url === undefined ? ["--", Deno.execPath(), ...FIXTURE, "stdio"] : ["--url", url];
  return start([...PROXY, "--data-dir", dataDir, "--listen", "0", ...server]);
}

/** The command of a client for the suite, which appends the address of its server; through the proxy when a data folder is given. */
export function clientCommand(dataDir?: string): string {
  const words = [Deno.execPath(), "run", "-A", at("tests/conformance/client.ts"), dataDir ?? "direct"];
  if (words.some((word) => /\s/.test(word))) throw new Error(`The suite splits commands at spaces: ${words}`);
  return words.join(" ");
}

/** Starts a program that tells on stderr where it listens. */
async function start(args: readonly string[]): Promise<Listening> {
  const env = { INTERVEN_WORKERS: "1", NO_COLOR: "1" };
  const child = new Deno.Command(Deno.execPath(), { args: [...args], env, stdout: "null", stderr: "piped" })
    .spawn();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reading = (async () => {
    let text = "";
    for await (const chunk of child.stderr) {
      text += new TextDecoder().decode(chunk);
      const url = /listening on (\S+)/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    }
    reject(new Error(`It did not start: ${text}`));
  })();
  return {
    url: await promise,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await reading;
    },
  };
}
