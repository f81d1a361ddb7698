/** Whether a resource policy lets everyone in (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html). */
import { valuesAt } from "../body_path.ts";

/** True when an allowing statement names everyone. A policy that cannot be read says nothing. */
export function opensToEveryone(policy: unknown): boolean {
  const value = typeof policy === "string" ? parse(policy) : policy;
  return valuesAt(value, ["Statement"]).flat().some((statement) => {
    if (typeof statement !== "object" || statement === null) return false;
    const { Effect: effect, Principal: principal, NotPrincipal: others } = statement as Record<
      string,
      unknown
    >;
    if (effect === "Deny") return false;
    // All but these few: nearly everyone.
    if (others !== undefined) return true;
    const named = typeof principal === "object" && principal !== null
      ? Object.values(principal).flat()
      : [principal];
    return named.includes("*");
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
