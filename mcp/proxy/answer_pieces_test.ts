import assert from "node:assert/strict";
import fc from "fast-check";
import type { ObservedResponse, ResponseObservation } from "../../engine/types.ts";
import { observeInPieces, piecesOf } from "./answer_pieces.ts";

const OPTIONS = { maxChars: 400, overlapChars: 40 };

/** The texts of all pieces, each piece apart. */
function textsOf(answer: unknown): string[][] {
  return [...piecesOf(answer, OPTIONS)].map(({ body }) =>
    leavesOf(JSON.parse(new TextDecoder().decode(body.bytes)))
  );
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return value === null ? [] : [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

Deno.test("piecesOf() leaves nothing out, cuts nothing short that is short, and makes no piece too large", () => {
  const deep = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ maxLength: 90, unit: "grapheme" }),
      fc.integer(),
      fc.array(tie("value"), { maxLength: 30 }),
      fc.dictionary(fc.string({ maxLength: 12 }), tie("value"), { maxKeys: 20 }),
    ),
  })).value;
  fc.assert(
    fc.property(deep, (answer) => {
      const texts = textsOf({ structuredContent: answer });
      assert.deepEqual(texts.flat().sort(), leavesOf(answer).sort());
      for (const piece of texts) assert.ok(piece.join("").length <= OPTIONS.maxChars);
    }),
    { seed: 5, numRuns: 200 },
  );
});

Deno.test("piecesOf() keeps whatever stands in a long text whole in one of the pieces, under the name of its field", () => {
  fc.assert(
    fc.property(fc.nat(3_000), (at) => {
      const secret = "a secret of thirty characters!";
      const text = "x".repeat(at) + secret + "y".repeat(3_000 - at);
      const pieces = textsOf({ content: [{ type: "text", text }] });
      assert.ok(pieces.some((piece) => piece.some((each) => each.includes(secret))));
      assert.ok(pieces.length <= 10);
    }),
    { seed: 5 },
  );
  const [first] = piecesOf({ password: "z".repeat(500) }, OPTIONS);
  assert.deepEqual(Object.keys(JSON.parse(new TextDecoder().decode(first?.body.bytes))[0]), ["password"]);
});

Deno.test("The pieces of base64 are base64, packed texts are unpacked first", () => {
  const bytes = crypto.getRandomValues(new Uint8Array(2_000));
  const data = btoa(String.fromCharCode(...bytes));
  for (const piece of textsOf({ content: [{ type: "image", data }] })) {
    for (const text of piece.filter((each) => each.length > 40)) assert.doesNotThrow(() => atob(text));
  }
  const blob = btoa("plain words ".repeat(200));
  const texts = textsOf({ contents: [{ uri: "a://b", mimeType: "text/plain", blob }] }).flat();
  assert.ok(texts.some((text) => text.startsWith("plain words")));
});

const REPORT = {
  traceId: "t",
  dataClasses: [],
  fieldsRedactedCount: 0,
  contentFingerprint: "",
  reasonCodes: [],
};

Deno.test("Pieces come in order, the last is told as such, and the strictest word on any of them counts", async () => {
  const seen: NonNullable<ResponseObservation["piece"]>[] = [];
  const actions = ["FLAG", "REDACT", "FLAG"] as const;
  const observeResponse = ({ piece }: ResponseObservation): Promise<ObservedResponse> => {
    const action = actions[seen.length];
    if (piece !== undefined) seen.push(piece);
    const judgement = action && { action, ruleId: action, reasonCodes: [], message: "" };
    return Promise.resolve({ ...REPORT, ...(judgement && { judgement }) });
  };
  const answer = { content: [{ type: "text", text: "word ".repeat(300_000) }] };
  const observed = await observeInPieces({ observeResponse }, answer, { traceId: "t", timeoutMs: 1_000 });
  // Pieces overlap: none can be written over in its place.
  assert.deepEqual([observed?.judgement?.action, observed?.judgement?.ruleId], ["WITHHOLD", "REDACT"]);
  assert.deepEqual(seen.map(({ isLast }) => isLast), seen.map((_, i) => i === seen.length - 1));
  assert.deepEqual(seen.map(({ offset }) => offset), seen.map(({ offset }) => offset).sort((a, b) => a - b));
  assert.ok(seen.length > 5);
});
