/** Every service the catalogue knows. A new one is its file and its line here. */
import { AWS } from "./aws.ts";
import { CHAT_SERVICES } from "./chat.ts";
import { GITHUB } from "./github.ts";
import { GOOGLE_DRIVE } from "./google_drive.ts";
import type { Service } from "./service.ts";
import { SLACK } from "./slack.ts";
import { STRIPE } from "./stripe.ts";

export const SERVICES: readonly Service[] = [GITHUB, SLACK, ...CHAT_SERVICES, GOOGLE_DRIVE, AWS, STRIPE];
