/** The parts that describe one call; the details of the live list and the approval desk both draw with them. */
import type { ComponentChildren } from "preact";
import type { Finding, RecordedTrace } from "../../../engine/types.ts";
import { byteCount, CLASS_WORDS, readableBody, splitRedactions, splitUrl } from "../models/words.ts";
import { RiskMeter } from "./risk_meter.tsx";

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Rows whose value is null are left out. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: string | null])[] }) {
  return (
    <dl class="facts">
      {rows.map(([name, value]) =>
        value !== null && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        )
      )}
    </dl>
  );
}

export function CallLine({ trace }: { trace: RecordedTrace }) {
  const { host, path } = splitUrl(trace.url);
  return (
    <p class="call-line">
      <span class="method">{trace.method}</span> <b>{host}</b>
      <Redacted text={path} />
    </p>
  );
}

/** The sentence that the agent got as its answer. */
export function Message({ text }: { text: string }) {
  if (text === "") return null;
  return (
    <p class="message">
      <span class="label">Told the agent</span>
      <Redacted text={text} />
    </p>
  );
}

/** Text in which what redaction left is set apart. */
export function Redacted({ text }: { text: string }) {
  return (
    <>
      {splitRedactions(text).map((part, index) => index % 2 === 1 ? <mark key={index}>{part}</mark> : part)}
    </>
  );
}

export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Section title={findings.length === 1 ? "Found" : `Found ${findings.length}`}>
      <ul class="findings">
        {findings.map((finding, index) => (
          <li key={index}>
            <span class={`class ${finding.class}`}>{CLASS_WORDS[finding.class]}</span>
            <code class="preview">{finding.preview}</code>
            <span class="where">
              {finding.rule} in {finding.part} <code>{finding.path}</code>
              {finding.chain.length > 1 && `, inside ${finding.chain.join(" › ")}`}
              {`, ${finding.confidence.toLowerCase()} confidence`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The score, what it is made of, and the rule that spoke. */
export function RiskSection({ trace }: { trace: RecordedTrace }) {
  const signals = trace.signals.filter((signal) => signal.score !== 0);
  return (
    <Section title="Why">
      <p class="reason-codes">
        <RiskMeter score={trace.riskScore} band={trace.riskBand} />
        {trace.reasonCodes.map((code) => <code key={code}>{code}</code>)}
      </p>
      {signals.length > 0 && (
        <ul class="signals">
          {signals.map((signal) => (
            <li key={signal.engine}>
              <span>{signal.engine.replaceAll("_", " ")}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect width="100" height="4" class="off" />
                <rect width={Math.min(100, Math.abs(signal.score) * 100)} height="4" class="on" />
              </svg>
              <span class="number">{signedScore(signal.score)}</span>
            </li>
          ))}
        </ul>
      )}
      <Facts
        rows={[
          ["Rule", trace.ruleId],
          ["Policy", trace.policyName ?? trace.policyId],
        ]}
      />
    </Section>
  );
}

function signedScore(score: number): string {
  return `${score < 0 ? "−" : "+"}${Math.abs(score).toFixed(2)}`;
}

export function RequestBody({ trace }: { trace: RecordedTrace }) {
  const { body, bodyBytes, bodyCut, contentType } = trace.request;
  if (bodyBytes === 0 && body === null) return <Section title="Body">The call has none.</Section>;
  const kind = contentType.split(";")[0] ?? "";
  return (
    <Section title="Body">
      <p class="body-kind">
        {[
          kind,
          byteCount(bodyBytes),
          bodyCut && "cut here",
          trace.findings.length > 0 && "what was found is not shown",
        ]
          .filter((word) => word).join(" · ")}
      </p>
      {body === null
        ? <p class="body-kind">Not text: there is nothing to show.</p>
        : (
          <pre class="code" tabIndex={0}>
            <Redacted text={readableBody(body, contentType)} />
          </pre>
        )}
    </Section>
  );
}

/** Folded, unless there is nothing else to see. */
export function RequestHeaders({ trace, open = false }: { trace: RecordedTrace; open?: boolean }) {
  const { headers } = trace.request;
  if (headers.length === 0) return null;
  return (
    <details class="section headers" open={open}>
      <summary>{headers.length === 1 ? "1 header" : `${headers.length} headers`}</summary>
      <dl class="facts">
        {headers.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>
              <Redacted text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
