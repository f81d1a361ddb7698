/** An identity was made a while ago, and now it is given rights: each step alone is what administrators do all day. */
import { type SequenceDetector, toldTraces } from "./step.ts";

/** When both steps name the same one, and when either does not say whom it is about. */
const SAME_SUBJECT = 1;
const UNKNOWN_SUBJECT = 0.6;

export const detectIamEscalation: SequenceDetector = ({ identity }, before) => {
  if (identity?.does !== "empower") return null;
  const made = before.filter(({ identity: other }) =>
    other?.does === "make" && other.realm === identity.realm &&
    (other.subjects.length === 0 || identity.subjects.length === 0 ||
      other.subjects.some((subject) => identity.subjects.includes(subject)))
  );
  if (made.length === 0) return null;
  const isSame = made.some(({ identity: other }) =>
    other?.subjects.some((subject) => identity.subjects.includes(subject))
  );
  return {
    name: "iam_escalation",
    reasonCode: "PRIVILEGE_ESCALATION",
    traceIds: toldTraces(made),
    weight: isSame ? SAME_SUBJECT : UNKNOWN_SUBJECT,
  };
};
