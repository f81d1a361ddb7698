import assert from "node:assert/strict";
import fc from "fast-check";
import { type CallSketch, judgedCall, seenCall } from "../../tests/fixtures/judged_calls.ts";
import type { SequenceMatch } from "../history.ts";
import type { Decision, Finding, Mode } from "../types.ts";
import { HARVEST_WINDOW_MS } from "./token_harvesting.ts";
import { MASS_LIMITS, MASS_WINDOW_MS } from "./mass_action.ts";
import { SequenceVoice } from "./sequence_voice.ts";
import { MAX_STEP_AGE_MS, MAX_STEPS, MAX_TARGETS, StepLog } from "./step_log.ts";

/** An agent whose calls come one second apart. */
class Agent {
  readonly voice: SequenceVoice;
  now = Date.UTC(2026, 0, 5);

  constructor(mode: Mode = "enforce") {
    this.voice = new SequenceVoice({ mode: () => mode });
  }

  /** Asks about a call, then makes it. Answers what it would complete. */
  call(sketch: CallSketch, decision: Decision = "ALLOW", traceId?: string): readonly SequenceMatch[] {
    this.now += 1_000;
    const { sequences = [] } = this.voice.before(seenCall({ ...sketch, now: this.now }));
    this.voice.judged(judgedCall({ ...sketch, now: this.now, decision, ...(traceId && { traceId }) }));
    return sequences;
  }

  /** Names of the sequences that a call would complete. */
  names(sketch: CallSketch, decision: Decision = "ALLOW"): readonly string[] {
    return this.call(sketch, decision).map(({ name }) => name);
  }

  answer(traceId: string, sketch: CallSketch, { body = {}, findings = [] }: {
    body?: unknown;
    findings?: readonly Finding[];
  }): void {
    const { action, call } = seenCall(sketch);
    this.voice.read({
      traceId,
      origin: { agentId: call.agentId, sessionId: call.sessionId, action },
      body: {
        bytes: new TextEncoder().encode(JSON.stringify(body)),
        contentType: "application/json",
        inspectable: true,
      },
      status: 200,
      findings,
      instructions: undefined,
      now: this.now,
    });
  }
}

const aws = (fields: Record<string, string>): CallSketch => ({
  url: "https://iam.amazonaws.com/",
  body: new URLSearchParams({ ...fields, Version: "2010-05-08" }).toString(),
  contentType: "application/x-www-form-urlencoded",
});

const gcp = (path: string, body: unknown): CallSketch => ({
  url: `https://iam.googleapis.com/v1/${path}`,
  body,
});
const okta = (method: string, path: string, body: unknown = {}): CallSketch => ({
  method,
  url: `https://acme.okta.com/api/v1/${path}`,
  body,
});
const github = (method: string, path: string, body: unknown = {}): CallSketch => ({
  method,
  url: `https://api.github.com/${path}`,
  body,
});

const ADMIN_ARN = "arn:aws:iam::aws:policy/AdministratorAccess";

Deno.test("An identity that was made and is then given rights is an escalation: AWS, Google Cloud, GitHub, Okta", () => {
  const cases: readonly (readonly [made: CallSketch, empowered: CallSketch])[] = [
    [
      aws({ Action: "CreateUser", UserName: "helper" }),
      aws({ Action: "AttachUserPolicy", UserName: "helper", PolicyArn: ADMIN_ARN }),
    ],
    [
      aws({ Action: "CreateUser", UserName: "helper" }),
      aws({ Action: "AddUserToGroup", UserName: "helper", GroupName: "admins" }),
    ],
    [
      aws({ Action: "CreateRole", RoleName: "Ops" }),
      {
        ...aws({ Action: "AssumeRole", RoleArn: "arn:aws:iam::123456789012:role/x/ops" }),
        url: "https://sts.amazonaws.com/",
      },
    ],
    [
      gcp("projects/p/serviceAccounts", { accountId: "helper" }),
      {
        url: "https://cloudresourcemanager.googleapis.com/v3/projects/p:setIamPolicy",
        body: {
          policy: {
            bindings: [{ role: "roles/owner", members: ["serviceAccount:helper@p.iam.gserviceaccount.com"] }],
          },
        },
      },
    ],
    [
      github("PUT", "repos/acme/web/collaborators/helper", { permission: "push" }),
      github("PUT", "repos/acme/web/collaborators/helper", { permission: "admin" }),
    ],
    [
      okta("POST", "users", { profile: { login: "helper@acme.example" } }),
      okta("POST", "users/helper@acme.example/roles", { type: "SUPER_ADMIN" }),
    ],
  ];
  for (const [made, empowered] of cases) {
    const agent = new Agent();
    assert.deepEqual(agent.call(made, "ALLOW", "made"), [], JSON.stringify(made));
    const [match] = agent.call(empowered);
    assert.deepEqual(match, {
      name: "iam_escalation",
      reasonCode: "PRIVILEGE_ESCALATION",
      traceIds: ["made"],
      weight: 1,
    }, JSON.stringify(empowered));
  }
});

