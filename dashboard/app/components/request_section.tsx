import { useState } from "preact/hooks";
import type { Finding, RecordedTrace } from "../../../engine/types.ts";
import { bodyLines, diffLines, type Line, type Piece } from "../models/redacted_text.ts";
import { byteCount, CLASS_WORDS } from "../models/words.ts";
import { RequestHeaders, Section } from "./call_details.tsx";

/** The body as it is stored: what was found is marked where it stood, or set against what took its place. */
export function RequestSection({ trace }: { trace: RecordedTrace }) {
  const { body, bodyBytes } = trace.request;
  const lines = bodyLines(trace);
  const isRedacted = lines.some((line) => line.some(({ kind }) => kind === "hidden"));
  const [asDiff, setAsDiff] = useState(false);
  return (
    <>
      <Section title="Request">
        <div class="body-line">
          <p class="body-kind">{kindWords(trace, isRedacted)}</p>
          {isRedacted && (
            <div class="segments" role="group" aria-label="Show the body">
              <button type="button" aria-pressed={!asDiff} onClick={() => setAsDiff(false)}>in place</button>
              <button type="button" aria-pressed={asDiff} onClick={() => setAsDiff(true)}>as a diff</button>
            </div>
          )}
        </div>
        {body !== null && body !== "" && (
          <pre class="code lines" tabIndex={0}>
            {asDiff
              ? diffLines(lines).map(({ sign, line }, index) => (
                <DiffRow key={index} sign={sign} line={line} />
              ))
              : lines.map((line, index) => <Row key={index} line={line} />)}
          </pre>
        )}
        {body === null && bodyBytes > 0 && <p class="body-kind">Not text: there is nothing to show.</p>}
      </Section>
      <RequestHeaders trace={trace} />
    </>
  );
}

function kindWords({ request, outcome }: RecordedTrace, isRedacted: boolean): string {
  const { bodyBytes, contentType, bodyCut } = request;
  if (bodyBytes === 0) return "No body.";
  const words = [contentType.split(";")[0], byteCount(bodyBytes), bodyCut && "cut here"];
  if (isRedacted) {
    words.push(outcome?.forwarded === "original" ? "sent with what was found" : "values are not stored");
  }
  return words.filter((word) => word).join(" · ");
}

function Row({ line }: { line: Line }) {
  return (
    <span class="line">
      {line.map((piece, index) => <Shown key={index} piece={piece} />)}
      {"\n"}
    </span>
  );
}

const SIGN_WORDS = { " ": "", "-": "found: ", "+": "stored: " } as const;

function DiffRow({ sign, line }: { sign: " " | "-" | "+"; line: Line }) {
  return (
    <span class={sign === " " ? "line" : sign === "-" ? "line gone" : "line came"}>
      <span class="sign" aria-hidden="true">{sign}</span>
      {sign !== " " && <span class="unseen">{SIGN_WORDS[sign]}</span>}
      {line.map((piece, index) =>
        sign === "-" && piece.kind === "hidden"
          ? <b key={index}>{piece.findings[0]?.preview ?? "…"}</b>
          : sign === "+" && piece.kind === "hidden"
          ? <b key={index}>{piece.text}</b>
          : piece.text
      )}
      {"\n"}
    </span>
  );
}

function Shown({ piece }: { piece: Piece }) {
  if (piece.kind === "text") return <>{piece.text}</>;
  const [first] = piece.findings;
  return <mark class={first?.class} title={piece.findings.map(findingWords).join("\n")}>{piece.text}</mark>;
}

function findingWords({ class: name, rule, confidence, preview }: Finding): string {
  return `${CLASS_WORDS[name]}: ${rule}, ${confidence.toLowerCase()} confidence, ${preview}`;
}
