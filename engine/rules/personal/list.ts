/** Every rule about persons and their health, kind by kind and country by country. */
import type { Rule } from "../rule.ts";
import { AFRICA_MIDDLE_EAST_RULES } from "./africa_middle_east.ts";
import { AMERICAS_RULES } from "./americas.ts";
import { CONTACT_RULES } from "./contact.ts";
import { DOCUMENT_RULES } from "./documents.ts";
import { EAST_ASIA_RULES } from "./east_asia.ts";
import { EASTERN_EUROPE_RULES } from "./eastern_europe.ts";
import { GERMANY_RULES } from "./germany.ts";
import { HEALTH_RULES } from "./health.ts";
import { INDIA_RULES } from "./india.ts";
import { NETWORK_RULES } from "./network.ts";
import { NORTHERN_EUROPE_RULES } from "./northern_europe.ts";
import { OCEANIA_RULES } from "./oceania.ts";
import { CARD_AND_ACCOUNT_RULES } from "./payment.ts";
import { SOUTH_EAST_ASIA_RULES } from "./south_east_asia.ts";
import { SOUTHERN_EUROPE_RULES } from "./southern_europe.ts";
import { UNITED_KINGDOM_RULES } from "./united_kingdom.ts";
import { UNITED_STATES_RULES } from "./united_states.ts";
import { WESTERN_EUROPE_RULES } from "./western_europe.ts";

/** Of two that fit equally well the one further up wins. */
export const PERSONAL_RULES: readonly Rule[] = [
  ...CARD_AND_ACCOUNT_RULES,
  ...CONTACT_RULES,
  ...HEALTH_RULES,
  ...UNITED_STATES_RULES,
  ...UNITED_KINGDOM_RULES,
  ...GERMANY_RULES,
  ...WESTERN_EUROPE_RULES,
  ...SOUTHERN_EUROPE_RULES,
  ...NORTHERN_EUROPE_RULES,
  ...EASTERN_EUROPE_RULES,
  ...INDIA_RULES,
  ...SOUTH_EAST_ASIA_RULES,
  ...EAST_ASIA_RULES,
  ...OCEANIA_RULES,
  ...AMERICAS_RULES,
  ...AFRICA_MIDDLE_EAST_RULES,
  ...DOCUMENT_RULES,
  ...NETWORK_RULES,
];
