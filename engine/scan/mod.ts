/** The scan: looks through all parts of a call, reports findings, and redacts them. Pure and synchronous. */
import type { LocatedInstruction, ScanPart, ScanReport, ScanRequest } from "../ports.ts";
import { urlPayloads } from "../exfiltration/url_payloads.ts";
import type { EncodedPayload, Finding } from "../types.ts";
import { type CompiledRules, compiledRules, PRINTS_STEP } from "./compiled_rules.ts";
import { type AnswerPrints, printsOf } from "../correlate/answer_prints.ts";
import { contentFingerprint } from "../signature.ts";
import { LeafInstructions } from "../injection/leaf_instructions.ts";
import { INSTRUCTION_THRESHOLD } from "../injection/mod.ts";
import type { Hit } from "./hit.ts";
import type { Leaf } from "../text/layer.ts";
import { type PartResult, scanPart } from "./part_scan.ts";
import { preview } from "./preview.ts";
import { Replacements } from "./replacements.ts";
import { type Content, redactPart, UNCHANGED } from "./redaction.ts";
import { instructionHits, meantBy } from "./redact_only.ts";
import { settleHits } from "./settle.ts";
import { DeadlineExceededError, type ScanWatch } from "./watch.ts";

export { type CompiledRules, compileRules, RULE_IDS } from "./compiled_rules.ts";
export { DeadlineExceededError, type ScanWatch } from "./watch.ts";

/** More of them in one part tell nothing new. */
const MAX_PAYLOADS = 20;

/** Decodings that hide a value from whoever reads the call; JSON and forms do not. */
const HIDING: ReadonlySet<string> = new Set([
  "base64",
  "base32",
  "hex",
  "gzip",
  "zlib",
  "deflate",
  "utf-16",
  "unicode",
  "escape",
  "entity",
  "quoted-printable",
]);

/**
 * Scans a call. Never throws for what the parts hold.
 *
 * The same value gets the same number in all parts. URLs and headers are only ever stored, so in these a credential that is no
 * finding because it goes home is replaced too; in bodies it stays, since a redacted body may be sent, and is replaced in `stored`.
 *
 * @param rules Default: the built-in rules.
 * @throws {DeadlineExceededError} when `watch.expired()` turns true before the scan is done.
 */
export function scanParts(
  request: ScanRequest,
  watch: ScanWatch,
  rules: CompiledRules = compiledRules(),
): ScanReport {
  const startedAt = watch.now();
  const replacements = new Replacements(request.want);
  const reasonCodes = new Set<string>();
  const findings: Finding[] = [];
  const payloads: EncodedPayload[] = [];
  const redacted: (Content | null)[] = [];
  const stored: (Content | null)[] = [];
  const { only } = request.want;
  const meant = only && meantBy(only);
  const told = request.want.instructions === true ? new LeafInstructions() : undefined;
  for (const [index, part] of request.parts.entries()) {
    if (rules.room.cleanParts.has(part)) {
      redacted.push(null);
      stored.push(null);
      continue;
    }
    const readLeaf = told === undefined ? {} : { readLeaf: (leaf: Leaf) => told.read(leaf, index) };
    const result = scanPart(part, { host: request.host, watch, rules, ...readLeaf });
    const packed = payloadsOf(part, result);
    if (isClean(result) && packed.length === 0) rules.room.cleanParts.add(part);
    const hits = result.hits.length === 0 ? NO_HITS : settleHits(result.hits);
    for (const hit of hits) replacements.assign(hit);
    const reported = hits.filter((hit) => !hit.exempt);
    for (const hit of reported) {
      findings.push(toFinding(hit, part));
      if (hit.leaf.chain.some((step) => HIDING.has(step))) reasonCodes.add("ENCODED_PAYLOAD");
    }
    if (result.isOversized) reasonCodes.add("ENCODED_PAYLOAD");
    payloads.push(...packed);
    if (result.incomplete) reasonCodes.add("BODY_NOT_INSPECTABLE");
    const orders = told !== undefined && only !== undefined && only.instructionsAbove !== null
      ? instructionHits(told, index, { above: only.instructionsAbove, replacements })
      : [];
    const written = meant === undefined ? hits : [...hits.filter(meant), ...orders];
    const context = { request, watch, rules, replacements, ...(meant && { meant }) };
    const contents = request.want.redact ? redactPart(part, { result, hits: written }, context) : UNCHANGED;
    redacted.push(contents.redacted);
    stored.push(contents.stored);
  }
  if (payloads.length > 0) reasonCodes.add("ENCODED_PAYLOAD");
  const instructions = told?.findings();
  if (instructions !== undefined && instructions.score >= INSTRUCTION_THRESHOLD) {
    reasonCodes.add("PROMPT_INJECTION");
  }
  const report = { ok: true, findings, redacted, reasonCodes: [...reasonCodes] } as const;
  const hasStored = stored.some((content) => content !== null);
  return {
    ...report,
    ...(hasStored ? { stored } : {}),
    ...(payloads.length > 0 && { payloads }),
    ...(instructions && { instructions }),
    ...studyBody(request, { watch, rules, findings, spans: instructions?.spans ?? [] }),
    scanMs: watch.now() - startedAt,
  };
}

/** What is wanted of a body beyond the scan: what correlation and the record know it by. Bounded in text; asked for answers only. */
function studyBody(
  { parts, want }: ScanRequest,
  { watch, rules, findings, spans }: {
    watch: ScanWatch;
    rules: CompiledRules;
    findings: readonly Finding[];
    spans: readonly LocatedInstruction[];
  },
): Pick<ScanReport, "prints" | "contentFingerprint"> {
  const [part] = parts;
  if (part === undefined || part.kind !== "body" || typeof part.content === "string") return {};
  const study: { prints?: AnswerPrints; contentFingerprint?: string } = {};
  const body = { bytes: part.content, contentType: part.contentType ?? "", inspectable: true };
  const enter = () => {
    watch.enter(PRINTS_STEP);
    if (watch.expired()) throw new DeadlineExceededError(rules.ids[PRINTS_STEP]!);
  };
  if (want.prints !== undefined) {
    enter();
    study.prints = printsOf(body, { findings, spans }, want.prints);
  }
  if (want.fingerprint === true) {
    enter();
    study.contentFingerprint = contentFingerprint(body);
  }
  return study;
}

/** What goes home is no finding, and is not clean either. */
function isClean({ hits, payloads, incomplete, isOversized }: PartResult): boolean {
  return hits.length === 0 && payloads.length === 0 && !incomplete && !isOversized;
}

const NO_HITS: readonly Hit[] = [];

/** Packed data where it has no business; paths are asked for now, when keys that hold a secret are masked in them. */
function payloadsOf(part: ScanPart, result: PartResult): EncodedPayload[] {
  if (part.kind === "url") return urlPayloads(result.text).map((payload) => ({ ...payload, part: "url" }));
  return result.payloads.slice(0, MAX_PAYLOADS).map(({ leaf, shape, chars }) => ({
    part: "body",
    path: leaf.place.pathOf(leaf.index),
    shape,
    chars,
  }));
}

function toFinding(hit: Hit, part: ScanPart): Finding {
  const { rule, leaf, confidence, publicPrefix, value } = hit;
  return {
    rule: rule.id,
    class: rule.class,
    confidence,
    part: part.kind,
    path: leaf.place.pathOf(leaf.index),
    start: hit.start - leaf.from,
    end: hit.end - leaf.from,
    chain: leaf.chain,
    preview: preview(value, { class: rule.class, kind: rule.kind, publicPrefix }),
  };
}
