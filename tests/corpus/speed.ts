/**
 * `deno run -A tests/corpus/speed.ts`: how long a scan takes, by kind and size of body, and on text that is built against the
 * rules: every literal and every example, whole and cut short, repeated. Times are of this machine, warm, one core.
 */
import { RULES } from "../../engine/rules/list.ts";
import { scanParts } from "../../engine/scan/mod.ts";

const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };
const ENCODER = new TextEncoder();
const WORDS =
  "the quick brown fox jumps over lazy dogs while 42 people watch key results of project alpha and token rings in a public garden near river side with many trees and birds"
    .split(" ");
const HOSTILE_LENGTH = 100_000;
/** Literals of one rule are alike; some rules have hundreds. */
const MAX_KEYWORDS = 3;
const TAILS = ["", " ", "a", "-", "=", "='", " = a", '":"', "aB3", "aaaaaaaaaa", "1:", "."];

let state = 1;

/** A number in [0, 1), the same sequence on every run. */
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 0x100000000;
}

function prose(length: number): string {
  const words: string[] = [];
  for (let size = 0; size < length;) {
    const word = WORDS[Math.floor(random() * WORDS.length)]!;
    words.push(word);
    size += word.length + 1;
  }
  return words.join(" ").slice(0, length);
}

/** A listing as APIs give: ids, addresses, hashes, times, sentences. */
function listing(length: number): string {
  const items: string[] = [];
  for (let size = 0; size < length;) {
    const sha = Array.from({ length: 40 }, () => "0123456789abcdef"[Math.floor(random() * 16)]).join("");
    const id = Math.floor(random() * 1e6);
    const item = JSON.stringify({
      id,
      name: prose(12),
      url: `https://api.host.test/items/${id}`,
      created_at: "2024-01-02T03:04:05Z",
      node_id: btoa(`010:Repository${id}`),
      sha,
      body: prose(80),
      public: true,
      next_page_token: null,
    });
    items.push(item);
    size += item.length + 1;
  }
  return `{"items":[${items.join(",")}]}`;
}

function scanMs(content: string | Uint8Array, contentType: string): number {
  const started = performance.now();
  scanParts({
    parts: [{ kind: "body", contentType, content }],
    host: "",
    want: { redact: false },
    timeoutMs: 60_000,
  }, WATCH);
  return performance.now() - started;
}

/** Median of as many runs as fit into `budgetMs`, at least three. */
function medianMs(content: Uint8Array, contentType: string, budgetMs = 400): number {
  const times: number[] = [];
  for (let spent = 0; spent < budgetMs || times.length < 3;) {
    const ms = scanMs(content, contentType);
    times.push(ms);
    spent += ms;
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

function hostileTexts(): Map<string, string> {
  const pieces = new Map<string, string>();
  for (const rule of RULES) {
    for (const example of rule.examples) {
      pieces.set(`${rule.id}: an example`, `${example} `);
      pieces.set(`${rule.id}: an example cut short`, example.slice(0, -3));
    }
    if (rule.trigger !== "keyword") continue;
    for (const keyword of rule.keywords.slice(0, MAX_KEYWORDS)) {
      for (const tail of TAILS) pieces.set(`${rule.id}: ${keyword}${tail}`, keyword + tail);
    }
  }
  for (
    const piece of [
      "%41",
      "\\u0041",
      '\\"',
      "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ= ",
      "1234567 ",
      "&amp;",
      "\u200b",
      "{",
      "[1,",
      "://",
    ]
  ) {
    pieces.set(`encoding: ${piece}`, piece);
  }
  return pieces;
}

if (import.meta.main) {
  for (
    const [name, text, type] of [
      ["1 kB JSON", listing(900), "application/json"],
      ["10 kB text", prose(10_000), "text/plain"],
      ["100 kB JSON", listing(100_000), "application/json"],
      ["256 KiB JSON", listing(262_144), "application/json"],
      ["1 MB text", prose(1_000_000), "text/plain"],
      ["1 MB JSON", listing(1_000_000), "application/json"],
      ["10 MB JSON", listing(10_000_000), "application/json"],
    ] as const
  ) {
    console.log(`${name.padEnd(14)} ${medianMs(ENCODER.encode(text), type).toFixed(3).padStart(9)} ms`);
  }
  const hostile = [...hostileTexts()].map(([name, piece]) => {
    const text = piece.repeat(Math.ceil(HOSTILE_LENGTH / piece.length)).slice(0, HOSTILE_LENGTH);
    return { name, ms: Math.min(scanMs(text, "text/plain"), scanMs(text, "text/plain")) };
  });
  console.log("\nslowest of the texts of 100 kB built against the rules");
  for (const { name, ms } of hostile.sort((a, b) => b.ms - a.ms).slice(0, 15)) {
    console.log(`${ms.toFixed(2).padStart(9)} ms  ${name}`);
  }
}
