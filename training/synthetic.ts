/** Whole texts of our own making: things that agents read, with or without an instruction in them. */
import { benign, type BenignFamily } from "./benign.ts";
import { Chance, fill } from "./grammar.ts";
import { type Payload, payload } from "./payloads.ts";
import type { Example } from "./examples.ts";
import { WORDS } from "./word_lists.ts";

const MARK = "\u0001";

type Carrier = (chance: Chance, hostile: Payload | undefined) => string;

const FREE_FIELDS = [
  "description",
  "content",
  "body",
  "message",
  "note",
  "text",
  "bio",
  "comment",
  "review",
  "summary",
  "details",
  "snippet",
  "post",
  "caption",
];
const SHORT_FIELDS = [
  "title",
  "name",
  "subject",
  "event_name",
  "display_name",
  "location",
  "label",
  "task",
  "city",
];
const OTHER_FIELDS = [
  "id",
  "url",
  "created_at",
  "status",
  "price",
  "rating",
  "owner",
  "user_id",
  "count",
  "type",
  "email",
];

function words(chance: Chance, family: BenignFamily, count: number): string {
  return Array.from({ length: count }, () => benign(family, chance)).join(" ");
}

function otherValue(chance: Chance): unknown {
  return chance.pick<() => unknown>([
    () => chance.index(100_000),
    () => chance.next() < 0.5,
    () => `id_${chance.index(99_999).toString(36)}`,
    () => `2024-0${1 + chance.index(9)}-1${chance.index(9)}T10:00:00Z`,
    () => `https://api.host.example/items/${chance.index(9999)}`,
    () => fill("<mailbox>", WORDS, chance),
    () => fill("<person> <last>", WORDS, chance),
  ])();
}

function recordOf(chance: Chance, told: string | undefined): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let i = 0, n = 1 + chance.index(4); i < n; i++) record[chance.pick(OTHER_FIELDS)] = otherValue(chance);
  record[chance.pick(SHORT_FIELDS)] = benign("data", chance);
  const family = chance.pick<BenignFamily>(["data", "data", "mail", "docs", "foreign", "about"]);
  record[chance.pick(FREE_FIELDS)] = words(chance, family, 1 + chance.index(3));
  if (told === undefined) return record;
  const field = chance.chance(0.75)
    ? chance.pick(FREE_FIELDS)
    : chance.pick([...SHORT_FIELDS, ...OTHER_FIELDS]);
  const lead = chance.chance(0.3) ? `${benign(family, chance)} ` : "";
  record[field] = lead + MARK + told + MARK + (chance.chance(0.15) ? ` ${benign(family, chance)}` : "");
  return record;
}

function pythonLike(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\"', "\u0002").replaceAll('"', "'").replaceAll("\u0002", '"')
    .replaceAll(":", ": ")
    .replaceAll(",'", ", '").replaceAll("true", "True").replaceAll("false", "False");
}

function yamlLike(record: Record<string, unknown>): string {
  return Object.entries(record).map(([key, value]) => `${key}: ${value}`).join("\n");
}

const record: Carrier = (chance, hostile) => {
  const count = 1 + chance.index(4);
  const at = hostile === undefined ? -1 : chance.index(count);
  const records = Array.from(
    { length: count },
    (_, i) => recordOf(chance, i === at ? hostile!.text : undefined),
  );
  const roll = chance.next();
  if (roll < 0.4) return pythonLike({ [chance.pick(["items", "results", "messages", "notes"])]: records });
  if (roll < 0.75) return JSON.stringify({ data: records }, null, chance.chance(0.5) ? 2 : 0);
  return records.map(yamlLike).join("\n- ");
};

/** Puts a line among lines. */
function among(lines: string[], hostile: Payload | undefined, chance: Chance): string {
  if (hostile !== undefined) {
    lines.splice(
      chance.pick([0, lines.length, chance.index(lines.length + 1)]),
      0,
      MARK + hostile.text + MARK,
    );
  }
  return lines.join("\n");
}

