import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { CallView } from "../call_view.ts";
import type { Action, ToolCall } from "../types.ts";
import { nameAction } from "./catalogue.ts";
import { SERVICES } from "./list.ts";
import { readName, wordsOf } from "./names.ts";

interface Given {
  readonly body?: unknown;
  readonly form?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly toolName?: string;
  readonly internalDomains?: readonly string[];
}

function name(request: string, given: Given = {}): Action {
  const [method = "", url = ""] = request.split(" ");
  const text = given.form ?? (given.body === undefined ? undefined : JSON.stringify(given.body));
  const call: ToolCall = {
    door: "proxy",
    method,
    url,
    headers: Object.entries(given.headers ?? {}),
    body: text === undefined ? null : {
      bytes: new TextEncoder().encode(text),
      contentType: given.form === undefined ? "application/json" : "application/x-www-form-urlencoded",
      inspectable: true,
    },
    agentId: "a",
    sessionId: "a",
    ...(given.toolName !== undefined && { toolName: given.toolName }),
  };
  return nameAction(new CallView(call), { internalDomains: given.internalDomains ?? [] });
}

/** Tool, operation, verb, category. */
const short = ({ tool, operation, verb, category }: Action) => `${tool} ${operation} ${verb} ${category}`;

const TABLE: readonly [string, string, Given?][] = [
  ["POST https://api.github.com/repos/acme/web/pulls", "github create_pr WRITE code"],
  ["GET https://api.github.com/repos/acme/web/pulls?state=open", "github list_prs READ code"],
  ["HEAD https://api.github.com/repos/acme/web", "github get_repo READ code"],
  ["PUT https://api.github.com/repos/acme/web/pulls/5/merge", "github merge_pr WRITE code"],
  ["DELETE https://api.github.com/repos/acme/web", "github delete_repo ADMIN destroy"],
  ["PATCH https://api.github.com/repos/acme/web", "github make_repo_public ADMIN share", {
    body: { private: false },
  }],
  ["PATCH https://api.github.com/repos/acme/web", "github update_repo ADMIN other", { body: { name: "x" } }],
  ["PUT https://api.github.com/repos/acme/web/contents/a/b.txt", "github put_contents WRITE code"],
  ["POST https://github.com/acme/web.git/git-receive-pack", "github push WRITE code"],
  ["DELETE https://api.github.com/repos/acme/web/labels/x", "github delete WRITE delete"],
  ["GET https://api.github.com/rate_limit", "github get READ read"],
  ["POST https://api.github.com/graphql", "github graphql_query READ read", {
    body: { query: "query { viewer { login } }" },
  }],
  ["POST https://api.github.com/graphql", "github delete_repository WRITE destroy", {
    body: { query: 'mutation { addStar(input: {a: "b"}) { id } deleteRepository(input: {a: "b"}) { id } }' },
  }],

  ["POST https://slack.com/api/chat.postMessage", "slack post_message WRITE message"],
  ["GET https://acme.slack.com/api/CHAT.postmessage?channel=C1&text=x", "slack post_message WRITE message"],
  ["POST https://hooks.slack.com/services/T/B/x", "slack post_message WRITE message"],
  ["GET https://slack.com/api/conversations.history?channel=C1", "slack read_messages READ read"],
  ["POST https://slack.com/api/conversations.members", "slack list_members READ read"],
  ["POST https://slack.com/api/team.info", "slack team_info READ read"],
  ["POST https://slack.com/api/admin.users.setAdmin", "slack admin_users_set_admin ADMIN identity"],
  ["POST https://discord.com/api/v10/channels/1/messages", "discord send_message WRITE message"],
  ["GET https://api.telegram.org/bot1:x/sendMessage?chat_id=5", "telegram send_message WRITE message"],
  ["POST https://graph.microsoft.com/v1.0/teams/t/channels/c/messages", "teams send_message WRITE message"],
  ["POST https://graph.microsoft.com/v1.0/me/sendMail", "microsoft_graph send_email WRITE message"],

  ["GET https://www.googleapis.com/drive/v3/files?q=x", "gdrive list_files READ read"],
  ["POST https://www.googleapis.com/upload/drive/v3/files?uploadType=media", "gdrive upload WRITE other"],
  ["DELETE https://www.googleapis.com/drive/v3/files/trash", "gdrive empty_trash WRITE destroy"],
  ["DELETE https://www.googleapis.com/drive/v3/files/abc", "gdrive delete_file WRITE delete"],
  ["POST https://www.googleapis.com/drive/v3/files/a/permissions", "gdrive share_file_external ADMIN share", {
    body: { type: "user", emailAddress: "x@other.example" },
    internalDomains: ["acme.example"],
  }],
  ["POST https://www.googleapis.com/drive/v3/files/a/permissions", "gdrive share_file ADMIN share", {
    body: { type: "user", emailAddress: "x@eu.acme.example" },
    internalDomains: ["acme.example"],
  }],
  ["POST https://www.googleapis.com/calendar/v3/calendars/a/events", "gcalendar create_event WRITE schedule"],

  ["POST https://iam.amazonaws.com/", "aws create_user ADMIN identity", {
    form: "Action=CreateUser&UserName=x",
  }],
  ["GET https://iam.amazonaws.com/?Action=AttachUserPolicy", "aws attach_policy ADMIN identity"],
  ["POST https://dynamodb.eu-west-1.amazonaws.com/", "aws delete_table WRITE destroy", {
    headers: { "x-amz-target": "DynamoDB_20120810.DeleteTable" },
  }],
  ["POST https://dynamodb.eu-west-1.amazonaws.com/", "aws get_item READ read", {
    headers: { "x-amz-target": "DynamoDB_20120810.GetItem" },
  }],
  [
    "POST https://ec2.us-east-1.amazonaws.com/?Action=TerminateInstances",
    "aws terminate_instances WRITE destroy",
  ],
  ["GET https://b.s3.amazonaws.com/a/b", "aws s3_get_object READ read"],
  ["PUT https://b.s3.eu-west-1.amazonaws.com/a/b", "aws s3_put_object WRITE other"],
  ["DELETE https://s3.eu-west-1.amazonaws.com/b", "aws s3_delete_bucket WRITE destroy"],
  ["DELETE https://s3.eu-west-1.amazonaws.com/b/key", "aws s3_delete_object WRITE delete"],
  ["POST https://b.s3.amazonaws.com/?delete", "aws s3_delete_objects WRITE destroy"],
  ["PUT https://b.s3.amazonaws.com/?policy", "aws s3_put_bucket_policy ADMIN share"],
  [
    "DELETE https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/f",
    "aws delete_function WRITE destroy",
  ],

  ["POST https://api.stripe.com/v1/refunds", "stripe create_refund WRITE payment"],
  ["GET https://api.stripe.com/v1/customers/cus_1", "stripe get READ read"],
  ["DELETE https://api.stripe.com/v1/customers/cus_1", "stripe delete_customer WRITE destroy"],

  ["GET https://unknown.example/x", "custom_proxy get READ read"],
  ["OPTIONS https://unknown.example/x", "custom_proxy options READ read"],
  ["PATCH https://unknown.example/x", "custom_proxy patch WRITE other"],
  ["DELETE https://unknown.example/x", "custom_proxy delete WRITE delete"],
  ["POST https://unknown.example/v2/files/delete_v2", "custom_proxy post WRITE delete"],
  ["GET https://unknown.example/docs/delete", "custom_proxy get READ read"],
  ["POST https://unknown.example/x", "custom_proxy transfer_funds WRITE payment", {
    toolName: "bank.transfer_funds",
  }],
  ["POST https://unknown.example/x", "custom_proxy get_thing WRITE other", { toolName: "get_thing" }],
  ["POST https://slack.com/api/chat.postMessage", "slack post_message WRITE message", {
    toolName: "harmless.get",
  }],

  ["POST mcp://slack/post_message", "slack post_message WRITE message"],
  ["POST mcp://github/get_file_contents", "github get_file_contents READ read"],
  ["POST mcp://Postgres/dropTable", "postgres drop_table WRITE destroy"],
  ["POST exec://localhost", "exec run WRITE execute"],
  ["POST tool://x", "files delete_file WRITE delete", { toolName: "mcp__files__delete_file" }],
];

