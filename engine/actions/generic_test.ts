import assert from "node:assert/strict";
import fc from "fast-check";
import { CallView } from "../call_view.ts";
import type { Action } from "../types.ts";
import { nameAction } from "./catalogue.ts";

function call(
  url: string,
  args: unknown,
  options: { toolName?: string; internalDomains?: readonly string[] } = {},
): Action {
  const view = new CallView({
    door: "mcp",
    method: "POST",
    url,
    headers: [],
    body: {
      bytes: new TextEncoder().encode(JSON.stringify(args)),
      contentType: "application/json",
      inspectable: true,
    },
    agentId: "a",
    sessionId: "a",
    ...(options.toolName !== undefined && { toolName: options.toolName }),
  });
  return nameAction(view, { internalDomains: options.internalDomains ?? ["acme.example"] });
}

const short = ({ tool, operation, verb, category }: Action) => `${tool} ${operation} ${verb} ${category}`;

Deno.test("Tools of known servers carry the name of their service, those of others the server's", () => {
  assert.equal(
    short(call("mcp://github-mcp-server/merge_pull_request", {})),
    "github merge_pull_request WRITE code",
  );
  assert.equal(
    short(call("mcp://my-tools/merge_pull_request", {})),
    "my-tools merge_pull_request WRITE code",
  );
  assert.equal(short(call("mcp://playwright/browser_navigate", {})), "browser browser_navigate READ read");
  assert.equal(call("mcp://github-mcp-server/get_me", {}).facts["mcp_server"], "github-mcp-server");
  assert.equal(short(call("mcp://x/GmailSendEmail", {})), "x gmail_send_email WRITE message");
});

Deno.test("A fact names everybody a call goes to", () => {
  const { facts } = call("mcp://mail/send_email", {
    to: ["Ann <ann@acme.example>", { email: "bob@acme.example", name: "Bob" }],
    cc: "carl@acme.example; dora@other.example",
    bcc: ["ann@acme.example"],
    subject: "x",
  });
  const all = "ann@acme.example,bob@acme.example,carl@acme.example,dora@other.example";
  assert.deepEqual([facts["recipient"], facts["principal"], facts["external_recipient"]], [all, all, "true"]);
  const inside = call("mcp://mail/send_email", { recipients: ["ann@acme.example"] });
  assert.equal(inside.facts["external_recipient"], "false");
  assert.equal(inside.externalPrincipal, undefined);
  assert.equal(
    call("mcp://mail/send_email", { recipients: ["U123"] }).facts["external_recipient"],
    undefined,
  );
  const many = call("mcp://mail/send_email", {
    to: Array.from({ length: 500 }, (_, i) => `a${i}@acme.example`),
  });
  assert.match(many.facts["recipient"] ?? "", /^a0@acme\.example,a1@.*,\+more$/);
});

Deno.test("Who is given access from outside is an external principal, wherever the arguments name them", () => {
  const external = (name: string, args: unknown) => call(`mcp://x/${name}`, args).externalPrincipal;
  assert.equal(external("share_file", { file_id: "1", email: "m@other.example" }), true);
  assert.equal(external("share_file", { file_id: "1", email: "m@acme.example" }), false);
  assert.equal(
    external("share_file", { permissions: [{ type: "user", emailAddress: "m@other.example" }] }),
    true,
  );
  assert.equal(external("share_file", { share_with: ["a@acme.example", "m@other.example"] }), true);
  assert.equal(external("share_file", { visibility: "public" }), true);
  assert.equal(external("share_file", { public: true }), true);
  assert.equal(external("share_file", { file_id: "1" }), undefined);
  assert.equal(external("send_email", { to: "m@other.example" }), undefined);
});

