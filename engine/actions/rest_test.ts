import assert from "node:assert/strict";
import fc from "fast-check";
import { nameRequest } from "../../tests/naming_table.ts";
import { CallView } from "../call_view.ts";
import { readAction } from "./aws_actions.ts";
import { actsOf, restReader } from "./rest.ts";

const read = restReader({
  whole: ["projects", "buckets"],
  kinds: { identity: ["keys"], secret: ["env"], inference: ["models"] },
  acts: { ...actsOf("READ", "read", "search"), ...actsOf("ADMIN", "share", "publish") },
});

function name(method: string, path: string): string {
  const url = `https://api.example${path}`;
  const named = read(
    new CallView({ door: "cli", method, url, headers: [], body: null, agentId: "a", sessionId: "a" }),
  );
  return `${named?.operation} ${named?.verb} ${named?.category}`;
}

Deno.test("restReader() names a call by its method and the last collection of its path", () => {
  const rows: readonly [string, string, string][] = [
    ["GET", "/v1/projects", "list_projects READ read"],
    ["GET", "/v1/projects/p", "get_project READ read"],
    ["POST", "/v1/projects", "create_project WRITE other"],
    ["PATCH", "/v1/projects/p", "update_project WRITE other"],
    ["DELETE", "/v1/projects/p", "delete_project ADMIN destroy"],
    ["DELETE", "/v1/projects/deals", "delete_project ADMIN destroy"],
    ["DELETE", "/v1/projects/p/labels/l", "delete_label WRITE delete"],
    ["POST", "/v1/projects/p/keys", "create_key ADMIN identity"],
    ["DELETE", "/v1/projects/p/keys/k", "delete_key ADMIN identity"],
    ["GET", "/v1/projects/p/env", "list_env READ secret"],
    ["PUT", "/v1/projects/p/env", "update_env ADMIN identity"],
    ["POST", "/v1/models/m", "create_model READ inference"],
    ["POST", "/v1/projects/search", "search READ read"],
    ["POST", "/v1/projects/p:publish", "publish ADMIN share"],
    ["POST", "/v1/projects/p/publish", "publish ADMIN share"],
    ["POST", "/v1/projects/p:getThing", "create_project WRITE other"],
    ["DELETE", "/v1/projects/search", "delete_project ADMIN destroy"],
    ["POST", "/", "create WRITE other"],
    ["PROPFIND", "/v1/projects", "propfind_project WRITE other"],
  ];
  for (const [method, path, wanted] of rows) assert.equal(name(method, path), wanted, `${method} ${path}`);
});

Deno.test("restReader() reads nothing as milder than its method, but for the acts and kinds that it was told of", () => {
  const segment = fc.oneof(
    fc.stringMatching(/^[a-z0-9:._-]{1,12}$/),
    fc.constantFrom("projects", "keys", "p", "search"),
  );
  const change = fc.constantFrom("PUT", "PATCH", "DELETE", "MKCOL");
  fc.assert(fc.property(change, fc.array(segment, { maxLength: 6 }), (method, segments) => {
    if (segments.some((one) => /models/.test(one))) return;
    assert.doesNotMatch(name(method, `/${segments.join("/")}`), / READ /);
  }));
});

Deno.test("An action of AWS reads only when its first word says so", () => {
  const READING =
    /^(?:batch|admin)?_?(?:describe|list|get|head|lookup|search|query|scan|select|check|validate|verify|estimate|preview|view)/;
  const word = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
  fc.assert(fc.property(word, fc.array(word, { maxLength: 4 }), (first, rest) => {
    const { operation, verb } = readAction([first, ...rest].join(""), "ec2");
    if (verb === "READ") assert.match(operation, READING);
  }));
  for (const action of ["StartQuery", "BatchGetItem", "GetObject"]) {
    assert.equal(readAction(action, "x").verb, "READ", action);
  }
  for (const action of ["GetSessionToken", "RestoreTable", ""]) {
    assert.notEqual(readAction(action, "x").verb, "READ", action);
  }
});

Deno.test("A batch of Google's that cannot be taken apart, whole or in part, is a write", () => {
  const good = "GET /drive/v3/files/a";
  const part = fc.oneof(fc.string(), fc.constantFrom("G ET /x", "/drive/v3/files", "DELETE", "GET"));
  fc.assert(fc.property(part, (broken) => {
    const text = ["", good, broken, ""].map((one) => `\r\n\r\n${one}\r\n`).join("--b");
    const { verb } = nameRequest("POST https://www.googleapis.com/batch/drive/v3", {
      text,
      headers: { "content-type": "multipart/mixed; boundary=b" },
    });
    if (broken.trim() !== "" && !/^\s*GET\s+\S/.test(broken)) assert.notEqual(verb, "READ", broken);
  }));
});
