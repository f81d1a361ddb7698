/** Every service the catalogue knows. A new one is its file and its line here. Of two at one host the first with a fitting path counts. */
import { AWS } from "./aws.ts";
import { BITBUCKET } from "./bitbucket.ts";
import { CHAT_SERVICES } from "./chat.ts";
import { CONFLUENCE } from "./confluence.ts";
import { GITHUB } from "./github.ts";
import { GITLAB } from "./gitlab.ts";
import { GMAIL } from "./gmail.ts";
import { GOOGLE_CALENDAR } from "./google_calendar.ts";
import { GOOGLE_CLOUD } from "./google_cloud.ts";
import { GOOGLE_DIRECTORY } from "./google_directory.ts";
import { GOOGLE_DOCS } from "./google_docs.ts";
import { GOOGLE_DRIVE } from "./google_drive.ts";
import { ATLASSIAN, JIRA } from "./jira.ts";
import { LINEAR } from "./linear.ts";
import type { Service } from "./service.ts";
import { SLACK } from "./slack.ts";
import { STRIPE } from "./stripe.ts";

export const SERVICES: readonly Service[] = [
  // Source code and tickets.
  GITHUB,
  GITLAB,
  BITBUCKET,
  LINEAR,
  CONFLUENCE,
  JIRA,
  ATLASSIAN,
  // Chat and mail.
  SLACK,
  ...CHAT_SERVICES,
  // Files, clouds, money.
  GOOGLE_DRIVE,
  AWS,
  STRIPE,
  ...GMAIL,
  GOOGLE_CALENDAR,
  ...GOOGLE_DOCS,
  ...GOOGLE_DIRECTORY,
  ...GOOGLE_CLOUD,
];