Deno.test("Facts of arguments are found under the names that tools give them", () => {
  const facts = (args: unknown) => call("mcp://x/do_it", args).facts;
  const table: [unknown, string, string][] = [
    [{ amount: 10.5 }, "amount", "10.5"],
    [{ transferAmount: "7" }, "amount", "7"],
    [{ channelId: "C1" }, "channel", "C1"],
    [{ owner: "acme", repo: "web" }, "repo", "web"],
    [{ iban: "GB33" }, "recipient", "GB33"],
    [{ toAccount: "42" }, "recipient", "42"],
    [{ attendees: [{ email: "a@x.example" }] }, "recipient", "a@x.example"],
    [{ event: { participants: ["a@x.example"] } }, "recipient", "a@x.example"],
    [{ webhook_url: "https://u:p@hook.example/a?token=x#y" }, "url", "https://hook.example/a"],
    [{ url: "https://Hook.Example./a" }, "http_host", "hook.example"],
    [{ file_path: "/etc/x" }, "path", "/etc/x"],
    [{ username: "eve" }, "principal", "eve"],
    [{ paths: ["/tmp/a", "/etc/b"], destination: "/c" }, "path", "/tmp/a,/etc/b,/c"],
    [{ url: "https://a.example/x", webhook: "https://b.example/y" }, "http_host", "a.example,b.example"],
  ];
  for (const [args, name, wanted] of table) assert.equal(facts(args)[name], wanted, JSON.stringify(args));
  assert.equal(call("mcp://x/get_user", { email: "a@x.example" }).facts["recipient"], undefined);
});

Deno.test("SQL among the arguments says what the call does", () => {
  const table: [string, unknown, string][] = [
    ["mcp://postgres/query", { sql: "select 1" }, "READ read"],
    ["mcp://postgres/query", { sql: "select 1; drop table x" }, "WRITE destroy"],
    ["mcp://supabase/execute_sql", { query: "select 1" }, "READ read"],
    ["mcp://supabase/execute_sql", { query: "grant all on t to public" }, "ADMIN identity"],
    ["mcp://x/execute_sql", { statements: ["select 1", "delete from t"] }, "WRITE destroy"],
    ["mcp://x/get_rows", { query: "truncate table x" }, "WRITE destroy"],
    ["mcp://x/search", { query: "update on the select committee" }, "READ read"],
    ["mcp://x/delete_thing", { query: "select * from t" }, "WRITE delete"],
  ];
  for (const [url, args, wanted] of table) {
    const { verb, category } = call(url, args);
    assert.equal(`${verb} ${category}`, wanted, `${url} ${JSON.stringify(args)}`);
  }
});

Deno.test("An unknown host gets no place of its own from what the body claims", () => {
  const { facts } = call("https://unknown.example/x", {
    owner: "acme",
    repo: "web",
    channel: "c",
    to: "a@x.example",
    amount: 5,
  }, {
    toolName: "send_money",
  });
  assert.deepEqual(facts, { recipient: "a@x.example", principal: "a@x.example", amount: "5" });
});

Deno.test("Whatever a tool is called with, it is named and its facts stay short", () => {
  const key = fc.oneof(
    fc.constantFrom("to", "cc", "email", "amount", "query", "sql", "command", "url", "users", "__proto__"),
    fc.string(),
  );
  const args = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      fc.string({ unit: "binary", maxLength: 2_000 }),
      fc.webUrl(),
      fc.emailAddress(),
      fc.double(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 5 }),
      fc.dictionary(key, tie("value"), { maxKeys: 5 }),
    ),
  })).value;
  fc.assert(fc.property(args, fc.string(), (value, name) => {
    const action = call(`mcp://x/${encodeURIComponent(name)}`, value);
    assert.ok(action.tool !== "" && action.operation !== "" && action.category !== "");
    for (const fact of Object.values(action.facts)) assert.ok(fact.length <= 1_100);
  }));
  const deep = JSON.parse(`${"[".repeat(3_000)}${"]".repeat(3_000)}`);
  assert.equal(call("mcp://x/send_email", deep).category, "message");
});
