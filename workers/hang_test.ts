import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

for (const transport of ["shared", "messages"]) {
  Deno.test(`a rule that hangs is named and benched, costs only its own call, and does not hold up the end (${transport})`, async () => {
    const scenario = fileURLToPath(new URL("./testdata/hang_scenario.ts", import.meta.url));
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", scenario, transport],
      cwd: fileURLToPath(new URL("..", import.meta.url)),
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    const told = JSON.parse(new TextDecoder().decode(stdout));
    assert.deepEqual(told.hung, {
      ok: false,
      code: "SCAN_TIMEOUT",
      rule: "hanging",
      message: 'Scan did not finish in rule "hanging": 100 ms were allowed',
    });
    assert.equal(told.othersOk, 50);
    assert.equal(told.afterwards.ok, false);
    assert.equal(told.afterwards.code, "SCAN_TIMEOUT");
    assert.equal(told.afterwards.rule, "hanging");
    assert.match(told.afterwards.message, /benched/);
    assert.equal(told.lost, 1);
    assert.deepEqual(told.benchedRules, ["hanging"]);
    assert.equal(told.unfinished.ok, false);
  });
}