Deno.test("Rights for somebody else, or somewhere else, or without anything made before, are no escalation", () => {
  const create = aws({ Action: "CreateUser", UserName: "helper" });
  const cases: readonly CallSketch[] = [
    aws({ Action: "AttachUserPolicy", UserName: "another", PolicyArn: ADMIN_ARN }),
    aws({ Action: "ListUsers" }),
    github("PUT", "repos/acme/web/collaborators/helper", { permission: "admin" }),
    okta("POST", "users/helper/roles", {}),
  ];
  for (const after of cases) {
    const agent = new Agent();
    agent.call(create);
    assert.deepEqual(agent.names(after), [], JSON.stringify(after));
  }
  assert.deepEqual(
    new Agent().names(aws({ Action: "AttachUserPolicy", UserName: "helper", PolicyArn: "x" })),
    [],
  );
});

Deno.test("What was refused or held has made nothing; in monitor mode everything is made", () => {
  const create = aws({ Action: "CreateUser", UserName: "helper" });
  const attach = aws({ Action: "AttachUserPolicy", UserName: "helper", PolicyArn: ADMIN_ARN });
  for (const decision of ["DENY", "REQUIRE_APPROVAL"] as const) {
    const [enforcing, watching] = [new Agent(), new Agent("monitor")];
    enforcing.call(create, decision);
    watching.call(create, decision);
    assert.deepEqual(enforcing.names(attach), []);
    assert.deepEqual(watching.names(attach), ["iam_escalation"]);
  }
});

Deno.test("An answer that names what was made is used to know it again", () => {
  const agent = new Agent();
  const create = okta("POST", "users", { profile: { login: "helper@acme.example" } });
  agent.call(create, "ALLOW", "made");
  assert.deepEqual(agent.names(okta("POST", "users/00u1abc/roles")), []);
  agent.answer("made", create, { body: { id: "00u1abc" } });
  assert.deepEqual(agent.names(okta("POST", "users/00u1abc/roles")), ["iam_escalation"]);
});

Deno.test("A rights call that does not say for whom weighs less than one that names the same", () => {
  const agent = new Agent();
  agent.call(aws({ Action: "CreateUser", UserName: "helper" }));
  const [match] = agent.call(
    aws({ Action: "CreatePolicyVersion", PolicyArn: "arn:aws:iam::123456789012:policy/p" }),
  );
  assert.equal(match?.weight, 0.6);
});

const removal = (i: number): CallSketch => ({ method: "DELETE", url: `https://api.github.com/gists/${i}` });

Deno.test("Many deletions in a few minutes are a mass action, one fewer are none, and the same one again is one", () => {
  const agent = new Agent();
  for (let i = 1; i < MASS_LIMITS.delete; i++) assert.deepEqual(agent.names(removal(i)), [], String(i));
  assert.deepEqual(agent.names(removal(1)), []);
  const [match] = agent.call(removal(MASS_LIMITS.delete));
  assert.equal(match?.name, "mass_action");
  assert.equal(match?.reasonCode, "MASS_ACTION");
  assert.equal(match?.traceIds.length, 5);
  assert.ok((match?.weight ?? 0) >= 0.5 && (match?.weight ?? 0) < 1);
});

