/** The house rules that `deno lint` holds everyone to. They are told in docs/architecture.md; each has a file in tools/lint/. */
import { dependencyDirection } from "./lint/dependency_direction.ts";
import { enginePurity } from "./lint/engine_purity.ts";
import { fileNames } from "./lint/file_names.ts";

const plugin: Deno.lint.Plugin = {
  name: "interven",
  rules: {
    "dependency-direction": dependencyDirection,
    "engine-purity": enginePurity,
    "file-names": fileNames,
  },
};

export default plugin;
