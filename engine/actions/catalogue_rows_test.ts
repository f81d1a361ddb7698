/** What holds for every row of every service, whoever wrote it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { CallView } from "../call_view.ts";
import type { Action, ToolCall } from "../types.ts";
import { CATEGORIES, isGraver } from "./categories.ts";
import { nameAction } from "./catalogue.ts";
import { SERVICES } from "./list.ts";
import { readName } from "./names.ts";
import { compileOperations, type OperationRow, type Service } from "./service.ts";

const HOME = { internalDomains: ["acme.example"] };

function viewOf(method: string, url: string): CallView {
  const call: ToolCall = {
    door: "proxy",
    method,
    url,
    headers: [],
    body: null,
    agentId: "a",
    sessionId: "a",
  };
  return new CallView(call);
}

/** A path that fits the pattern, its blanks filled with a word that is no literal anywhere. */
function samplePath(pattern: string, rest = "q7x"): string {
  return pattern.split("/").map((part) => {
    if (part === "**") return rest;
    const match = /^(?:\*|\{\w+\})([.:].+)?$/.exec(part);
    return match === null ? part : `q7x${match[1] ?? ""}`;
  }).join("/");
}

/** The pattern with blanks filled in from the start of a path by which the host tells its services apart. */
function below(prefix: string, pattern: string): string {
  const wanted = prefix.split("/");
  const parts = pattern.split("/");
  const filled = parts.flatMap((part, i) => {
    if (part === "**") return [...wanted.slice(i), part];
    return [part === "*" || part.startsWith("{") ? wanted[i] ?? part : part];
  });
  return filled.join("/");
}

const sampleHost = (host: string) => host.replace("*.", "q7x.");

function sampleMethods([methods]: OperationRow): readonly string[] {
  return methods === "*" ? ["POST"] : methods.split("|");
}

const bases = (service: Service) => service.bases ?? [""];

for (const service of SERVICES) {
  if (service.operations.length === 0) continue;
  Deno.test(`Every row of ${service.tool} at ${service.hosts[0]} is found by a call made after it`, () => {
    const find = compileOperations(service.operations, service.bases);
    const hidden: string[] = [];
    const host = sampleHost(service.hosts[0] ?? "");
    for (const row of service.operations) {
      for (const method of sampleMethods(row)) {
        for (const base of bases(service)) {
          // Where a row takes whatever follows, special rows may stand before it for one length of path.
          const found = ["q7x", "", "q7x/q7x", "q7x/q7x/q7x"].map((rest) =>
            find(viewOf(method, `https://${host}${samplePath(`${base}${row[1]}`, rest)}`))?.row
          );
          if (!found.includes(row)) hidden.push(`${method} ${base}${row[1]} is hidden by ${found[0]}`);
        }
      }
    }
    assert.deepEqual(hidden, []);
  });

  Deno.test(`Every row of ${service.tool} at ${service.hosts[0]} can be reached through one of its hosts`, () => {
    for (const row of service.operations) {
      const [method = "POST"] = sampleMethods(row);
      const tools = service.hosts.flatMap((host) =>
        bases(service).flatMap((base) =>
          ["", ...service.pathPrefixes ?? []].map((prefix) => {
            const url = `https://${sampleHost(host)}${samplePath(below(prefix, `${base}${row[1]}`))}`;
            return nameAction(viewOf(method, url), HOME).tool;
          })
        )
      );
      assert.ok(tools.includes(service.tool), `${row[0]} ${row[1]} is read as ${[...new Set(tools)]}`);
    }
  });
}

