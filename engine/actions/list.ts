/** Every service the catalogue knows. A new one is its file and its line here. Of two at one host the first with a fitting path counts. */
import { ADYEN } from "./adyen.ts";
import { ALGOLIA } from "./algolia.ts";
import { ANTHROPIC } from "./anthropic.ts";
import { APP_PLATFORMS } from "./app_platforms.ts";
import { AWS } from "./aws.ts";
import { AZURE } from "./azure.ts";
import { BITBUCKET } from "./bitbucket.ts";
import { BOX } from "./box.ts";
import { CHAT_SERVICES } from "./chat.ts";
import { CLOUDFLARE } from "./cloudflare.ts";
import { CONFLUENCE } from "./confluence.ts";
import { CUSTOMER_SERVICES } from "./customer_services.ts";
import { DROPBOX } from "./dropbox.ts";
import { ELASTICSEARCH } from "./elasticsearch.ts";
import { FIREBASE } from "./firebase.ts";
import { GITHUB } from "./github.ts";
import { GITLAB } from "./gitlab.ts";
import { GMAIL } from "./gmail.ts";
import { GOOGLE_AI } from "./google_ai.ts";
import { GOOGLE_CALENDAR } from "./google_calendar.ts";
import { GOOGLE_CLOUD } from "./google_cloud.ts";
import { GOOGLE_DIRECTORY } from "./google_directory.ts";
import { GOOGLE_DOCS } from "./google_docs.ts";
import { GOOGLE_DRIVE } from "./google_drive.ts";
import { HUGGING_FACE } from "./hugging_face.ts";
import { IDENTITY_SERVICES } from "./identity_services.ts";
import { ATLASSIAN, JIRA } from "./jira.ts";
import { LINEAR } from "./linear.ts";
import { LLM_APIS } from "./llm_apis.ts";
import { MAIL_SERVICES } from "./mail_services.ts";
import { MICROSOFT_SERVICES } from "./microsoft.ts";
import { NETLIFY } from "./netlify.ts";
import { NPM_REGISTRY } from "./npm_registry.ts";
import { OBSERVABILITY } from "./observability.ts";
import { OPENAI } from "./openai.ts";
import { OPERATIONS_SERVICES } from "./operations_services.ts";
import { PACKAGE_REGISTRIES } from "./package_registries.ts";
import { PAYPAL } from "./paypal.ts";
import { PEOPLE_SERVICES } from "./people_services.ts";
import { PLAID } from "./plaid.ts";
import { SALESFORCE } from "./salesforce.ts";
import type { Service } from "./service.ts";
import { SHOPIFY } from "./shopify.ts";
import { SLACK } from "./slack.ts";
import { SQUARE } from "./square.ts";
import { STRIPE } from "./stripe.ts";
import { SUPABASE } from "./supabase.ts";
import { VERCEL } from "./vercel.ts";
import { WISE } from "./wise.ts";
import { WORK_SERVICES } from "./work_services.ts";

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
  ...MICROSOFT_SERVICES,
  ...MAIL_SERVICES,
  // Operations, customers, work, people.
  ...OPERATIONS_SERVICES,
  SALESFORCE,
  ...CUSTOMER_SERVICES,
  ...WORK_SERVICES,
  ...PEOPLE_SERVICES,
  ...IDENTITY_SERVICES,
  // Google.
  ...GOOGLE_DRIVE,
  ...GMAIL,
  ...GOOGLE_CALENDAR,
  ...GOOGLE_DOCS,
  ...GOOGLE_DIRECTORY,
  ...GOOGLE_CLOUD,
  ...FIREBASE,
  // Clouds and what runs in them.
  AWS,
  ...AZURE,
  CLOUDFLARE,
  VERCEL,
  NETLIFY,
  ...APP_PLATFORMS,
  // Files, tables and indexes.
  DROPBOX,
  ...BOX,
  ...SUPABASE,
  ELASTICSEARCH,
  ALGOLIA,
  // Money.
  STRIPE,
  ...ADYEN,
  PAYPAL,
  PLAID,
  SQUARE,
  WISE,
  ...SHOPIFY,
  // Models.
  OPENAI,
  ANTHROPIC,
  ...GOOGLE_AI,
  ...LLM_APIS,
  ...HUGGING_FACE,
  // Packages, events.
  NPM_REGISTRY,
  ...PACKAGE_REGISTRIES,
  ...OBSERVABILITY,
];
