import assert from "node:assert/strict";
import { AddressGuard, type GuardOptions, isPublicAddress, parseAllowedUpstream } from "./address_guard.ts";

function guard(options: Partial<GuardOptions> = {}, allow: string[] = []): AddressGuard {
  return new AddressGuard({
    allow: allow.map(parseAllowedUpstream),
    self: () => ({ hostnames: ["gateway.example.com"], port: 4100 }),
    resolve: () => Promise.resolve(["93.184.216.34"]),
    ownAddresses: () => ["203.0.114.9"],
    ...options,
  });
}

Deno.test("only global unicast addresses are public", () => {
  for (
    const address of [
      "8.8.8.8",
      "1.1.1.1",
      "93.184.216.34",
      "2606:4700:4700::1111",
      "2a00:1450:4001:81b::200e",
    ]
  ) {
    assert.equal(isPublicAddress(address), true, address);
  }
  const blocked =
    `0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1
    100::1 2001::1 2001:0:7f00:1:: 2001:db8::1 2002:7f00:1:: 2002:a00:1:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
    5f00::1 4000::1 2620:4f:8000::1`.split(/\s+/);
  for (const address of blocked) assert.equal(isPublicAddress(address), false, address);
  assert.equal(isPublicAddress("example.com"), false);
});

Deno.test("names that can only mean something near are refused without asking DNS", () => {
  const never = guard({ resolve: () => Promise.reject(new Error("DNS was asked")) });
  const names =
    "localhost a.localhost metadata metadata.google.internal printer.local db.corp x.lan nas.home.arpa host.docker.internal kubernetes";
  for (const host of names.split(" ")) assert.notEqual(never.refusalOf({ host, port: 443 }), null, host);
  assert.equal(never.refusalOf({ host: "api.example.com", port: 443 }), null);
});

Deno.test("a name is refused when any one of its addresses is private", async () => {
  const mixed = guard({ resolve: () => Promise.resolve(["93.184.216.34", "10.0.0.7"]) });
  assert.equal((await mixed.vet({ host: "rebind.example.com", port: 80 })).ok, false);
  assert.deepEqual(await guard().vet({ host: "api.example.com", port: 80 }), {
    ok: true,
    addresses: ["93.184.216.34"],
  });
});

Deno.test("an exemption opens the host, port or range it names and no other", async () => {
  const resolve = () => Promise.resolve(["10.0.0.7"]);
  const vet = async (allow: string, host: string, port: number) =>
    (await guard({ resolve }, [allow]).vet({ host, port })).ok;
  assert.equal(await vet("127.0.0.1", "127.0.0.1", 80), true);
  assert.equal(await vet("127.0.0.1:8080", "127.0.0.1", 8080), true);
  assert.equal(await vet("127.0.0.1:8080", "127.0.0.1", 80), false);
  assert.equal(await vet("127.0.0.1", "127.0.0.2", 80), false);
  assert.equal(await vet("10.0.0.0/8", "10.200.0.1", 80), true);
  assert.equal(await vet("10.0.0.0/8", "11.0.0.1", 80), true, "public anyway");
  assert.equal(await vet("10.0.0.0/8", "192.168.0.1", 80), false);
  assert.equal(await vet("10.0.0.0/8", "db.example.com", 80), true, "a name by its address");
  assert.equal(await vet("db.corp", "db.corp", 80), true, "a name with its private address");
  assert.equal(await vet("DB.corp.", "db.corp", 80), true);
  assert.equal(await vet("[::1]:8080", "::1", 8080), true);
  assert.equal(await vet("::1", "::1", 8080), true);
  assert.equal(await vet("fd00::/8", "fd12::1", 80), true);
  assert.equal(await vet("0.0.0.0/0", "::1", 80), false, "an IPv4 range says nothing of IPv6");
});

for (
  const entry of [
    "",
    "http://a.example",
    "a b",
    "10.0.0.0/33",
    "10.0.0/8/8",
    "a.example:0",
    "a.example:99999",
    "*.example.com",
    "u@a.example",
    "a/b",
  ]
) {
  Deno.test(`an exemption that is none is refused: "${entry}"`, () => {
    assert.throws(() => parseAllowedUpstream(entry), TypeError);
  });
}

Deno.test("the gateway itself is refused by every name and address it has, whatever is exempt", async () => {
  const resolve = (host: string) =>
    Promise.resolve([host === "me.example.com" ? "203.0.114.9" : "127.0.0.1"]);
  const open = guard({ resolve }, [
    "127.0.0.0/8",
    "::1",
    "localhost",
    "0.0.0.0",
    "me.example.com",
    "loop.example.com",
    "::ffff:127.0.0.1",
  ]);
  for (
    const host of [
      "127.0.0.1",
      "127.0.0.2",
      "::1",
      "localhost",
      "0.0.0.0",
      "gateway.example.com",
      "me.example.com",
      "loop.example.com",
      "::ffff:7f00:1",
    ]
  ) {
    const result = await open.vet({ host, port: 4100 });
    assert.ok(!result.ok && result.why.includes("itself"), host);
  }
  assert.equal((await open.vet({ host: "127.0.0.1", port: 4101 })).ok, true);
});

Deno.test("an address of this machine is refused though it is public, on any port and by any name", async () => {
  const resolve = () => Promise.resolve(["203.0.114.9"]);
  for (const host of ["203.0.114.9", "www.example.com"]) {
    assert.equal((await guard({ resolve }).vet({ host, port: 8080 })).ok, false, host);
    assert.equal((await guard({ resolve }, ["203.0.114.9"]).vet({ host, port: 8080 })).ok, true, host);
  }
  assert.equal((await guard().vet({ host: "203.0.114.10", port: 8080 })).ok, true);
});
