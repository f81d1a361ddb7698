/** What counts as right and wrong on each file of the corpora; see the README beside them for the fields. */
import { kindOf, type Row, type Scanned, scanPlain, scanTimed, type Timing, timing } from "./measure.ts";

/** One line of the printed table. */
export interface Score extends Timing {
  readonly file: string;
  readonly source: string;
  /** What was counted, such as `recall` or `false positives`. */
  readonly measure: string;
  readonly hits: number;
  readonly rows: number;
  /** Ids of rows that went wrong, for whoever tunes. */
  readonly wrong: readonly string[];
}

type Judge = (row: Row) => { right: boolean; scanned: Scanned };

function scoreRows(
  rows: readonly Row[],
  about: { file: string; measure: string; wrongWhen: boolean },
  judge: Judge,
): Score[] {
  const bySource = new Map<string, Row[]>();
  for (const row of rows) {
    for (const source of [row.source, "all"]) bySource.set(source, [...(bySource.get(source) ?? []), row]);
  }
  return [...bySource].map(([source, group]) => {
    const times: number[] = [];
    const wrong: string[] = [];
    let hits = 0;
    for (const row of group) {
      const { right, scanned } = judge(row);
      times.push(scanned.us);
      if (right) hits++;
      if (right === about.wrongWhen) wrong.push(row.id);
    }
    return {
      file: about.file,
      source,
      measure: about.measure,
      hits,
      rows: group.length,
      wrong,
      ...timing(times),
    };
  });
}

/**
 * A secret counts as found when a finding of class SECRETS overlaps it. Rules of Nosey Parker and Kingfisher name their first
 * group, which may be the user or host beside the secret: there a finding in the same line counts. Ids, public keys and
 * placeholders are left out.
 */
export function scoreSecrets(rows: readonly Row[]): Score[] {
  const positives = rows.filter((row) => row.label === true && !row.identifier_like && !row.placeholder_like);
  const negatives = rows.filter((row) =>
    row.label === false && row.neg_kind === "realistic" && !row.cross_hit && !row.token_like
  );
  const find: Judge = (row) => {
    const text = String(row.text);
    const scanned = scanPlain(text);
    // Rows without a named secret hold one all the same: any finding counts.
    const wanted = (row.secrets ?? [row.secret ?? ""]) as readonly string[];
    const secrets = scanned.findings.filter((finding) => finding.class === "SECRETS");
    const right = secrets.some((finding) =>
      wanted.some((secret) => {
        const at = text.indexOf(secret);
        const decoded = finding.chain.length > 0;
        const [from, to] = LINE_SOURCES.has(row.source)
          ? lineAround(text, at, secret.length)
          : [at, at + secret.length];
        return decoded || at < 0 || (finding.start < to && finding.end > from);
      })
    );
    return { right, scanned };
  };
  const flag: Judge = (row) => {
    const scanned = scanPlain(String(row.text));
    const right = scanned.findings.some((finding) =>
      finding.class === "SECRETS" && finding.confidence !== "LOW"
    );
    return { right, scanned };
  };
  return [
    ...scoreRows(positives, { file: "secrets", measure: "recall", wrongWhen: false }, find),
    ...scoreRows(
      negatives,
      { file: "secrets", measure: "false positives, MEDIUM up", wrongWhen: true },
      flag,
    ),
  ];
}

const LINE_SOURCES = new Set(["noseyparker", "kingfisher"]);

function lineAround(text: string, at: number, length: number): [from: number, to: number] {
  const end = text.indexOf("\n", at + length);
  return [text.lastIndexOf("\n", at) + 1, end < 0 ? text.length : end];
}

/** Types of the corpus that rules claim to find, with the kind that they report. */
const CLAIMED: Readonly<Record<string, string>> = {
  CREDIT_CARD: "CARD",
  IBAN_CODE: "IBAN",
  US_SSN: "US_SSN",
  PHONE_NUMBER: "PHONE",
  EMAIL_ADDRESS: "EMAIL",
};

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Per type: share of spans that a finding of that kind overlaps, and findings of that kind where there is no such span. */
export function scorePii(rows: readonly Row[]): Score[] {
  const scores: Score[] = [];
  for (const [type, kind] of Object.entries(CLAIMED)) {
    const judgeKind = (scanned: Scanned) =>
      scanned.findings.filter((finding) => kindOf(finding.rule) === kind);
    const positives = rows.filter((row) => row.label === true && (row.types as string[]).includes(type));
    const others = rows.filter((row) =>
      !(row.types as string[]).includes(type) && row.source === "presidio-research"
    );
    const find: Judge = (row) => {
      const text = String(row.text);
      const scanned = scanPlain(text);
      const found = judgeKind(scanned);
      const spans = ((row.spans ?? []) as readonly Span[]).filter((span) => span.type === type);
      const right = spans.length === 0 ? found.length > 0 : spans.every((span) => {
        const start = utf16Offset(text, span.start);
        const end = utf16Offset(text, span.end);
        return found.some((finding) => finding.start < end && finding.end > start);
      });
      return { right, scanned };
    };
    const flag: Judge = (row) => {
      const scanned = scanPlain(String(row.text));
      return { right: judgeKind(scanned).length > 0, scanned };
    };
    scores.push(...scoreRows(positives, { file: "pii", measure: `recall ${type}`, wrongWhen: false }, find));
    scores.push(
      ...scoreRows(others, { file: "pii", measure: `false positives ${type}`, wrongWhen: true }, flag),
    );
  }
  return scores;
}

/** Offset in code units of an offset in code points. */
function utf16Offset(text: string, codePoints: number): number {
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left--) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** Ordinary calls: any secret of MEDIUM or more is a false positive. Rows that name sensitive values are left out. */
export function scoreBenign(rows: readonly Row[]): Score[] {
  const clean = rows.filter((row) => row.sensitive_keys === undefined && row.gitleaks_hits === undefined);
  const flag: (classes: string, low: boolean) => Judge = (dataClass, low) => (row) => {
    const url = String(row.url);
    const host = URL.canParse(url) ? new URL(url).hostname : "";
    const body = { kind: "body", contentType: String(row.content_type), content: String(row.body) } as const;
    const scanned = scanTimed([{ kind: "url", content: url }, body], host);
    const right = scanned.findings.some((f) => f.class === dataClass && (low || f.confidence !== "LOW"));
    return { right, scanned };
  };
  return [
    ...scoreRows(
      clean,
      { file: "benign", measure: "false positives, SECRETS MEDIUM up", wrongWhen: true },
      flag("SECRETS", false),
    ),
    ...scoreRows(
      clean,
      { file: "benign", measure: "false positives, SECRETS any", wrongWhen: true },
      flag("SECRETS", true),
    ),
    ...scoreRows(
      clean,
      { file: "benign", measure: "calls with PII findings", wrongWhen: true },
      flag("PII", false),
    ),
  ];
}
