/** For the tests of the catalogue: requests in one line, and what they are named. */
import assert from "node:assert/strict";
import { CallView } from "../engine/call_view.ts";
import type { Action, ToolCall } from "../engine/types.ts";
import { nameAction } from "../engine/actions/catalogue.ts";

export interface Given {
  readonly body?: unknown;
  /** A body as it is sent; its type is a form's unless `headers` say otherwise. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly internalDomains?: readonly string[];
}

/** A row: `METHOD URL`, then `tool operation VERB category` with `+external` or `-external` behind it, then what else the call carries. */
export type NamingRow = readonly [request: string, wanted: string, given?: Given];

/** Names a request as the engine does. */
export function nameRequest(request: string, given: Given = {}): Action {
  const [method = "", url = ""] = request.split(" ");
  return nameAction(new CallView(toCall(method, url, given)), {
    internalDomains: given.internalDomains ?? ["acme.example"],
  });
}

function toCall(method: string, url: string, { body, text, headers = {} }: Given): ToolCall {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = headers["content-type"] ??
    (text === undefined ? "application/json" : "application/x-www-form-urlencoded");
  return {
    door: "proxy",
    method,
    url,
    headers: Object.entries(headers),
    body: sent === undefined
      ? null
      : { bytes: new TextEncoder().encode(sent), contentType: type, inspectable: true },
    agentId: "a",
    sessionId: "a",
  };
}

/** One test a service: every row is named as wanted. */
export function testNaming(service: string, rows: readonly NamingRow[]): void {
  Deno.test(`The catalogue reads ${service}: ${rows.length} requests and their near misses`, () => {
    const wrong: string[] = [];
    for (const [request, wanted, given] of rows) {
      const { tool, operation, verb, category, externalPrincipal } = nameRequest(request, given);
      const external = externalPrincipal === undefined ? "" : externalPrincipal ? " +external" : " -external";
      const got = `${tool} ${operation} ${verb} ${category}${external}`;
      if (got !== wanted) wrong.push(`${request}\n  wanted ${wanted}\n  got    ${got}`);
    }
    assert.equal(wrong.join("\n"), "");
  });
}

/** The facts of a request. */
export function factsOf(request: string, given: Given = {}): Readonly<Record<string, string>> {
  return nameRequest(request, given).facts;
}
