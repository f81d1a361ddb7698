/** A policy's `redaction` block reaches the body that is sent, in every process of a data folder alike. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fakeCardNumber, fakeGithubToken } from "./fake_secrets.ts";
import { interven, temporaryFolder } from "./interven_process.ts";

const POLICY = `
redaction:
  styles: { PII: mask, SECRETS: remove }
  rules: { email-address: hash }
policies:
  - name: clean
    rules:
      - rule_id: clean
        priority: 1
        match: {}
        condition: { has_data_class: [PII, SECRETS] }
        action: SANITIZE
        reason_code: PII_EGRESS
`;

Deno.test("a policy says what stands in place of cards, mail addresses and tokens; a digest outlives the process", async () => {
  await using folder = await temporaryFolder();
  const policy = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(policy, POLICY);
  const mail = "ann.lee@mail" + ".corp.net";
  const body = { card: fakeCardNumber(), mail, token: fakeGithubToken() };
  const call = JSON.stringify({ method: "POST", url: "https://slack.com/api/chat.postMessage", body });
  const env = { INTERVEN_DATA_DIR: join(folder.path, "data") };
  const sent = [];
  for (let run = 0; run < 2; run++) {
    const { code, stdout, stderr } = await interven(["scan", "--policy", policy], { env, stdin: call });
    assert.equal(code, 3, stderr);
    sent.push(JSON.parse(stdout).sanitized_body);
  }
  assert.equal(sent[0].card, "**** **** **** 1111");
  assert.match(sent[0].mail, /^\[HASH:EMAIL:[0-9a-f]{12}\]$/);
  assert.equal(sent[0].token, "");
  assert.deepEqual(sent[1], sent[0]);
});
