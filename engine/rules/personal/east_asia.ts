/** Korea, Japan, China, Taiwan and Hong Kong. */
import { hasDay } from "../../detectors/calendar.ts";
import { weightedSum } from "../../detectors/checksums.ts";
import type { Rule } from "../rule.ts";
import { idNumber } from "./id_number.ts";

const KOREAN_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

export const EAST_ASIA_RULES: readonly Rule[] = [
  idNumber({
    id: "id-kr-resident",
    kind: "KR_RRN",
    description: "Korean resident registration number: holds its owner's date of birth and sex",
    severity: "critical",
    source: "https://www.law.go.kr/LSW/lsInfoP.do?lsiSeq=218165",
    digits: [13, 13],
    shape: /^\d{6}-?[1-49]\d{6}$/,
    // Numbers given out since October 2020 have no check digit.
    check: (digits) => hasDay(digits, 2),
    proof: (digits) => (11 - weightedSum(digits, KOREAN_WEIGHTS) % 11) % 10 === Number(digits[12]),
    words: /주민|\brrn\b|resident reg|korean/,
    named: "MEDIUM",
    alone: "MEDIUM",
    examples: ["주민등록번호 800101-" + "1234567", '{"rrn":"800101' + '1234567"}'],
    nearMisses: ["주민등록번호 801301-1234567", "id 8001011234567", "RRN 800101-0234567"],
  }),
  idNumber({
    id: "id-kr-foreigner",
    kind: "KR_FRN",
    description: "Korean registration number of a foreigner: holds its owner's date of birth and sex",
    severity: "critical",
    source: "https://www.hikorea.go.kr/",
    digits: [13, 13],
    shape: /^\d{6}-?[5-8]\d{6}$/,
    check: (digits) => hasDay(digits, 2),
    proof: (digits) => (13 - weightedSum(digits, KOREAN_WEIGHTS) % 11) % 10 === Number(digits[12]),
    words: /외국인|\bfrn\b|foreign(?:er)? reg|alien reg|korean/,
    named: "MEDIUM",
    alone: "MEDIUM",
    examples: ["외국인등록번호 800101-" + "5234567"],
    nearMisses: ["외국인등록번호 801301-5234567", "id 8001015234567"],
  }),
  idNumber({
    id: "id-kr-driving-licence",
    kind: "KR_DRIVING_LICENCE",
    description: "Number of a Korean driving licence",
    source: "https://www.safedriving.or.kr/",
    digits: [12, 12],
    shape: /^(?:1[1-9]|2[0-68])[- ]?\d{2}[- ]?\d{6}[- ]?\d{2}$/,
    words: /운전면허|licen[sc]e|driv/,
    examples: ["운전면허 11-22-123456" + "-12"],
    nearMisses: ["운전면허 99-22-123456-12", "id 112212345612"],
  }),
  idNumber({
    id: "kr-business",
    kind: "KR_BRN",
    description: "Korean business registration number",
    severity: "low",
    source: "https://www.nts.go.kr/english/main.do",
    digits: [10, 10],
    shape: /^\d{3}-?\d{2}-?\d{5}$/,
    check: (digits) => {
      const sum = weightedSum(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor(Number(digits[8]) * 5 / 10);
      return (10 - sum % 10) % 10 === Number(digits[9]);
    },
    words: /사업자|\bbrn\b|business reg/,
    examples: ["사업자등록번호 124-81-" + "00998"],
    nearMisses: ["사업자등록번호 124-81-00999", "id 1248100998"],
  }),
  idNumber({
    id: "id-jp-my-number",
    kind: "JP_MY_NUMBER",
    description: "Japanese My Number: names a resident to every authority",
    severity: "critical",
    source: "https://www.digital.go.jp/en/policies/mynumber",
    digits: [12, 12],
    shape: /^\d{4}[ -]?\d{4}[ -]?\d{4}$/,
    check: (digits) => {
      const rest = weightedSum(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest <= 1 ? 0 : 11 - rest) === Number(digits[11]);
    },
    words: /マイナンバー|個人番号|my ?number/,
    alone: null,
    examples: ["マイナンバー 1234 5678" + " 9018"],
    nearMisses: ["マイナンバー 1234 5678 9019", "id 123456789018"],
  }),
  idNumber({
    id: "id-cn-resident",
    kind: "CN_RESIDENT_ID",
    description: "Chinese resident identity number: holds its owner's place and date of birth",
    source: "https://www.mps.gov.cn/",
    digits: [18, 18],
    shape: /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/,
    check: passesChinese,
    words: /身份证|公民身份|resident id|chinese id|id card/,
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["身份证 1101051949123" + chineseTail("11010519491231")],
    nearMisses: ["身份证 110105194913310021", "身份证 110105194912310020"],
  }),
  idNumber({
    id: "id-cn-resident-x",
    kind: "CN_RESIDENT_ID",
    description: "Chinese resident identity number whose check character is X",
    source: "https://www.mps.gov.cn/",
    lengths: [18, 18],
    shape: /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}X$/,
    check: passesChinese,
    words: /身份证|公民身份|resident id|chinese id|id card/,
    alone: "MEDIUM",
    anywhere: "MEDIUM",
    examples: ["身份证 110105194912" + "31002X"],
    nearMisses: ["身份证 11010519491231003X", "身份证 11010519491331002X"],
  }),
  idNumber({
    id: "id-tw-national",
    kind: "TW_NATIONAL_ID",
    description: "Taiwanese identity number",
    source: "https://www.ris.gov.tw/",
    lengths: [10, 10],
    shape: /^[A-Z][1289]\d{8}$/,
    check: (number) => {
      const letter = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(number[0]!);
      const digits = `${letter}${number.slice(1)}`;
      return weightedSum(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
    },
    words: /身分證|身份證|taiwan|national id/,
    examples: ["身分證 A1234" + "56789"],
    nearMisses: ["身分證 A123456788", "SKU A123456789"],
  }),
  idNumber({
    id: "id-hk-identity-card",
    kind: "HK_ID_CARD",
    description: "Number of a Hong Kong identity card",
    source: "https://www.immd.gov.hk/eng/services/hkid.html",
    lengths: [8, 11],
    shape: /^[A-Z]{1,2}\d{6}\(?[0-9A]\)?$/,
    check: passesHongKong,
    words: /\bhkid\b|hong kong|身份證/,
    alone: null,
    examples: ["HKID A123456" + "3"],
    nearMisses: ["HKID A1234564", "part A1234563"],
  }),
];

/** ISO 7064, MOD 11-2: powers of two modulo 11; X stands for 10. */
function passesChinese(number: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return "10X98765432"[weightedSum(number, weights) % 11] === number[17];
}

/** A missing first letter counts as a space, 36; letters from 10; weights 9 to 1; A as check character is 10. */
function passesHongKong(number: string): boolean {
  const padded = number.padStart(9, " ");
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const value = padded[i] === " " ? 36 : Number.parseInt(padded[i]!, 36);
    sum += value * (9 - i);
  }
  return sum % 11 === 0;
}

/** The rest of an example whose check digit is a digit. */
function chineseTail(start: string): string {
  for (let serial = 100;; serial++) {
    for (let last = 0; last < 10; last++) {
      if (passesChinese(`${start}${serial}${last}`)) return `${start.slice(13)}${serial}${last}`;
    }
  }
}
