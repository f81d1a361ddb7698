import assert from "node:assert/strict";
import fc from "fast-check";
import { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { Naming, OperationRow } from "./service.ts";

const HOME = { internalDomains: ["acme.example"] };
const SHARE: OperationRow = ["POST", "/x", "add_member", "ADMIN", "share", {
  principal: ["to[*].email", "to"],
}];
const MAIL: OperationRow = ["POST", "/x", "send_email", "WRITE", "message", { recipient: ["to"] }];

function tell(
  row: OperationRow,
  body: unknown,
  { home = HOME, facts = {} }: { home?: typeof HOME; facts?: Naming["facts"] } = {},
) {
  const view = new CallView({
    door: "proxy",
    method: "POST",
    url: "https://x.example/x",
    headers: [],
    body: {
      bytes: new TextEncoder().encode(JSON.stringify(body)),
      contentType: "application/json",
      inspectable: true,
    },
    agentId: "a",
    sessionId: "a",
  });
  const [, , operation, verb, category] = row;
  return tellOutsiders({ opens: ["publish"], strangers: ["invite"] })(view, {
    operation,
    verb,
    category,
    facts,
    row,
  }, home);
}

Deno.test("One outsider among insiders makes the call one that reaches outside, and is the one shown", () => {
  const { externalPrincipal, facts } = tell(SHARE, {
    to: [{ email: "a@acme.example" }, { email: "m@x.example" }],
  });
  assert.deepEqual([externalPrincipal, facts["principal"]], [true, "m@x.example"]);
  assert.equal(tell(SHARE, { to: "Ann <a@eu.acme.example>, b@acme.example" }).externalPrincipal, false);
  assert.equal(tell(SHARE, { to: "Ann <a@acme.example>; Mo <m@evil-acme.example>" }).externalPrincipal, true);
  assert.equal(tell(SHARE, { to: "https://hooks.acme.example/x?m@x.example" }).externalPrincipal, false);
});

Deno.test("What is no address is told of only where strangers are to be expected", () => {
  assert.equal(tell(SHARE, { to: "U123" }).externalPrincipal, undefined);
  const invite: OperationRow = ["POST", "/x", "invite", "ADMIN", "share", { principal: ["to"] }];
  assert.equal(tell(invite, { to: "mallory" }).externalPrincipal, true);
  assert.equal(tell(invite, { to: "a@acme.example" }).externalPrincipal, false);
});

Deno.test("Taking access away, reading, and what opens nothing is never outside", () => {
  const remove: OperationRow = ["POST", "/x", "remove_member", "ADMIN", "identity", { principal: ["to"] }];
  assert.equal(tell(remove, { to: "m@x.example" }).externalPrincipal, undefined);
  const read: OperationRow = ["POST", "/x", "add_up", "READ", "read", { principal: ["to"] }];
  assert.equal(tell(read, { to: "m@x.example" }).externalPrincipal, undefined);
  const open: OperationRow = ["POST", "/x", "publish", "WRITE", "share"];
  assert.equal(tell(open, {}).externalPrincipal, true);
});

Deno.test("Who gets a message is told only when it is known who is inside", () => {
  assert.equal(tell(MAIL, { to: "m@x.example" }).externalPrincipal, true);
  assert.equal(
    tell(MAIL, { to: "m@x.example" }, { home: { internalDomains: [] } }).externalPrincipal,
    undefined,
  );
  assert.equal(tell(SHARE, { to: "m@x.example" }, { home: { internalDomains: [] } }).externalPrincipal, true);
});

Deno.test("An outsider is found wherever it stands in a list, even behind more addresses than are looked at", () => {
  fc.assert(fc.property(fc.nat(40), fc.nat(40), (before, behind) => {
    const to = [
      ...Array(before).fill("a@acme.example"),
      "m@x.example",
      ...Array(behind).fill("b@acme.example"),
    ];
    assert.equal(tell(MAIL, { to }).externalPrincipal, true);
  }));
  const many = Array.from({ length: 3_000 }, (_, i) => `a${i}@acme.example`);
  assert.equal(tell(MAIL, { to: [...many, "m@x.example"] }).externalPrincipal, true);
  const same = Array.from({ length: 20_000 }, () => ({ email: "a@acme.example" }));
  assert.equal(tell(SHARE, { to: [...same, { email: "m@x.example" }] }).externalPrincipal, true);
});

Deno.test("tellOutsiders() takes any body", () => {
  fc.assert(fc.property(fc.jsonValue(), (body) => {
    tell(SHARE, body);
    tell(MAIL, { to: body });
  }));
});
