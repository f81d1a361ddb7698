import assert from "node:assert/strict";
import { createHostGuard } from "./host_guard.ts";

function verdicts(
  guard: ReturnType<typeof createHostGuard>,
  hosts: readonly string[],
): Record<string, number> {
  return Object.fromEntries(hosts.map((host) => {
    const response = guard(new Request("http://localhost:4100/", { headers: { host } }));
    return [host, response?.status ?? 200];
  }));
}

function all(hosts: readonly string[], status: number): Record<string, number> {
  return Object.fromEntries(hosts.map((host) => [host, status]));
}

const OURS = [
  "localhost",
  "localhost:4100",
  "LOCALHOST",
  "localhost.",
  "a.localhost:4100",
  "127.0.0.1:4100",
  "127.1",
  "[::1]:4100",
];
const FOREIGN = [
  "evil.example",
  "evil.example:4100",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "notlocalhost",
  "192.168.1.7",
  "[2001:db8::1]",
  "",
  "localhost@evil.example",
  "localhost/evil",
  "localhost evil",
];

Deno.test("a server on loopback answers for loopback names and addresses only", () => {
  const guard = createHostGuard({ boundHost: "127.0.0.1", machineName: "build-7.example.com" });
  assert.deepEqual(verdicts(guard, OURS), all(OURS, 200));
  assert.deepEqual(verdicts(guard, FOREIGN), all(FOREIGN, 421));
  assert.equal(verdicts(guard, ["build-7.example.com"])["build-7.example.com"], 421);
});

Deno.test("a server on the network also answers for addresses, plain names and its own name, never for other domains", () => {
  const guard = createHostGuard({ boundHost: "0.0.0.0", machineName: "build-7.example.com" });
  const fine = [
    ...OURS,
    "192.168.1.7:4100",
    "[2001:db8::1]:4100",
    "build-7",
    "gateway:4100",
    "build-7.example.com",
  ];
  assert.deepEqual(verdicts(guard, fine), all(fine, 200));
  const foreign = FOREIGN.filter((host) => host.includes("evil") || host === "");
  assert.deepEqual(verdicts(guard, foreign), all(foreign, 421));
});

Deno.test("a server answers for the further names it was given, on any port, and for nothing near them", () => {
  for (const boundHost of ["127.0.0.1", "0.0.0.0"]) {
    const furtherNames = ["Interven.example.com", "10.0.0.5"];
    const guard = createHostGuard({ boundHost, furtherNames });
    const fine = [...OURS, "interven.example.com", "INTERVEN.example.com.:443", "10.0.0.5:4100"];
    assert.deepEqual(verdicts(guard, fine), all(fine, 200));
    const foreign = ["example.com", "a.interven.example.com", "interven.example.com.evil.example", "", "a b"];
    assert.deepEqual(verdicts(guard, foreign), all(foreign, 421));
  }
});

Deno.test("a request is refused when either its target or its Host header is foreign", () => {
  const guard = createHostGuard({ boundHost: "127.0.0.1" });
  const target = guard(new Request("http://evil.example/", { headers: { host: "localhost" } }));
  assert.equal(target?.status, 421);
  assert.equal(guard(new Request("http://localhost/"))?.status, undefined);
});
