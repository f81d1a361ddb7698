import assert from "node:assert/strict";
import { join } from "node:path";
import { HostTable } from "../engine/intel/host_table.ts";
import { CommandError } from "./exit_codes.ts";
import { openThreatIntel, type ThreatIntel, type ThreatIntelOptions } from "./threat_intel.ts";
import { type ThreatIntelSource, threatIntelSources } from "./threat_intel_sources.ts";

class Said {
  readonly lines: string[] = [];
  readonly #waiting: (() => void)[] = [];

  readonly say = (level: string, message: string) => {
    this.lines.push(`${level}: ${message}`);
    for (const wake of this.#waiting.splice(0)) wake();
  };

  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

function sourcesOf(text: string): readonly ThreatIntelSource[] {
  const parsed = threatIntelSources(text);
  assert.ok("value" in parsed, JSON.stringify(parsed));
  return parsed.value;
}

function open(text: string, said: Said, options: Partial<ThreatIntelOptions> = {}): Promise<ThreatIntel> {
  return openThreatIntel({ sources: sourcesOf(text), watch: false, say: said.say, ...options });
}

function knows(intel: ThreatIntel, host: string): boolean {
  return intel.lists().some(({ table }: { table: HostTable }) => table.match(host, () => "/") !== undefined);
}

async function withFile(text: string, test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "interven-lists-" });
  try {
    const path = join(folder, "list.txt");
    await Deno.writeTextFile(path, text);
    await test(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Serves what `answer` makes of each request, on a free port. */
async function withServer(
  answer: (request: Request) => Response,
  test: (url: string, requests: Request[]) => Promise<void>,
): Promise<void> {
  const requests: Request[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    requests.push(request);
    return answer(request);
  });
  try {
    await test(`http://127.0.0.1:${server.addr.port}/list`, requests);
  } finally {
    await server.shutdown();
  }
}

Deno.test("Files and https URLs are sources, plain http only on this machine, credentials nowhere", () => {
  assert.deepEqual(sourcesOf("a.txt, b.csv,https://lists.example/x?key=1").map(({ kind }) => kind), [
    "file",
    "file",
    "url",
  ]);
  for (const url of ["http://localhost:8080/x", "http://127.0.0.1/x", "http://[::1]:1/x"]) sourcesOf(url);
  for (
    const bad of [
      "",
      "a.txt,,b.txt",
      "http://lists.example/x",
      "ftp://lists.example/",
      "https://u:p@lists.example/",
      "https://",
    ]
  ) assert.ok("want" in threatIntelSources(bad), bad);
});

Deno.test("The lists of a user stand beside the built-in one", () =>
  withFile("# mine\nbad.example\n", async (path) => {
    const intel = await open(path, new Said());
    assert.ok(knows(intel, "bad.example") && knows(intel, "webhook.site") && !knows(intel, "good.example"));
    intel.close();
  }));

Deno.test("A file that is missing, empty, no text, or wrong in one line is a clear error at start", async () => {
  const refusal = async (path: string) => {
    const error = await open(path, new Said()).then(() => undefined, (error) => error);
    assert.ok(error instanceof CommandError, path);
    assert.ok(!error.message.includes("\n"));
    return error.message;
  };
  assert.match(
    await refusal("/nowhere/list.txt"),
    /^Cannot load threat list "\/nowhere\/list.txt": no such file$/,
  );
  await withFile("# nothing\n", async (path) => assert.match(await refusal(path), /it has no entries$/));
  await withFile("good.example\nnot a host\n", async (path) => {
    assert.match(
      await refusal(path),
      /1 of 2 lines that cannot be read; line 2: found "not a host", wanted a host/,
    );
  });
  await withFile("", async (path) => {
    await Deno.writeFile(path, new Uint8Array([0x62, 0xff, 0xfe, 0x62]));
    assert.match(await refusal(path), /no UTF-8 text$/);
  });
});

Deno.test("A file is read again when it changes; a broken edit leaves the last good list in force and says so", () =>
  withFile("one.example\n", async (path) => {
    const said = new Said();
    const intel = await open(path, said, { watch: true });
    try {
      await Deno.writeTextFile(path, "two.example\n");
      assert.match(await said.until(/reloaded from/), /^info: Threat list reloaded from .*: 1 entries$/);
      assert.ok(knows(intel, "two.example") && !knows(intel, "one.example"));
      await Deno.writeTextFile(path, "no host at all\n");
      assert.match(await said.until(/^warn/), /the last good one stays in force: 1 of 1 lines/);
      assert.ok(knows(intel, "two.example"));
    } finally {
      intel.close();
    }
  }));

Deno.test("A URL is fetched at start, asked with its ETag after that, and read anew when it has changed", async () => {
  let [text, etag] = ["one.example", '"1"'];
  await withServer(
    (request) =>
      request.headers.get("if-none-match") === etag
        ? new Response(null, { status: 304 })
        : new Response(text, { headers: { etag } }),
    async (url, requests) => {
      const said = new Said();
      const intel = await open(url, said);
      assert.ok(knows(intel, "one.example"));
      await intel.refresh();
      assert.equal(requests[1]?.headers.get("if-none-match"), '"1"');
      assert.equal(said.lines.length, 1);
      [text, etag] = ["two.example,c2", '"2"'];
      await intel.refresh();
      assert.ok(knows(intel, "two.example") && !knows(intel, "one.example"));
      intel.close();
    },
  );
});

Deno.test("A URL that fails is said with its reason, and the last good list stays", async () => {
  let answer = () => new Response("one.example");
  await withServer(() => answer(), async (url) => {
    const said = new Said();
    const intel = await open(`${url}?key=hidden`, said);
    const cases: readonly [() => Response, RegExp][] = [
      [() => new Response("gone", { status: 404 }), /answered 404, wanted 200/],
      [() => new Response("<html>\n<body>\n"), /2 of 2 lines that cannot be read; line 1/],
      [() => new Response(""), /it has no entries/],
      [() => new Response("x".repeat(17 * 1024 * 1024)), /larger than/],
      [
        () => new Response(null, { status: 302, headers: { location: "http://lists.example/" } }),
        /redirects to an address/,
      ],
      [
        () => new Response(null, { status: 302, headers: { location: "/list" } }),
        /redirects more than 3 times/,
      ],
    ];
    for (const [bad, reason] of cases) {
      answer = bad;
      said.lines.length = 0;
      await intel.refresh();
      assert.match(said.lines.join("\n"), reason);
      assert.match(said.lines.join("\n"), /the last good one stays in force/);
      assert.ok(knows(intel, "one.example"));
      assert.ok(!said.lines.join().includes("hidden"), "a query may hold a key");
    }
    intel.close();
  });
});

Deno.test("A list that never ends to come is given up after its time, and says so", async () => {
  const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
  await withServer(endless, async (url) => {
    const said = new Said();
    const intel = await open(`${url}?key=hidden`, said, { fetchTimeoutMs: 500 });
    assert.match(said.lines.join("\n"), /took longer than 0.5 s/);
    assert.ok(!said.lines.join().includes("hidden"), "a query may hold a key");
    intel.close();
  });
});

Deno.test("A URL that cannot be had at start does not keep the program from starting, and is asked again", async () => {
  let status = 503;
  await withServer(() => new Response("one.example", { status }), async (url) => {
    const said = new Said();
    const intel = await open(url, said);
    assert.match(
      said.lines[0] ?? "",
      /^warn: Threat list .* not loaded, it is not in force yet: the server answered 503/,
    );
    assert.ok(knows(intel, "webhook.site") && !knows(intel, "one.example"));
    status = 200;
    await intel.refresh();
    assert.ok(knows(intel, "one.example"));
    intel.close();
  });
});

Deno.test("A published list with an odd line is used without it, and that is said", async () => {
  const text = [...Array.from({ length: 40 }, (_, i) => `h${i}.example`), "what is this"].join("\n");
  await withServer(() => new Response(text), async (url) => {
    const said = new Said();
    const intel = await open(url, said);
    assert.ok(knows(intel, "h39.example"));
    assert.match(said.lines[0] ?? "", /^warn: .*left out 1 of 41 lines that cannot be read; line 41/);
    intel.close();
  });
});
