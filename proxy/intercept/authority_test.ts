import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { authorityFacts, createAuthority, LeafIssuer } from "./authority.ts";

const NOW = Date.UTC(2026, 0, 15);
const DAY_MS = 86_400_000;
const make = (days = 365) => createAuthority({ name: "Test authority", days, now: NOW });

Deno.test("createAuthority() makes an authority for servers alone, with no authorities below it", async () => {
  const { cert, key } = await make();
  const parsed = new X509Certificate(cert);
  assert.equal(parsed.ca, true);
  assert.match(parsed.subject, /CN=Test authority/);
  assert.ok(parsed.verify(parsed.publicKey));
  assert.match(key, /^-----BEGIN PRIVATE KEY-----/);
  const facts = await authorityFacts(cert);
  assert.equal(facts.notAfter, NOW + 365 * DAY_MS);
  assert.equal(facts.fingerprint, parsed.fingerprint256);
});

Deno.test("LeafIssuer gives names and addresses certificates that the authority vouches for, no longer than it holds itself", async () => {
  const authority = await make(3);
  const issuer = await LeafIssuer.open(authority, { now: () => NOW });
  const root = new X509Certificate(authority.cert);
  for (const host of ["api.example.com", "x".repeat(63) + ".example.com", "203.0.113.7", "2001:db8::1"]) {
    const leaf = new X509Certificate((await issuer.issue(host)).cert);
    assert.ok(leaf.verify(root.publicKey), host);
    assert.equal(leaf.ca, false);
    assert.ok(/[:]|^\d/.test(host) ? leaf.checkIP(host) : leaf.checkHost(host), host);
    assert.equal(leaf.checkHost("other.example.com"), undefined);
    assert.ok(Date.parse(leaf.validTo) <= NOW + 3 * DAY_MS);
  }
  const [first, second] = [await issuer.issue("a.example.com"), await issuer.issue("a.example.com")];
  assert.notEqual(
    new X509Certificate(first.cert).serialNumber,
    new X509Certificate(second.cert).serialNumber,
  );
});

Deno.test("LeafIssuer takes no key of another authority, no leaf as an authority, and no rubbish", async () => {
  const [one, other] = [await make(), await make()];
  const open = (cert: string, key: string) => LeafIssuer.open({ cert, key }, { now: () => NOW });
  await assert.rejects(open(one.cert, other.key), /belongs to another certificate/);
  const leaf = await (await open(one.cert, one.key)).issue("a.example.com");
  await assert.rejects(open(leaf.cert, leaf.key), /not one of an authority/);
  await assert.rejects(open("nothing", one.key), /no certificate in PEM/);
  await assert.rejects(open(one.cert, "nothing"), /PKCS #8/);
});
