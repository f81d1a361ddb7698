/** France, Belgium and the Netherlands. */
import { dividesBy, remainder } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

const NIR_WORDS = /\bnir\b|s[eé]cu(?:rit[eé] soc|(?![a-z]))|num[eé]ro ss|\binsee\b|carte vitale|social sec/;

export const WESTERN_EUROPE_RULES: readonly Rule[] = [
  idNumber({
    id: "id-fr-nir",
    kind: "FR_NIR",
    description: "French social security number: holds sex, month and place of its owner's birth",
    source: "https://www.insee.fr/fr/metadonnees/definition/c1409",
    digits: [15, 15],
    shape: /^[12378] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?\d{2} ?\d{3} ?\d{3} ?\d{2}$/,
    check: passesNir,
    words: NIR_WORDS,
    alone: "MEDIUM",
    examples: ["numéro de sécurité sociale 2 55 08 14 168 025" + " 38"],
    nearMisses: ["NIR 255081416802539", "NIR 455081416802538", "id 255081416802538"],
  }),
  idNumber({
    id: "id-fr-nir-corsica",
    kind: "FR_NIR",
    description: "French social security number of somebody born in Corsica",
    source: "https://www.insee.fr/fr/metadonnees/definition/c1409",
    lengths: [15, 21],
    shape: /^[12378] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?2[AB] ?\d{3} ?\d{3} ?\d{2}$/,
    check: passesNir,
    words: NIR_WORDS,
    alone: "MEDIUM",
    examples: ["NIR 195092A123" + "004" + corsicaKey()],
    nearMisses: ["NIR 195092A12300400", "NIR 195092C123004" + corsicaKey()],
  }),
  idNumber({
    id: "id-be-national-register",
    kind: "BE_NATIONAL_REGISTER",
    description: "Belgian national register number: holds its owner's date of birth",
    source: "https://www.ibz.rrn.fgov.be/en/national-register/",
    digits: [11, 11],
    shape: /^\d{2}[. ]?[0-6]\d[. ]?[0-3]\d[- ]?\d{3}[. ]?\d{2}$/,
    // Whoever was born since 2000 has a 2 put in front before the division.
    check: (digits) => {
      const key = 97 - Number(digits.slice(9));
      const base = digits.slice(0, 9);
      return remainder(base, 97) === key || remainder(`2${base}`, 97) === key;
    },
    words: /rijksregister|registre national|national (?:register|number)|\brrn\b|\bnrn\b|\bniss\b|\binsz\b/,
    alone: null,
    examples: ["rijksregisternummer 85.07.30-033" + ".28"],
    nearMisses: ["rijksregisternummer 85.07.30-033.29", "id 85073003328"],
  }),
  idNumber({
    id: "id-nl-bsn",
    kind: "NL_BSN",
    description: "Dutch citizen service number: names a person to every authority",
    source: "https://www.rvig.nl/bsn",
    digits: [8, 9],
    shape: /^\d{4}[. ]?\d{2}[. ]?\d{2,3}$/,
    check: (digits) => dividesBy(11, [9, 8, 7, 6, 5, 4, 3, 2, -1])(digits.padStart(9, "0")),
    words: /\bbsn\b|burgerservice|\bsofi/,
    alone: null,
    examples: ["BSN 1112" + "22333"],
    nearMisses: ["BSN 111222334", "id 111222333"],
  }),
];

/** The last two digits are 97 minus the remainder by 97; in Corsica 2A counts as 19 and 2B as 18. */
function passesNir(number: string): boolean {
  const digits = number.replace("2A", "19").replace("2B", "18");
  return 97 - remainder(digits.slice(0, 13), 97) === Number(digits.slice(13));
}

function corsicaKey(): string {
  return String(97 - remainder("1950919123004", 97)).padStart(2, "0");
}
