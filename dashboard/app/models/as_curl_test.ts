import assert from "node:assert/strict";
import { asCurl } from "./as_curl.ts";
import { wireTrace } from "./test_surroundings.ts";
import { readTrace } from "./wire.ts";

function curl(more: Record<string, unknown>): string | null {
  const trace = readTrace(wireTrace("t", 0, more));
  assert.ok(trace);
  return asCurl(trace);
}

Deno.test("asCurl() writes the call as one command, its masked headers and placeholders as they are stored", () => {
  const request = {
    headers: [["content-type", "application/json"], ["authorization", "[MASKED]"], ["content-length", "9"]],
    body: '{"a":"[REDACTED:CARD#1]"}',
    body_bytes: 30,
    content_type: "application/json",
  };
  assert.equal(
    curl({ request }),
    "curl \\\n  -X POST \\\n  https://slack.com/api/chat.postMessage \\\n  -H 'content-type: application/json' \\\n" +
      "  -H 'authorization: [MASKED]' \\\n  --data-binary '{\"a\":\"[REDACTED:CARD#1]\"}'",
  );
});

Deno.test("asCurl() lets nothing in a call become part of the command", () => {
  const hostile = "x'; rm -rf ~; echo '$(id)`id`\n";
  const request = {
    headers: [["x-note", hostile]],
    body: hostile,
    body_bytes: 9,
    content_type: "text/plain",
  };
  const command = curl({ url: `https://h.test/?q=${hostile}`, method: hostile, request }) ?? "";
  // Outside of quotes nothing is left but words, line ends and escaped quotes.
  const bare = command.replaceAll("'\\''", "").replace(/'[^']*'/g, "");
  assert.match(bare, /^[\w./:=@%+\\\n -]*$/);
});

Deno.test("asCurl() has no word for what is no HTTP", () => {
  assert.equal(curl({ url: "exec:rm" }), null);
  assert.equal(curl({ url: "mcp://server/tool" }), null);
});
