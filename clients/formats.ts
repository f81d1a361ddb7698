import type { Format } from "./client.ts";
import type { FileFormat } from "./files/change.ts";
import { jsonFormat } from "./files/json.ts";
import { TOML } from "./files/toml.ts";
import { YAML } from "./files/yaml.ts";

export const FORMATS: Readonly<Record<Format, FileFormat>> = {
  json: jsonFormat({ comments: false }),
  jsonc: jsonFormat({ comments: true }),
  yaml: YAML,
  toml: TOML,
};