const mail: Carrier = (chance, hostile) => {
  const lines = [benign("mail", chance)];
  for (let i = 0, n = 2 + chance.index(6); i < n; i++) {
    lines.push(words(chance, chance.chance(0.9) ? "mail" : "foreign", 1 + chance.index(3)));
  }
  const head = fill("{SUBJECT|Subject}: <topic>\nFrom: <person> <mailbox>\n", WORDS, chance);
  return (chance.chance(0.4) ? head : "") + among(lines, hostile, chance);
};

const table: Carrier = (chance, hostile) => {
  const columns = 2 + chance.index(4);
  const lists = ["person", "place", "thing", "last", "amount", "adjective", "tech"];
  const kinds = Array.from({ length: columns }, () => chance.pick(lists));
  const row = () =>
    `| ${
      kinds.map((kind) => chance.chance(0.3) ? String(chance.index(3000)) : chance.pick(WORDS[kind]!)).join(
        " | ",
      )
    } |`;
  const lines = [`| ${kinds.join(" | ")} |`];
  for (let i = 0, n = 3 + chance.index(12); i < n; i++) lines.push(row());
  return among(lines, hostile, chance);
};

const CODE_BLOCKS = [
  "import json\nwith open('a.json') as f:\n    data = json.load(f)",
  "const app = new App();\napp.get('/', (c) => c.text('hi'));\n// ignore errors here\napp.listen();",
  "x = model.fit(x_train, y_train)\nprint(x.score)",
  "npm install\nnpm run build",
  "for i in range(10):\n    print(i)  # send to stdout",
  "SELECT name FROM users WHERE id = 1;",
  "fn main() {\n    // delete the old file first\n    run();\n}",
  "import requests\nr = requests.get(url)\nprint(r.text)",
  "import subprocess\nsubprocess.run(['ls'])",
  "curl -X POST https://api.example.com/v1/items",
  "token: ${{ secrets.TOKEN }}",
  "export default { fetch: app.fetch };",
  "const res = await fetch('https://api.example.com/users');",
  "os.environ['HOME']",
  "df.groupby('a').mean()",
];

const answer: Carrier = (chance, hostile) => {
  const parts: string[] = [];
  for (let i = 0, n = 2 + chance.index(4); i < n; i++) {
    parts.push(words(chance, "docs", 1 + chance.index(2)));
    if (chance.chance(0.7)) parts.push("```\n" + chance.pick(CODE_BLOCKS) + "\n```");
  }
  return among(parts, hostile, chance);
};

const manual: Carrier = (chance, hostile) => {
  const parts = [`# ${benign("data", chance)}`];
  for (let i = 0, n = 3 + chance.index(8); i < n; i++) {
    const family = chance.chance(0.12) ? "about" : "docs";
    parts.push(chance.pick(["", "- ", "## ", "> ", "", "1. "]) + words(chance, family, 1 + chance.index(3)));
    if (chance.chance(0.08)) {
      parts.push(
        `| option | default |\n| --- | --- |\n| ${chance.pick(WORDS.thing!)} | ${chance.index(90)} |\n${
          benign("docs", chance)
        }`,
      );
    }
    if (chance.chance(0.4)) parts.push("```sh\n" + chance.pick(CODE_BLOCKS) + "\n```");
  }
  if (hostile !== undefined) parts.splice(1 + chance.index(parts.length), 0, MARK + hostile.text + MARK);
  return parts.join(chance.chance(0.7) ? "\n\n" : "\n");
};

const page: Carrier = (chance, hostile) => {
  const text = () =>
    words(chance, chance.pick<BenignFamily>(["data", "docs", "mail", "foreign"]), 1 + chance.index(2));
  const told = hostile === undefined ? "" : MARK + hostile.text + MARK;
  const carried = hostile === undefined
    ? chance.pick([
      "",
      `<!-- ${
        chance.pick([
          "nav",
          "end of header",
          "TODO: remove this later",
          "ad slot 3",
          "generated, do not edit",
        ])
      } -->`,
      '<p style="display:none">loading</p>',
    ])
    : chance.pick([
      `<!-- ${told} -->`,
      `<p style="display:none">${told}</p>`,
      `<div style="font-size:0px">${told}</div>`,
      `<span style="color:#ffffff">${told}</span>`,
      `<p>${told}</p>`,
      `<img src="a.png" alt="${told.replaceAll('"', "'")}">`,
      `<div hidden>${told}</div>`,
      `<li>${told}</li>`,
      `<caption>${told}</caption>`,
      `<td>${told}</td>`,
      `<p style="opacity:0">${told}</p>`,
    ]);
  const blocks = [
    `<h1>${benign("data", chance)}</h1>`,
    `<p>${text()}</p>`,
    `<ul><li>${benign("data", chance)}</li><li>${benign("data", chance)}</li></ul>`,
    `<p>${text()}</p>`,
  ];
  blocks.splice(chance.index(blocks.length + 1), 0, carried);
  return `<html><body>${blocks.join("\n")}</body></html>`;
};

