import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Confidence } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

/** Of a signed query: what may only be read is handed out in ordinary answers; what may be written, listed or deleted is not. */
function judgeSas(query: string): Confidence | null {
  if (!/[?&;](?:sv|se|sp|skn)=/.test(query)) return null;
  return /[?&;]sp=r(?:[&;]|$)/.test(query) ? "LOW" : "HIGH";
}

export const AZURE_RULES: readonly Rule[] = [
  providerSecret({
    id: "azure-client-secret",
    kind: "AZURE_CLIENT_SECRET",
    description: "Microsoft Entra client secret: signs in as the application",
    severity: "critical",
    keywords: ["q~"],
    pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])/,
    lead: 4,
    publicPrefix: false,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.3 }) ? "HIGH" : null),
    source: "https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials",
    homes: ["login.microsoftonline.com", "login.windows.net"],
    examples: [fake.alnum(3) + "8Q~" + fake.base64url(34)],
    nearMisses: [
      "~".repeat(40),
      fake.alnum(3) + "8Q~" + "x".repeat(34),
      fake.alnum(3) + "8Q~" + fake.alnum(8),
    ],
  }),
  providerSecret({
    id: "azure-storage-key",
    kind: "AZURE_STORAGE_KEY",
    description:
      "Azure account key (Storage, Cosmos DB, Service Bus): reads and changes everything in the account",
    severity: "critical",
    keywords: ["accountkey=", "sharedaccesskey=", "account_key", "accountkey"],
    pattern:
      /(?:AccountKey|SharedAccessKey|account_key)["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9+/]{42,88}={1,2})/i,
    publicPrefix: false,
    named: true,
    source: "https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string",
    homes: ["*.core.windows.net", "*.servicebus.windows.net", "*.documents.azure.com"],
    examples: [
      "AccountName=a;AccountKey=" + fake.base64(86) + "==;EndpointSuffix=x",
      "SharedAccessKey=" + fake.base64(43) + "=",
    ],
    nearMisses: ["AccountKey=" + fake.base64(10), "AccountKey=" + "A".repeat(86) + "=="],
  }),
  providerSecret({
    id: "azure-app-configuration",
    kind: "AZURE_CONNECTION_STRING",
    description: "Azure App Configuration connection string: reads the application's settings",
    keywords: [".azconfig.io;id="],
    pattern: /\.azconfig\.io;Id=[^;\s]{4,100};Secret=([A-Za-z0-9+/]{36,90}={0,2})/i,
    publicPrefix: false,
    source: "https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-best-practices",
    homes: ["*.azconfig.io"],
    examples: ["Endpoint=https://a.azconfig.io;Id=09pv-l0;Secret=" + fake.base64(43) + "="],
    nearMisses: ["Endpoint=https://a.azconfig.io;Id=xxxx;Secret=xxx"],
  }),
  providerSecret({
    id: "azure-devops-token",
    kind: "AZURE_DEVOPS_TOKEN",
    description: "Azure DevOps personal access token: reads and changes code and pipelines",
    severity: "critical",
    keywords: ["azdo"],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/,
    lead: 76,
    publicPrefix: false,
    source:
      "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    homes: ["dev.azure.com", "*.visualstudio.com"],
    examples: [fake.alnum(76) + "AZDO" + fake.alnum(4)],
    nearMisses: ["AZDO" + fake.alnum(4)],
  }),
  vendorKey({
    id: "azure-openai-key",
    kind: "AZURE_KEY",
    description: "Azure OpenAI or Cognitive Services key: runs models at its owner's cost",
    names: [
      "azure_openai",
      "azureopenai",
      "azure-openai",
      "azure_cognitive",
      "cognitive_services",
      "ocp-apim-subscription-key",
      "openai_azure",
      "openai.azure.com",
    ],
    value: /[a-f0-9]{32}/,
    source: "https://learn.microsoft.com/en-us/azure/ai-services/authentication",
    homes: ["*.openai.azure.com", "*.cognitiveservices.azure.com", "*.api.cognitive.microsoft.com"],
    examples: ["AZURE_OPENAI_API_KEY=" + fake.hex(32), '{"azure_openai_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "azure_openai_id=" + fake.hex(32),
      "https://azure_openai.test/items/" + fake.hex(32),
      "azure_openai_key=" + fake.hex(10),
    ],
  }),
  vendorKey({
    id: "azure-devops-token-legacy",
    kind: "AZURE_DEVOPS_TOKEN",
    description: "Azure DevOps personal access token of the older form: reads and changes code and pipelines",
    severity: "critical",
    names: [
      "azure_devops",
      "azuredevops",
      "azure-devops",
      "ado_pat",
      "vsts",
      "system_accesstoken",
      "visualstudio",
    ],
    value: /[a-z0-9]{52}/,
    source:
      "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    homes: ["dev.azure.com", "*.visualstudio.com"],
    examples: [
      "AZURE_DEVOPS_API_KEY=" + fake.lower(52),
      '{"azure_devops_token": "' + fake.lower(52, 5) + '"}',
    ],
    nearMisses: [
      "azure_devops_id=" + fake.lower(52),
      "https://azure_devops.test/items/" + fake.lower(52),
      "azure_devops_key=" + fake.lower(12),
    ],
  }),
  providerSecret({
    id: "azure-sas-signature",
    kind: "AZURE_SAS",
    description: "Azure shared access signature: reads or changes what it was signed for until it expires",
    publicPrefix: false,
    keywords: ["sig="],
    // The version and the expiry stand in the same query.
    pattern: /sig=([A-Za-z0-9+/%]{42,64}(?:=|%3[dD]))(?![A-Za-z0-9])/,
    validate: ({ text, matchStart, end }) => judgeSas(text.slice(Math.max(0, matchStart - 300), end + 200)),
    source: "https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview",
    homes: ["*.core.windows.net", "*.servicebus.windows.net", "*.azure-devices.net"],
    examples: ["?sv=2024-05-04&se=2030-01-01&sr=c&sp=rwdl&sig=" + fake.alnum(43) + "%3D"],
    nearMisses: ["sig=" + fake.alnum(43) + "%3D", "?sv=2024-05-04&sig=" + fake.alnum(8)],
  }),
  providerSecret({
    id: "azure-identifiable-key",
    kind: "AZURE_KEY",
    description:
      "Azure service key with its issuer's mark (Storage, Cosmos DB, Batch, Functions, Search, Cache, Registry, Service Bus, Event Hubs, IoT): full access to the service",
    severity: "critical",
    publicPrefix: false,
    keywords: ["+ast", "acdb", "+aba", "azfu", "azse", "azca", "+acr", "+asb", "+aeh", "aiot", "+amc"],
    lead: 80,
    pattern:
      /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9/+]{76}(?:\+ASt|ACDb|\+ABa)[A-Za-z0-9/+]{5}[AQgw]==|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==|[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}|[A-Za-z0-9+/]{33}(?:AzCa|\+ASb|\+AEh|AIoT)[A-P][A-Za-z0-9+/]{5}=|[A-Za-z0-9+/]{42}(?:\+ACR|\+AMC)[A-D][A-Za-z0-9+/]{5})(?![A-Za-z0-9+/=])/,
    source: "https://learn.microsoft.com/en-us/purview/sit-defn-azure-storage-account-key",
    homes: [
      "*.core.windows.net",
      "*.documents.azure.com",
      "*.search.windows.net",
      "*.azurewebsites.net",
      "*.azurecr.io",
      "*.servicebus.windows.net",
      "*.azure-devices.net",
    ],
    examples: [
      fake.base64(76) + "+ASt" + fake.alnum(5) + "Q==",
      fake.alnum(42) + "AzSeB" + fake.alnum(5),
      fake.alnum(33) + "AzCaB" + fake.alnum(5) + "=",
    ],
    nearMisses: [fake.alnum(20) + "AzSeB" + fake.alnum(5), "+ASt" + fake.alnum(5) + "Q=="],
  }),
];
