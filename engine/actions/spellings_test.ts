import assert from "node:assert/strict";
import fc from "fast-check";
import { locate } from "./location.ts";
import { spellings } from "./spellings.ts";

const paths = (path: string) => spellings(locate(`https://x.example${path}`)).map((one) => one.join("/"));

Deno.test("A plain path is read in one way", () => {
  assert.deepEqual(paths("/repos/acme/web"), ["repos/acme/web"]);
  assert.deepEqual(paths("/"), [""]);
  assert.deepEqual(paths("/a.b/c-d_e~f"), ["a.b/c-d_e~f"]);
});

Deno.test("Each layer that a server may undo adds a reading", () => {
  assert.deepEqual(paths("/projects/acme%2Fweb"), ["projects/acme/web", "projects/acme/web"]);
  assert.equal(spellings(locate("https://x.example/projects/acme%2Fweb"))[0]?.length, 2);
  const last: readonly (readonly [string, string])[] = [
    ["/repos/acme%252Fweb", "repos/acme/web"],
    ["/repos;v=1/acme;a=b;c=d/web", "repos/acme/web"],
    ["/x/..;/repos/acme", "repos/acme"],
    ["/repos/acme%20/web%00", "repos/acme/web"],
    ["/tickets/5.json", "tickets/5"],
    ["/tickets/5.XML", "tickets/5"],
    ["/users('a@acme.example')/sendMail", "users/a@acme.example/sendMail"],
    ["/users(17)/x", "users/17/x"],
    ["/a%5C..%5Cb", "b"],
  ];
  for (const [path, wanted] of last) assert.equal(paths(path).at(-1), wanted, path);
});

Deno.test("What only looks like a key or an ending stays", () => {
  assert.equal(paths("/me/delta(token='a'x)").at(-1), "me/delta(token='a'x)");
  assert.deepEqual(paths("/a.json/b"), ["a.json/b"]);
  assert.equal(paths("/100%25/x").at(-1), "100%/x");
});

Deno.test("spellings() takes any path, gives few readings, and none of them climbs", () => {
  const part = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom("..", ".", "%2e%2e", "%252e%252e", ";", "..;a", "%", "%zz", "\\", "a('b')"),
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
    const all = spellings(locate(`https://x.example/${parts.join("/")}`));
    assert.ok(all.length >= 1 && all.length <= 4);
    for (const segments of all.slice(2)) {
      assert.ok(!segments.includes("..") && !segments.includes(""), segments.join("|"));
    }
  }));
});