Deno.test("The same deletions over an hour are no mass action", () => {
  const agent = new Agent();
  for (let i = 0; i < 30; i++) {
    agent.now += MASS_WINDOW_MS / 10;
    assert.deepEqual(agent.names(removal(i)), []);
  }
});

Deno.test("One call that names many is a mass action by itself", () => {
  const mail = (people: number): CallSketch => ({
    url: "https://api.sendgrid.com/v3/mail/send",
    toolName: "send_mail",
    body: {
      personalizations: [{ to: Array.from({ length: people }, (_, i) => ({ email: `p${i}@example.com` })) }],
    },
  });
  const detect = (sketch: CallSketch, category: string) => {
    const voice = new SequenceVoice();
    const seen = seenCall(sketch);
    const facts = voice.before({ ...seen, action: { ...seen.action, category, verb: "WRITE" } });
    return facts.sequences?.map(({ name }) => name) ?? [];
  };
  assert.deepEqual(detect(mail(MASS_LIMITS.message), "message"), ["mass_action"]);
  assert.deepEqual(detect(mail(5), "message"), []);
  const batch = { body: { keys: Array.from({ length: 40 }, (_, i) => `k${i}`) } };
  assert.deepEqual(detect(batch, "destroy"), ["mass_action"]);
});

Deno.test("A CI agent that files twenty issues, a mailer of five, and a bot in one channel are ordinary", () => {
  const ci = new Agent();
  for (let i = 0; i < 20; i++) {
    assert.deepEqual(ci.names(github("POST", "repos/acme/web/issues", { title: `Failure ${i}` })), []);
  }
  const bot = new Agent();
  for (let i = 0; i < 50; i++) {
    const body = { channel: "C1", text: `build ${i}` };
    assert.deepEqual(bot.names({ url: "https://slack.com/api/chat.postMessage", body }), []);
  }
  const mailer = new Agent();
  for (let i = 0; i < 5; i++) {
    const body = { channel: `U${i}`, text: "hello" };
    assert.deepEqual(mailer.names({ url: "https://slack.com/api/chat.postMessage", body }), []);
  }
});

Deno.test("Messages to twenty different people in a few minutes are a mass action", () => {
  const agent = new Agent();
  const write = (i: number) => ({
    url: "https://slack.com/api/chat.postMessage",
    body: { channel: `U${i}`, text: "hello" },
  });
  for (let i = 1; i < MASS_LIMITS.message; i++) assert.deepEqual(agent.names(write(i)), []);
  assert.deepEqual(agent.names(write(0)), ["mass_action"]);
});

const credentialReads: readonly CallSketch[] = [
  { method: "GET", url: "https://api.github.com/repos/acme/web/contents/.env" },
  { method: "GET", url: "https://vault.acme.example/v1/secret/data/db" },
  {
    url: "https://secretsmanager.eu-west-1.amazonaws.com/",
    headers: [["x-amz-target", "secretsmanager.GetSecretValue"]],
    body: { SecretId: "prod/db" },
  },
  aws({ Action: "ListAccessKeys", UserName: "helper" }),
  { method: "POST", url: "exec://localhost/", toolName: "bash", body: { command: "cat ~/.aws/credentials" } },
];

const post: CallSketch = { url: "https://collect.example.net/in", body: { data: "x" } };

Deno.test("Credentials of four places and then a write to an unknown place are a harvest; of three they are not", () => {
  const agent = new Agent();
  for (const read of credentialReads.slice(0, 3)) assert.deepEqual(agent.names(read), []);
  assert.deepEqual(agent.names(post), []);
  // The same place again is the same place.
  agent.call(credentialReads[0] as CallSketch);
  assert.deepEqual(agent.names(post), []);
  agent.call(credentialReads[3] as CallSketch);
  const [match] = agent.call(post);
  assert.equal(match?.name, "token_harvesting");
  assert.equal(match?.reasonCode, "TOKEN_HARVESTING");
  assert.equal(match?.weight, 0.8);
});

Deno.test("Each kind of credential place is known", () => {
  for (const [i, read] of credentialReads.entries()) {
    const agent = new Agent();
    for (const [j, other] of credentialReads.entries()) if (i !== j) agent.call(other);
    agent.call(read);
    assert.equal(agent.call(post)[0]?.weight, 1, JSON.stringify(read));
  }
});

