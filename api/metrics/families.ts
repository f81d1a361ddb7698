/**
 * Counters, gauges and histograms with labels, written in the Prometheus text format 0.0.4
 * (prometheus.io/docs/instrumenting/exposition_formats).
 */

export type Labels = Readonly<Record<string, string>>;

/** One metric with all its label sets. */
export interface Family {
  readonly name: string;
  /** The lines of this family, `# HELP` and `# TYPE` first. */
  lines(): readonly string[];
}

/** What has more label sets than this is a mistake that would fill the memory of whoever collects it: further ones count as `other`. */
const MAX_SERIES = 200;
const OTHER = "other";

export class Counter implements Family {
  readonly #series = new Map<string, { labels: Labels; value: number }>();

  constructor(
    readonly name: string,
    readonly help: string,
    readonly type: "counter" | "gauge" = "counter",
  ) {}

  /** @param labels Of a family always the same names. */
  add(labels: Labels, by = 1): void {
    const key = Object.values(labels).join("\0");
    const found = this.#series.get(key);
    if (found !== undefined) found.value += by;
    else if (this.#series.size < MAX_SERIES) this.#series.set(key, { labels, value: by });
    else this.#addOther(labels, by);
  }

  #addOther(labels: Labels, by: number): void {
    const others = Object.fromEntries(Object.keys(labels).map((name) => [name, OTHER]));
    const key = Object.values(others).join("\0");
    const found = this.#series.get(key);
    if (found === undefined) this.#series.set(key, { labels: others, value: by });
    else found.value += by;
  }

  lines(): readonly string[] {
    return [
      ...heading(this.name, this.help, this.type),
      ...[...this.#series.values()].map(({ labels, value }) => sample(this.name, labels, value)),
    ];
  }
}

/** Upper bounds ascending; one more bucket stands for everything above. */
export class Histogram implements Family {
  readonly #series = new Map<string, { labels: Labels; buckets: number[]; sum: number }>();

  constructor(readonly name: string, readonly help: string, readonly bounds: readonly number[]) {}

  observe(labels: Labels, value: number): void {
    const key = Object.values(labels).join("\0");
    let found = this.#series.get(key);
    if (found === undefined) {
      if (this.#series.size >= MAX_SERIES) return;
      found = { labels, buckets: new Array<number>(this.bounds.length + 1).fill(0), sum: 0 };
      this.#series.set(key, found);
    }
    const at = this.bounds.findIndex((bound) => value <= bound);
    const bucket = at === -1 ? this.bounds.length : at;
    found.buckets[bucket] = (found.buckets[bucket] ?? 0) + 1;
    found.sum += value;
  }

  lines(): readonly string[] {
    const lines = [...heading(this.name, this.help, "histogram")];
    for (const { labels, buckets, sum } of this.#series.values()) {
      let total = 0;
      buckets.forEach((count, index) => {
        total += count;
        const bound = this.bounds[index];
        const le = bound === undefined ? "+Inf" : String(bound);
        lines.push(sample(`${this.name}_bucket`, { ...labels, le }, total));
      });
      lines.push(sample(`${this.name}_sum`, labels, sum), sample(`${this.name}_count`, labels, total));
    }
    return lines;
  }
}

/** Read when it is asked for; undefined: it cannot be known now, and no line is written. */
export class Reading implements Family {
  constructor(
    readonly name: string,
    readonly help: string,
    readonly read: () => number | undefined,
    readonly type: "gauge" | "counter" = "gauge",
  ) {}

  lines(): readonly string[] {
    let value: number | undefined;
    try {
      value = this.read();
    } catch {
      return []; // One reading that fails must not cost all the others.
    }
    if (value === undefined) return [];
    return [...heading(this.name, this.help, this.type), sample(this.name, {}, value)];
  }
}

function heading(name: string, help: string, type: string): [string, string] {
  return [
    `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
    `# TYPE ${name} ${type}`,
  ];
}

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
