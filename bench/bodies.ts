/** Bodies to measure with: the same every time, and nothing in the clean ones that a rule should find. */

const NOTES = [
  "Moved the meeting to Thursday because two people are away",
  "The import took longer than expected and was started again",
  "Please read the second paragraph before you answer",
  "Nothing new from the supplier, we wait until next week",
] as const;

/** A JSON document of exactly `bytes` bytes (ASCII), such as a list of issues would be. */
export function cleanJson(bytes: number): Uint8Array<ArrayBuffer> {
  const rows: string[] = [];
  const frame = '{"items":[],"note":""}'.length;
  let length = frame;
  for (let index = 0; length < bytes - 1; index++) {
    const row = JSON.stringify({
      id: index,
      title: `Item ${index}`,
      note: NOTES[index % NOTES.length],
      done: index % 2 === 0,
      labels: ["later", "review"],
    });
    if (length + row.length + 1 > bytes) break;
    rows.push(row);
    length += row.length + 1;
  }
  const items = rows.join(",");
  const padding = "x ".repeat(bytes).slice(0, Math.max(0, bytes - frame - items.length));
  return new TextEncoder().encode(`{"items":[${items}],"note":"${padding}"}`);
}

/** Built against the rules: every word starts what some rule looks for, and nothing comes of it. */
export function worstCase(bytes: number): Uint8Array<ArrayBuffer> {
  const nearMisses = [
    "password=",
    "sk_" + "live_",
    "AKIA" + "IOSFODNN",
    "eyJ" + "hbGciOi.",
    "ghp_" + "short",
    "a@b.",
    "4111 1111 1111 ",
    "xox" + "b-1-",
    "-----BEGIN ",
    "%41%42\\u0041",
    "postgres://u:p",
    "DE89 3704 ",
    "api_key: ",
  ];
  const unit = nearMisses.join(" ") + " ";
  return new TextEncoder().encode(unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes));
}