for (const [request, wanted, given] of TABLE) {
  Deno.test(`The catalogue reads ${request} as ${wanted}`, () => {
    assert.equal(short(name(request, given)), wanted);
  });
}

Deno.test("Facts come from path, query and body", () => {
  assert.deepEqual(name("PUT https://api.github.com/repos/acme/web/collaborators/mallory").facts, {
    org: "acme",
    repo: "web",
    principal: "mallory",
  });
  assert.equal(
    name("POST https://slack.com/api/chat.postMessage", { body: { channel: "C1" } }).facts["channel"],
    "C1",
  );
  assert.equal(
    name("POST https://slack.com/api/chat.postMessage", { form: "channel=C2" }).facts["channel"],
    "C2",
  );
  assert.equal(name("GET https://slack.com/api/chat.postMessage?channel=C3").facts["channel"], "C3");
  const { facts } = name("POST https://iam.amazonaws.com/", {
    form: "Action=AttachUserPolicy&UserName=bot&PolicyArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2FX",
  });
  assert.deepEqual(facts, {
    principal: "bot",
    policy: "arn:aws:iam::123456789012:policy/X",
    service: "iam",
    account: "123456789012",
  });
  assert.equal(name("PUT https://b.s3.eu-west-1.amazonaws.com/k").facts["region"], "eu-west-1");
  assert.equal(name("POST https://api.stripe.com/v1/refunds", { form: "amount=500" }).facts["amount"], "500");
});