Deno.test("A deployment that reads its secrets and writes where they came from, or much later, is ordinary", () => {
  const home = new Agent();
  for (let i = 0; i < 8; i++) {
    home.call({ method: "GET", url: `https://vault.acme.example/v1/secret/data/${i}` });
  }
  assert.deepEqual(home.names({ url: "https://vault.acme.example/v1/sys/leases/renew", body: {} }), []);
  const late = new Agent();
  for (const read of credentialReads) late.call(read);
  late.now += HARVEST_WINDOW_MS;
  assert.deepEqual(late.names(post), []);
  const reader = new Agent();
  for (const read of credentialReads) assert.deepEqual(reader.names(read), []);
});

Deno.test("Words that only look like credentials are none: tokenizers, keys of a store, pages", () => {
  const agent = new Agent();
  for (
    const url of [
      "https://api.example.com/v1/messages/count_tokens",
      "https://store.example.com/keys/list",
      "https://api.example.com/token-usage",
      "https://api.example.com/environments/prod",
      "https://api.example.com/docs/secretary",
    ]
  ) agent.call({ method: "GET", url });
  assert.deepEqual(agent.names(post), []);
});

Deno.test("An answer that holds credentials counts as a place of them, whatever the call was named", () => {
  const secret = { class: "SECRETS", confidence: "HIGH" } as Finding;
  const agent = new Agent();
  for (let i = 0; i < 4; i++) {
    const read = { method: "GET", url: `https://api.example.com/config/${i}` };
    agent.call(read, "ALLOW", `read-${i}`);
    const { action } = seenCall(read);
    agent.voice.read({
      traceId: `read-${i}`,
      origin: { agentId: "agent", sessionId: "agent", action: { ...action, operation: `get_config_${i}` } },
      body: { bytes: new Uint8Array(), contentType: "", inspectable: true },
      status: 200,
      findings: [secret],
      instructions: undefined,
      now: agent.now,
    });
  }
  const [match] = agent.call(post);
  assert.equal(match?.name, "token_harvesting");
  assert.deepEqual(match?.traceIds, ["read-3", "read-2", "read-1", "read-0"]);
});

Deno.test("One agent's steps are not another's", () => {
  const agent = new Agent();
  for (const read of credentialReads) agent.call(read);
  assert.deepEqual(agent.names({ ...post, agentId: "another" }), []);
});

Deno.test("The log of steps is bounded in number, targets and time, and keeps the newest", () => {
  const step = (at: number, targets: number) => ({
    host: "",
    category: "delete",
    identity: null,
    targets: Array.from({ length: targets }, (_, i) => `${at}-${i}`),
    credentialPlace: null,
    isOutward: false,
    at,
    traceId: String(at),
  });
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(600_000), fc.nat(64)), { maxLength: 300 }), (list) => {
    const log = new StepLog();
    let now = 0;
    for (const [wait, targets] of list) {
      now += wait;
      log.add(step(now, targets));
      const recent = log.recent(now);
      assert.equal(recent.at(-1)?.at, now);
      assert.ok(recent.length <= MAX_STEPS);
      assert.ok(recent.reduce((sum, each) => sum + each.targets.length, 0) <= MAX_TARGETS);
      assert.ok(recent.every(({ at }) => now - at <= MAX_STEP_AGE_MS));
    }
    assert.deepEqual(log.recent(now + 2 * MAX_STEP_AGE_MS), []);
  }));
});

Deno.test("No call breaks the voice, however it is made", () => {
  const voice = new SequenceVoice();
  const bodies = fc.oneof(fc.jsonValue(), fc.string());
  const urls = fc.oneof(
    fc.webUrl(),
    fc.constantFrom(
      "https://acme.okta.com/api/v1/users",
      "https://x.googleapis.com/v1/p:setIamPolicy",
      "nowhere",
    ),
  );
  fc.assert(
    fc.property(urls, bodies, fc.constantFrom("GET", "POST", "DELETE", "PUT"), (url, body, method) => {
      voice.before(seenCall({ url, body, method, contentType: "application/json" }));
      voice.judged(judgedCall({ url, body, method, contentType: "application/json" }));
    }),
  );
});
