/** Calls and what the built-in policy says of them, whichever door they come by. */
import type { DataClass, Decision } from "../../engine/types.ts";
import { fakeCardNumber, fakeGithubToken } from "../e2e/fake_secrets.ts";

export interface ParityCase {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object or list is sent as JSON, text as it is. */
  readonly body?: unknown;
  readonly expect: {
    readonly decision: Decision;
    readonly reasons: readonly string[];
    readonly rule: string | null;
    readonly classes: readonly DataClass[];
  };
}

const TOKEN = fakeGithubToken();
const CARD = fakeCardNumber();
const MAIL = "jane.roe@corp-mail.net";
const SLACK = "https://slack.com/api/chat.postMessage";
const REPO = "https://api.github.com/repos/octo/demo";
const UNKNOWN = "https://files.unknown-service.example/upload";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const TEXT = { "content-type": "text/plain" };

const allow = { decision: "ALLOW", reasons: [], rule: null, classes: [] } as const;
const secret = {
  decision: "DENY",
  reasons: ["SECRET_EGRESS"],
  rule: "secrets-to-third-party",
  classes: ["SECRETS"],
} as const;
const personal = {
  decision: "SANITIZE",
  reasons: ["PII_EGRESS"],
  rule: "pii-to-chat",
  classes: ["PII"],
} as const;
const held = (reason: string, rule: string) =>
  ({ decision: "REQUIRE_APPROVAL", reasons: [reason], rule, classes: [] }) as const;

export const CASES: readonly ParityCase[] = [
  { name: "a read", method: "GET", url: REPO, expect: allow },
  { name: "a read with a query", method: "GET", url: `${REPO}/pulls?state=open&q=a%20b`, expect: allow },
  { name: "a HEAD", method: "HEAD", url: REPO, expect: allow },
  {
    name: "a harmless message",
    method: "POST",
    url: SLACK,
    body: { channel: "C1", text: "Done." },
    expect: allow,
  },
  {
    name: "a harmless form",
    method: "POST",
    url: SLACK,
    headers: FORM,
    body: "channel=C1&text=Done",
    expect: allow,
  },
  { name: "harmless text", method: "PUT", url: UNKNOWN, headers: TEXT, body: "Hello", expect: allow },
  { name: "an empty list", method: "POST", url: UNKNOWN, body: [], expect: allow },
  {
    name: "a credential on its way home",
    method: "GET",
    url: REPO,
    headers: { authorization: `Bearer ${TOKEN}` },
    expect: allow,
  },
  { name: "a token in a message", method: "POST", url: SLACK, body: { text: TOKEN }, expect: secret },
  {
    name: "a token deep inside",
    method: "POST",
    url: UNKNOWN,
    body: { a: [{ b: { c: `x ${TOKEN} y` } }] },
    expect: secret,
  },
  { name: "a token in a list", method: "POST", url: UNKNOWN, body: ["a", TOKEN], expect: secret },
  {
    name: "a token in a form",
    method: "POST",
    url: SLACK,
    headers: FORM,
    body: `text=${TOKEN}`,
    expect: secret,
  },
  {
    name: "a token in text",
    method: "PUT",
    url: UNKNOWN,
    headers: TEXT,
    body: `key: ${TOKEN}\n`,
    expect: secret,
  },
  {
    name: "a token in a query",
    method: "GET",
    url: `https://unknown-service.example/?t=${TOKEN}`,
    expect: secret,
  },
  {
    name: "a token in a path",
    method: "GET",
    url: `https://unknown-service.example/${TOKEN}/x`,
    expect: secret,
  },
  {
    name: "a token in a header",
    method: "GET",
    url: "https://unknown-service.example/",
    headers: { "x-key": TOKEN },
    expect: secret,
  },
  {
    name: "a token in base64",
    method: "POST",
    url: UNKNOWN,
    body: { data: btoa(`the token is ${TOKEN} and so on`) },
    expect: { ...secret, reasons: ["SECRET_EGRESS", "ENCODED_PAYLOAD"] },
  },
  {
    name: "a body without a type that is JSON",
    method: "POST",
    url: UNKNOWN,
    body: `{"text":"${TOKEN}"}`,
    expect: secret,
  },
  {
    name: "a mail address in a message",
    method: "POST",
    url: SLACK,
    body: { text: `ask ${MAIL}` },
    expect: personal,
  },
  {
    name: "a mail address in a form",
    method: "POST",
    url: SLACK,
    headers: FORM,
    body: `channel=C1&text=ask+${encodeURIComponent(MAIL)}`,
    expect: personal,
  },
  {
    name: "a card number in a message",
    method: "POST",
    url: SLACK,
    body: { text: `card ${CARD}` },
    expect: personal,
  },
  {
    name: "a card number to an unknown service",
    method: "POST",
    url: UNKNOWN,
    body: { card: CARD },
    expect: { ...personal, rule: "strong-pii-to-unknown" },
  },
  {
    name: "a card number in an issue",
    method: "POST",
    url: `${REPO}/issues`,
    body: { title: "Refund", body: `card ${CARD}` },
    expect: { ...personal, rule: "strong-pii-to-code" },
  },
  {
    name: "a repository that would be deleted",
    method: "DELETE",
    url: REPO,
    expect: held("DESTRUCTIVE_ACTION", "destructive"),
  },
  {
    name: "a deletion under the cloak of POST",
    method: "POST",
    url: REPO,
    headers: { "x-http-method-override": "DELETE" },
    expect: held("DESTRUCTIVE_ACTION", "destructive"),
  },
  {
    name: "a large payment",
    method: "POST",
    url: "https://api.stripe.com/v1/charges",
    headers: FORM,
    body: "amount=2000000&currency=eur&source=tok_visa",
    expect: held("FINANCIAL_ACTION", "payment"),
  },
  {
    name: "a history that would be rewritten",
    method: "PATCH",
    url: `${REPO}/git/refs/heads/main`,
    body: { sha: "0".repeat(40), force: true },
    expect: held("DESTRUCTIVE_ACTION", "force-push"),
  },
  {
    name: "a deploy key",
    method: "POST",
    url: `${REPO}/keys`,
    body: { title: "ci", key: "ssh-ed25519 AAAA", read_only: false },
    expect: held("PRIVILEGE_ESCALATION", "repository-access"),
  },
  {
    name: "administrator rights",
    method: "POST",
    url: "https://iam.amazonaws.com/",
    headers: FORM,
    body:
      "Action=AttachUserPolicy&UserName=bob&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess",
    expect: { decision: "DENY", reasons: ["PRIVILEGE_ESCALATION"], rule: "attach-admin-policy", classes: [] },
  },
  {
    name: "a deletion that carries a token",
    method: "DELETE",
    url: REPO,
    body: { reason: TOKEN },
    expect: { ...secret, reasons: ["SECRET_EGRESS", "DESTRUCTIVE_ACTION"] },
  },
];