Deno.test("Whoever is brought in from outside is an external principal", () => {
  const external = (request: string, given?: Given) => name(request, given).externalPrincipal;
  assert.equal(external("PUT https://api.github.com/repos/a/b/collaborators/m"), true);
  assert.equal(
    external("POST https://slack.com/api/conversations.inviteShared", { form: "emails=a@b.example" }),
    true,
  );
  assert.equal(external("POST https://slack.com/api/conversations.invite", { form: "users=U1" }), undefined);
  const share = (body: unknown) =>
    external("POST https://www.googleapis.com/drive/v3/files/a/permissions", {
      body,
      internalDomains: ["acme.example"],
    });
  assert.equal(share({ type: "anyone" }), true);
  assert.equal(share({ type: "domain", domain: "acme.example" }), false);
  assert.equal(share({ type: "domain", domain: "evil-acme.example" }), true);
  assert.equal(share({ type: "user", emailAddress: "x@ACME.example." }), false);
  assert.equal(external("GET https://api.github.com/repos/a/b/collaborators"), undefined);
});

Deno.test("No spelling of a URL hides an operation", () => {
  const encode = (text: string, picks: readonly boolean[]) =>
    [...text].map((char, i) =>
      picks[i % picks.length] && /[a-z]/i.test(char)
        ? `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`
        : char
    ).join("");
  const twist = fc.record({
    host: fc.constantFrom(
      "api.github.com",
      "API.GitHub.com",
      "api.github.com.",
      "api.github.com:443",
      "x@api.github.com",
      "x:y@API.github.com.:443",
    ),
    slash: fc.constantFrom("/", "//", "/./", "/x/../", "/x/%2e%2e/", "\\", "/%2e/"),
    picks: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
    tail: fc.constantFrom("", "/", "//", "?x=1", "#top", "/?", "/."),
    upper: fc.boolean(),
  });
  fc.assert(fc.property(twist, ({ host, slash, picks, tail, upper }) => {
    const path = [upper ? "REPOS" : "repos", "acme", "web"].map((part) => encode(part, picks)).join(slash);
    const action = name(`DELETE https://${host}${slash}${path}${tail}`);
    assert.equal(short(action), "github delete_repo ADMIN destroy", `https://${host}${slash}${path}${tail}`);
    assert.deepEqual([action.host, action.facts["org"], action.facts["repo"]], [
      "api.github.com",
      "acme",
      "web",
    ]);
  }));
  assert.equal(
    short(name("DELETE https://api.github.com/repos%2Facme%2Fweb")),
    "github delete_repo ADMIN destroy",
  );
  assert.equal(
    short(name("DELETE https://api.github.com/x/..%2frepos%2Facme/web")),
    "github delete_repo ADMIN destroy",
  );
});

