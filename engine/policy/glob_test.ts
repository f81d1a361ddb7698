import assert from "node:assert/strict";
import fc from "fast-check";
import { compileGlob } from "./glob.ts";

const matches = (pattern: string, text: string, options = {}) => compileGlob(pattern, options).matches(text);

Deno.test("Globs match what they say", () => {
  const yes: [string, string][] = [
    ["slack", "slack"],
    ["s*", "slack"],
    ["*", ""],
    ["*k", "slack"],
    ["s?ack", "slack"],
    ["s[lm]ack", "slack"],
    ["s[k-m]ack", "slack"],
    ["s[!x]ack", "slack"],
    ["a*b*c", "aXbYbZc"],
    ["**x**", "aaxbb"],
    ["\\*", "*"],
    ["[]", "[]"],
    ["a[", "a["],
    ["acme/*", "acme/web"],
  ];
  for (const [pattern, text] of yes) assert.ok(matches(pattern, text), `${pattern} ~ ${text}`);
  const no: [string, string][] = [
    ["slack", "Slack"],
    ["slack", "slack2"],
    ["s?ack", "sack"],
    ["s[!l]ack", "slack"],
    ["a*b", "abc"],
    ["\\*", "x"],
    ["", "x"],
  ];
  for (const [pattern, text] of no) assert.ok(!matches(pattern, text), `${pattern} !~ ${text}`);
  assert.ok(matches("SLACK*", "slackbot", { ignoreCase: true }));
});

Deno.test("In URLs one star stops at a slash and two do not", () => {
  const url = (pattern: string, text: string) => matches(pattern, text, { separated: true });
  assert.ok(url("https://*.example.com/**", "https://a.b.example.com/x/y?z=1"));
  assert.ok(!url("https://*.example.com/**", "https://evil.example/.example.com/"));
  assert.ok(url("https://a/*/c", "https://a/b/c"));
  assert.ok(!url("https://a/*/c", "https://a/b/b/c"));
  assert.ok(url("https://a/**/c", "https://a/b/b/c"));
  assert.ok(!url("https://a/?/c", "https://a///c"));
  assert.ok(!url("a[!x]b", "a/b"));
});

Deno.test("A glob and the regular expression it stands for agree", () => {
  const piece = fc.constantFrom("a", "b", "/", "*", "**", "?", "[ab]", "[!a]");
  const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const text = fc.array(fc.constantFrom("a", "b", "c", "/"), { maxLength: 10 }).map((chars) =>
    chars.join("")
  );
  const toRegExp = (glob: string, separated: boolean) => {
    const one = separated ? "[^/]" : "[^]";
    const source = glob.replace(/\*{2,}|\*|\?|\[!a\]|\//g, (found) => {
      if (found === "*") return `${one}*`;
      if (found === "?") return one;
      if (found === "[!a]") return separated ? "[^a/]" : "[^a]";
      return found === "/" ? "\\/" : "[^]*";
    });
    return new RegExp(`^(?:${source})$`);
  };
  fc.assert(
    fc.property(pattern, text, fc.boolean(), (glob, value, separated) => {
      assert.equal(
        matches(glob, value, { separated }),
        toRegExp(glob, separated).test(value),
        `${glob} on ${value}`,
      );
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("A hostile pattern on a hostile text takes a number of steps that is their product at most", () => {
  // A backtracking matcher would not come back from this one.
  assert.ok(!matches("*a".repeat(100) + "b", "a".repeat(20_000)));
});