Deno.test("Tools, hosts and rows are well formed, and no category is made up", () => {
  for (const { tool, hosts, operations, bases = [] } of SERVICES) {
    assert.match(tool, /^[a-z][a-z0-9_]*$/);
    assert.ok(hosts.length > 0 && hosts.every((host) => /^(?:\*\.)?[a-z0-9.-]+$/.test(host)), tool);
    for (const base of bases) assert.match(base, /^(?:\/[^/?#]+)*$/, `${tool} ${base}`);
    for (const [methods, path, operation, verb, category] of operations) {
      assert.match(methods, /^(?:\*|[A-Z]+(?:\|[A-Z]+)*)$/, `${tool} ${path}`);
      assert.match(path, /^\/[^?#]*$/, `${tool} ${path}`);
      assert.doesNotMatch(path.replace(/\/\*\*$/, ""), /\*\*|\/\/|.\/$/, `${tool} ${path}`);
      assert.match(operation, /^[a-z][a-z0-9_]*$/, `${tool} ${path}`);
      assert.ok(Object.hasOwn(CATEGORIES, category), `${tool} ${operation} ${category}`);
      const isLook = ["read", "secret", "export", "inference"].includes(category);
      if (category === "read") assert.equal(verb, "READ", `${tool} ${operation}`);
      if (verb === "READ") assert.ok(isLook || category === "code", `${tool} ${operation} ${category}`);
    }
  }
});

Deno.test("No category is made up by a name either", () => {
  const word = fc.constantFrom(
    ...("get create delete send pay buy order share grant run deploy post book lock unlock prescribe sign login transfer message " +
      "user role key item cart door patient account card limit event review repo database all invoice file secret and")
      .split(" "),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const { category } = readName(words.join("_"));
      assert.ok(Object.hasOwn(CATEGORIES, category), `${words.join("_")} is ${category}`);
    }),
    { numRuns: 3_000 },
  );
});

/** Every row as a call, once for each of its methods. */
const CALLS = SERVICES.flatMap((service) =>
  service.operations.flatMap((row) =>
    sampleMethods(row).map((method) => ({
      method,
      host: sampleHost(service.hosts[0] ?? ""),
      path: samplePath(`${bases(service)[0]}${row[1]}`),
    }))
  )
);

const hex = (char: string) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`;

/** Ways to write a path that some server or other takes for the same. */
const TWISTS: Readonly<Record<string, (segments: readonly string[]) => string>> = {
  plain: (segments) => segments.join("/"),
  trailing_slash: (segments) => `${segments.join("/")}/`,
  double_slash: (segments) => segments.join("//"),
  upper_case: (segments) => segments.join("/").toUpperCase(),
  encoded: (segments) => segments.map((part) => part.replace(/[a-z]/gi, hex)).join("/"),
  encoded_twice: (segments) =>
    segments.map((part) => part.replace(/[a-z]/i, (char) => `%25${hex(char).slice(1)}`)).join("/"),
  encoded_slashes: (segments) => segments.join("%2f"),
  slashes_encoded_twice: (segments) => segments.join("%252F"),
  encoded_backslashes: (segments) => segments.join("%5C"),
  parameters: (segments) => segments.map((part) => `${part};v=1`).join("/"),
  encoded_parameters: (segments) => segments.map((part) => `${part}%3Bv=1`).join("/"),
  dots: (segments) => segments.map((part) => `x/../${part}`).join("/./"),
  encoded_dots: (segments) => segments.map((part) => `x/%2e%2e/${part}`).join("/%2e/"),
  hidden_dots: (segments) => `x%2f..%2f${segments.join("/")}`,
  parameter_dots: (segments) => `x/..;v=1/${segments.join("/")}`,
  blanks: (segments) => `${segments.join("/")}%20`,
  end_of_string: (segments) => `${segments.join("/")}%00`,
  query: (segments) => `${segments.join("/")}?q7x=1`,
  fragment: (segments) => `${segments.join("/")}#q7x`,
};

const short = ({ tool, operation, verb, category }: Action) => `${tool} ${operation} ${verb} ${category}`;

for (const [twist, write] of Object.entries(TWISTS)) {
  Deno.test(`No call of any row is read as milder when its path is written with ${twist.replaceAll("_", " ")}`, () => {
    for (const { method, host, path } of CALLS) {
      const straight = nameAction(viewOf(method, `https://${host}${path}`), HOME);
      const url = `https://${host}/${write(path.split("/").slice(1))}`;
      const twisted = nameAction(viewOf(method, url), HOME);
      assert.ok(
        !isGraver(straight, twisted),
        `${method} ${url} is ${short(twisted)}, and ${short(straight)} when written plainly`,
      );
    }
  });
}

Deno.test("Nor does any mixture of spellings, segment by segment", () => {
  const spell = fc.constantFrom(
    (part: string) => part,
    (part: string) => part.toUpperCase(),
    (part: string) => part.replace(/[aeiou]/gi, hex),
    (part: string) => part.replace(/[aeiou]/gi, (char) => `%25${hex(char).slice(1)}`),
    (part: string) => `${part};a=b`,
    (part: string) => `${part}%20`,
    (part: string) => `./x/../${part}`,
  );
  const join = fc.constantFrom("/", "//", "%2f", "%2F", "%252f", "\\", "/%2e/");
  const tricks = fc.record({
    call: fc.constantFrom(...CALLS),
    spells: fc.array(spell, { minLength: 1, maxLength: 5 }),
    joins: fc.array(join, { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(tricks, ({ call: { method, host, path }, spells, joins }) => {
      const straight = nameAction(viewOf(method, `https://${host}${path}`), HOME);
      const twisted = path.split("/").slice(1)
        .map((part, i) => `${i === 0 ? "" : joins[i % joins.length]}${spells[i % spells.length]?.(part)}`);
      const url = `https://${host}/${twisted.join("")}`;
      const got = nameAction(viewOf(method, url), HOME);
      assert.ok(!isGraver(straight, got), `${method} ${url} is ${short(got)}, not ${short(straight)}`);
    }),
    { numRuns: 2_000 },
  );
});