Deno.test("A look-alike host is not the service", () => {
  for (
    const host of [
      "api.github.com.evil.example",
      "apixgithub.com",
      "slack.com.evil.example",
      "notslack.com",
      "evil.example",
    ]
  ) {
    assert.equal(name(`POST https://${host}/api/chat.postMessage`).tool, "custom_proxy", host);
  }
});

Deno.test("A method override counts on POST and nowhere else", () => {
  const headers = { "x-http-method-override": "delete" };
  assert.equal(name("POST https://api.github.com/repos/a/b", { headers }).operation, "delete_repo");
  assert.equal(name("GET https://api.github.com/repos/a/b", { headers }).operation, "get_repo");
});

Deno.test("Names tell reads from changes", () => {
  const reads = [
    "list_channels",
    "getUser",
    "search-code",
    "slack_list_channels",
    "read_file",
    "get_message",
    "list_deleted_items",
    "describe-instances",
  ];
  for (const one of reads) assert.equal(readName(one).verb, "READ", one);
  const kinds: [string, string][] = [
    ["get_and_delete", "delete"],
    ["read_and_send_email", "message"],
    ["drop_database", "destroy"],
    ["delete_user", "destroy"],
    ["remove_label", "delete"],
    ["send_money_transfer", "payment"],
    ["share_document", "share"],
    ["update_password", "identity"],
    ["run_command", "execute"],
    ["deploy_service", "deploy"],
    ["send_email", "message"],
    ["update_row", "other"],
    ["", "other"],
  ];
  for (const [one, category] of kinds) {
    assert.deepEqual([readName(one).category, readName(one).verb === "READ"], [category, false], one);
  }
  assert.deepEqual(wordsOf("deleteUserKey-now.HTTPServer"), [
    "delete",
    "user",
    "key",
    "now",
    "http",
    "server",
  ]);
});

Deno.test("nameAction() never throws and always names tool, operation and verb", () => {
  const anything = fc.tuple(
    fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.constantFrom(...TABLE.map(([request]) => request.split(" ")[1] ?? "")),
    ),
    fc.string(),
    fc.jsonValue(),
  );
  fc.assert(fc.property(anything, ([url, toolName, body]) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const action = nameAction(
      new CallView({
        door: "api",
        method: "POST",
        url,
        headers: [],
        body: { bytes, contentType: "application/json", inspectable: true },
        toolName,
        agentId: "a",
        sessionId: "a",
      }),
    );
    assert.ok(action.tool !== "" && action.operation !== "" && action.verb !== undefined);
  }));
});

Deno.test("Every file of the catalogue is listed, and its rows are well formed", () => {
  const folder = new URL(".", import.meta.url);
  const list = readFileSync(new URL("list.ts", folder), "utf8");
  const services = readdirSync(folder).filter((file) =>
    file.endsWith(".ts") && !file.endsWith("_test.ts") && file !== "list.ts" &&
    /^export const \w+: (?:readonly )?Service\b/m.test(readFileSync(new URL(file, folder), "utf8"))
  );
  assert.ok(services.length >= 6);
  for (const file of services) assert.ok(list.includes(`"./${file}"`), file);
  for (const { tool, hosts, operations } of SERVICES) {
    assert.match(tool, /^[a-z][a-z0-9_]*$/);
    assert.ok(hosts.length > 0 && hosts.every((host) => host === host.toLowerCase()));
    for (const [methods, path, operation, , category] of operations) {
      assert.match(methods, /^(?:\*|[A-Z]+(?:\|[A-Z]+)*)$/);
      assert.match(path, /^\/[^?#]*$/);
      assert.match(operation, /^[a-z][a-z0-9_]*$/);
      assert.match(category, /^[a-z]+$/);
    }
  }
});
