import { objectionTo, pathInHouse } from "./house.ts";

/** Reports every import, re-export and dynamic import that goes against the dependency direction. */
export const dependencyDirection: Deno.lint.Rule = {
  create(context) {
    const from = pathInHouse(context.filename);
    if (from === undefined) return {};
    const examine = (source: Deno.lint.Node | null, typeOnly: boolean) => {
      if (source === null) return;
      const specifier = constantText(source);
      const message = specifier === undefined
        ? objectionTo({ from, specifier: "./computed", typeOnly }) ?? computedImport(from)
        : objectionTo({ from, specifier, typeOnly });
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => examine(node.source, node.importKind === "type"),
      ExportNamedDeclaration: (node) => examine(node.source, node.exportKind === "type"),
      ExportAllDeclaration: (node) => examine(node.source, node.exportKind === "type"),
      ImportExpression: (node) => examine(node.source, false),
      TSImportType: (node) => examine(node.argument, true),
    };
  },
};

/** The value of a string literal, or of a template without holes. */
function constantText(node: Deno.lint.Node): string | undefined {
  if (node.type === "TSLiteralType") return constantText(node.literal);
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0]?.cooked;
  return undefined;
}

function computedImport(from: string): string | undefined {
  // Neither this rule nor the bundler can follow it. Workshops, where nothing is bundled, are free to.
  const isFree = objectionTo({ from, specifier: "../tests/x_test.ts", typeOnly: false }) === undefined;
  return isFree ? undefined : "Cannot follow a computed import: expected a string literal";
}
