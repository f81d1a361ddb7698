/** Cards and accounts. */
import { detectCard } from "../../detectors/card.ts";
import { detectIban } from "../../detectors/iban.ts";
import type { Rule } from "../rule.ts";

export const CARD_AND_ACCOUNT_RULES: readonly Rule[] = [
  {
    trigger: "number",
    digits: [12, 20],
    id: "card-number",
    kind: "CARD",
    class: "PII",
    description: "Payment card number: pays in its holder's name",
    severity: "high",
    confidence: "HIGH",
    detect: detectCard,
    source: "https://www.iso.org/standard/70484.html",
    homes: [],
    examples: [
      "card 4111 1111" + " 1111 1111",
      '{"pan":"5555' + '555555554444"}',
      "amex 3782 822463" + " 10005",
      "card 4111 1111" + " 1111 1111 12/27",
    ],
    nearMisses: [
      "card 4111 1111" + " 1111 1112",
      "1609459200000",
      "ticket 9111" + "111111111111",
      '{"user_id":"4111' + '111111111111"}',
    ],
  },
  {
    trigger: "number",
    id: "iban",
    kind: "IBAN",
    class: "PII",
    description: "International bank account number: names a person's account, and is enough for debits",
    severity: "medium",
    confidence: "HIGH",
    detect: detectIban,
    source: "https://www.swift.com/standards/data-standards/iban-international-bank-account-number",
    homes: [],
    examples: [
      "pay to DE89 3704 0044" + " 0532 0130 00",
      "GB82WEST1234" + "5698765432",
      "gb82west1234" + "5698765432",
    ],
    nearMisses: ["DE88 3704 0044" + " 0532 0130 00", "ZZ82WEST12345698765432", "GB82WEST"],
  },
];
