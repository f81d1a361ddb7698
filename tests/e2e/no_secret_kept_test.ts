/** Promise 2 of docs/architecture.md, seen from outside: what was found is nowhere to be read afterwards. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { Buffer } from "node:buffer";
import { fakeGithubToken } from "./fake_secrets.ts";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";
import { interven } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

/** The same call in every place and form in which a secret can travel. */
function callsWith(
  secret: string,
  origin: string,
): readonly [where: string, url: string, init: RequestInit][] {
  const post = (body: BodyInit, type: string, more: Record<string, string> = {}): RequestInit => ({
    method: "POST",
    body,
    headers: { "content-type": type, ...more },
  });
  const form = new FormData();
  form.set("note", `see ${secret}`);
  return [
    ["path", `${origin}/things/${secret}`, {}],
    ["query", `${origin}/?note=${secret}`, {}],
    ["path of a refused call", `http://10.0.0.1/${secret}`, {}],
    ["credentials of a refused URL", `http://${secret}@example.com/`, {}],
    ["no URL at all", `nonsense/${secret}`, {}],
    ["header", origin, { headers: { "x-note": secret } }],
    ["JSON", origin, post(JSON.stringify({ text: `a ${secret} b` }), "application/json")],
    ["key of JSON", origin, post(JSON.stringify({ [secret]: 1 }), "application/json")],
    ["form", origin, post(`a=1&b=${secret}`, "application/x-www-form-urlencoded")],
    ["multipart", origin, { method: "POST", body: form }],
    ["text", origin, post(`keep ${secret}`, "text/plain")],
    ["base64", origin, post(JSON.stringify({ data: btoa(`token ${secret}`) }), "application/json")],
  ];
}

async function readAll(gateway: GatewayProcess): Promise<string> {
  const texts = [...gateway.stdout, ...gateway.stderr];
  for (const path of ["/v1/traces?limit=500", "/v1/approvals", "/v1/stats"]) {
    texts.push(await (await gateway.console(path)).text());
  }
  for (const format of ["ndjson", "csv", "ocsf"]) {
    texts.push(await (await gateway.console(`/v1/decisions/export?format=${format}`)).text());
    texts.push(
      (await interven(["audit", "export", "--format", format, "--data-dir", gateway.dataDir])).stdout,
    );
  }
  for await (const { name, isFile } of Deno.readDir(gateway.dataDir)) {
    if (isFile) texts.push(Buffer.from(await Deno.readFile(join(gateway.dataDir, name))).toString("latin1"));
  }
  return texts.join("\n");
}

for (const mode of ["enforce", "monitor"]) {
  Deno.test(`No secret that was found is stored, logged, shown or answered in clear (${mode})`, async () => {
    await using upstream = startUpstream();
    await using gateway = await startGateway({
      args: ["--allow-upstream", upstream.address, "--mode", mode],
    });
    const secret = fakeGithubToken();
    const calls = callsWith(secret, upstream.origin);
    for (const [where, url, init] of calls) {
      const response = await gateway.proxy(url, init);
      const answer = await response.text();
      if (response.headers.has("x-interven-error")) assert.ok(!answer.includes(secret), `answer: ${where}`);
    }
    const kept = await readAll(gateway);
    const { traces } = await (await gateway.console("/v1/traces?limit=500")).json();
    assert.equal(traces.length, calls.length, "every call left a trace");
    for (
      const form of [secret, secret.slice(4), btoa(`token ${secret}`), encodeURIComponent(`see ${secret}`)]
    ) {
      const at = kept.indexOf(form);
      assert.equal(at, -1, `found at: ${kept.slice(Math.max(0, at - 120), at)}`);
    }
    if (mode === "enforce") assert.equal(upstream.seen.length, 0, "nothing was sent");
  });
}
