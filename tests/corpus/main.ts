/** `deno task corpus`: how much the detectors find and how often they are wrong, on corpora that are no part of this project. */
import { Command, InvalidArgumentError } from "commander";
import { corporaFolder, scoreCorpora, whyNoCorpora } from "./corpora.ts";
import { causesList, scoresToJson, scoreTable, wrongList } from "./table.ts";

const DEFAULT_WRONG = 10;

interface Options {
  readonly brief?: true;
  readonly json?: string;
  readonly wrong?: number | true;
}

async function run({ brief, json, wrong }: Options): Promise<void> {
  const folder = corporaFolder();
  if (folder === undefined) {
    console.log(`No corpora: ${whyNoCorpora()}. Nothing was measured.`);
    return;
  }
  const { scores, leftOut } = await scoreCorpora(folder);
  console.log(scoreTable(brief ? scores.filter(({ source }) => source === "all") : scores));
  console.log(`\n${causesList(scores)}`);
  for (const sentence of leftOut) console.log(`Left out: ${sentence}`);
  if (wrong !== undefined) console.log(`\n${wrongList(scores, wrong === true ? DEFAULT_WRONG : wrong)}`);
  if (json !== undefined) await Deno.writeTextFile(json, scoresToJson(scores));
}

function wholeNumber(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError("Expected a whole number from 1 up");
  }
  return count;
}

await new Command("corpus")
  .description("Measures the detectors on the corpora in $INTERVEN_CORPORA, else in ../shared/corpora")
  .option("--brief", "print the lines of all sources together, not those of each")
  .option("--json <file>", "write the scores as JSON")
  .option(
    "--wrong [count]",
    `list misses and false alarms of each source, ${DEFAULT_WRONG} or as many as given`,
    wholeNumber,
  )
  .action(run)
  .parseAsync(Deno.args, { from: "user" });
