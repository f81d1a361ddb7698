import assert from "node:assert/strict";
import { join } from "node:path";
import { startGateway } from "./gateway_process.ts";
import { interven, temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

const rules = (pattern: string) =>
  `rules:
  - id: employee-number
    class: SECRETS
    description: Number of an employee, which opens doors
    confidence: HIGH
    keywords: [emp-]
    pattern: '${pattern}'
    examples: [EMP-123456]
    nearMisses: [EMP-12]
`;

Deno.test("A rule of one's own stops a call under the built-in policy, and is reloaded with its file", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const file = join(folder.path, "own.yaml");
  await Deno.writeTextFile(file, rules("(?i)EMP-\\d{6}"));
  await using gateway = await startGateway({
    args: ["--policy", file, "--allow-upstream", upstream.address],
  });
  const decision = async (text: string) => {
    const response = await gateway.proxy(`${upstream.origin}/x`, { method: "POST", body: text });
    await response.body?.cancel();
    return response.headers.get("x-interven-decision");
  };
  assert.equal(await decision("see EMP-123456"), "DENY");
  assert.equal(await decision("see EMP-123456 in a longer text. ".repeat(200)), "DENY");
  assert.equal(await decision("see EMP-12"), "ALLOW");
  await Deno.writeTextFile(file, rules("(?i)EMP-\\d+"));
  await gateway.lineThat(
    /Policy not reloaded, .*own\.yaml:7:14: Cannot read "pattern": a quantifier without/,
  );
  assert.equal(await decision("see EMP-123456"), "DENY");
  await Deno.writeTextFile(file, rules("(?i)EMP-\\d{5,6}"));
  await gateway.lineThat(/Policy reloaded from .*, 1 detection rules/);
  assert.equal(await decision("see EMP-12345"), "DENY");
});

Deno.test("rules check tells file, line and column of what is wrong, and exits with 1", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "own.yaml");
  await Deno.writeTextFile(file, rules("EMP-\\d{6}"));
  const good = await interven(["rules", "check", file]);
  assert.deepEqual([good.code, good.stdout], [0, "1 rules, 2 texts, 0 failures\n"]);
  assert.match(
    (await interven(["rules", "list", "--policy", file])).stdout,
    /^employee-number +SECRETS +medium/m,
  );
  await Deno.writeTextFile(file, rules("EMP-\\d{7}"));
  const missed = await interven(["rules", "check", file]);
  assert.equal(missed.code, 1);
  assert.match(missed.stderr, /own\.yaml:8:16: Rule "employee-number": example 1 is not found/);
  const refused = await interven(["policy", "validate", file]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /own\.yaml:8:16: /);
});
