/** `interven mcp proxy --listen` in a child process, on a port of the system's choice. */
import assert from "node:assert/strict";
import { commandOf } from "./interven_process.ts";

export interface ListeningProxy extends AsyncDisposable {
  readonly url: string;
}

/** @param options Further arguments of the proxy. */
export async function listeningProxy(
  server: readonly string[],
  dataDir: string,
  options: readonly string[] = [],
): Promise<ListeningProxy> {
  const args = ["mcp", "proxy", "--data-dir", dataDir, ...options, "--listen", "0", "--", ...server];
  const child = commandOf(args, { env: { INTERVEN_WORKERS: "1" } }, "null").spawn();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reading = (async () => {
    let stderr = "";
    for await (const chunk of child.stderr) {
      stderr += new TextDecoder().decode(chunk);
      const url = /listening on (\S+)/.exec(stderr)?.[1];
      if (url !== undefined) resolve(url);
    }
    reject(new Error(`The proxy did not listen: ${stderr}`));
  })();
  return {
    url: await promise,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.stdout.cancel();
      assert.equal((await child.status).code, 0);
      await reading;
    },
  };
}