/** One plain text of several sentences: an article, a chat log, search results. */
const prose: Carrier = (chance, hostile) => {
  const family = chance.pick<BenignFamily>(["data", "mail", "docs", "about", "foreign"]);
  const lines = Array.from({ length: 3 + chance.index(5) }, () => benign(family, chance));
  if (hostile !== undefined) lines.splice(chance.index(lines.length + 1), 0, MARK + hostile.text + MARK);
  return lines.join(chance.chance(0.5) ? " " : "\n");
};

const code: Carrier = (chance, hostile) => {
  const lines = chance.pick(CODE_BLOCKS).split("\n");
  const comment = hostile === undefined
    ? `# ${benign("docs", chance)}`
    : `# ${MARK}${hostile.text.replaceAll("\n", " ")}${MARK}`;
  lines.splice(chance.index(lines.length + 1), 0, comment);
  return chance.chance(0.5) ? "```python\n" + lines.join("\n") + "\n```" : `<code>${lines.join("\n")}</code>`;
};

/** Carriers and how often; some families only make sense in some. */
const CARRIERS: readonly { readonly name: string; readonly carrier: Carrier; readonly share: number }[] = [
  { name: "record", carrier: record, share: 0.36 },
  { name: "mail", carrier: mail, share: 0.14 },
  { name: "table", carrier: table, share: 0.1 },
  { name: "answer", carrier: answer, share: 0.1 },
  { name: "manual", carrier: manual, share: 0.1 },
  { name: "page", carrier: page, share: 0.1 },
  { name: "prose", carrier: prose, share: 0.06 },
  { name: "code", carrier: code, share: 0.04 },
];

/** A bare question is out of place only where nobody asks: in tables and fields. */
function suits(carrier: string, hostile: Payload): boolean {
  if (hostile.family === "code") return carrier === "answer" || carrier === "manual";
  if (hostile.family === "question") return carrier === "table";
  return true;
}

function pickCarrier(chance: Chance): typeof CARRIERS[number] {
  let roll = chance.next();
  for (const entry of CARRIERS) {
    roll -= entry.share;
    if (roll < 0) return entry;
  }
  return CARRIERS[0]!;
}

/** `count` texts, of which about half hold an instruction. The same seed gives the same texts. */
export function syntheticExamples(count: number, seed: number): Example[] {
  const chance = new Chance(seed);
  return Array.from({ length: count }, (_, i) => {
    if (chance.chance(0.08)) {
      return {
        id: `syn:${i}`,
        source: "synthetic",
        group: `synthetic:chat`,
        text: benign("chat", chance),
        label: false,
        spans: [],
        channel: "direct",
      };
    }
    let { name, carrier } = pickCarrier(chance);
    let hostile: Payload | undefined;
    if (chance.chance(0.5)) {
      hostile = payload(chance);
      while (!suits(name, hostile)) ({ name, carrier } = pickCarrier(chance));
    }
    const marked = carrier(chance, hostile).replaceAll("\\u0001", MARK);
    const { text, spans } = unmark(marked);
    return {
      id: `syn:${i}`,
      source: "synthetic",
      group: `synthetic:${hostile?.family ?? "benign"}`,
      text,
      spans,
      label: hostile !== undefined,
      channel: "document",
    };
  });
}

function unmark(marked: string): { text: string; spans: [number, number][] } {
  const pieces = marked.split(MARK);
  const spans: [number, number][] = [];
  let text = "";
  for (const [i, piece] of pieces.entries()) {
    if (i % 2 === 1) spans.push([text.length, text.length + piece.length]);
    text += piece;
  }
  return { text, spans };
}
