/**
 * `deno task train`: trains the model that finds hostile instructions, measures it, and writes `engine/injection/weights.ts` and the
 * figures in `docs/model-card.md`. The same corpora, packages and seed give the same bytes. `--quick` leaves the measuring out, and the figures as they are.
 *
 * The corpora are looked for in `$INTERVEN_CORPORA`, else in `../shared/corpora` beside the project.
 */
import { FEATURE_COUNT } from "../engine/injection/features.ts";
import type { LinearModel } from "../engine/injection/model.ts";
import { corporaFolder, corpusExamples } from "./corpus.ts";
import { evaluate, tableOf } from "./evaluate.ts";
import { digestOf, fit } from "./fit.ts";
import { sampleOf } from "./learn.ts";
import { packagePapers } from "./package_papers.ts";
import { syntheticExamples } from "./synthetic.ts";

const SYNTHETIC_COUNT = 9000;
const SYNTHETIC_SEED = 1;
/** Texts of the same templates that no model has seen; they test the shipped weights. */
export const HELD_OUT_SEED = 77;

function sourceOf(model: LinearModel): string {
  const bytes = new Uint8Array(model.weights.buffer, 0, model.weights.length);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const lines = base64.match(/.{1,100}/g)!.map((line) => `  "${line}"`).join(" +\n");
  return `/** Made by \`deno task train\`; not to be edited. What it was made from stands in docs/model-card.md. */
export const WEIGHTS = {
  /** SHA-256 of the bytes. */
  sha256: "${digestOf(model.weights)}",
  scale: ${model.scale},
  bias: ${model.bias},
  // deno-fmt-ignore
  base64:
${lines},
} as const;
`;
}

const BEGIN = "<!-- figures: begin -->";
const END = "<!-- figures: end -->";

async function writeCard(text: string): Promise<void> {
  const file = new URL("../docs/model-card.md", import.meta.url);
  const card = await Deno.readTextFile(file);
  const [head, rest] = card.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined) {
    throw new Error(`Cannot write the figures: "${file}" has no "${BEGIN}"`);
  }
  await Deno.writeTextFile(file, `${head}${BEGIN}\n\n${text}\n\n${END}${tail}`);
}

if (import.meta.main) {
  const samples = (await corpusExamples(corporaFolder())).map(sampleOf);
  const synthetic = syntheticExamples(SYNTHETIC_COUNT, SYNTHETIC_SEED).map(sampleOf);
  const papers = (await packagePapers()).map(sampleOf);
  console.log(
    `${samples.length} texts of the corpora, ${synthetic.length} made up, ${papers.length} pieces of package papers`,
  );
  const taughtAlways = [...synthetic, ...papers];
  const model = fit([...samples, ...taughtAlways]);
  await Deno.writeTextFile(new URL("../engine/injection/weights.ts", import.meta.url), sourceOf(model));
  console.log(`${FEATURE_COUNT} weights, SHA-256 ${digestOf(model.weights)}`);
  if (!Deno.args.includes("--quick")) {
    const table = tableOf(
      evaluate(samples, taughtAlways, (progress) => console.log(`measuring: ${progress}`)),
    );
    console.log(table);
    const counts =
      `Texts: ${samples.length} of the corpora, ${synthetic.length} synthetic, ${papers.length} pieces of package papers. SHA-256 of the weights: \`${
        digestOf(model.weights)
      }\`.`;
    await writeCard(`${counts}\n\n${table}`);
  }
}
