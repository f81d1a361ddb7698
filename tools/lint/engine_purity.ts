import { isEngineFile, pathInHouse } from "./house.ts";

const ADVICE = "the engine is pure, what it needs is passed in";

/** Globals that reach outside, or tell the time. */
const FORBIDDEN_GLOBALS: ReadonlySet<string> = new Set([
  "Deno",
  "process",
  "fetch",
  "console",
  "performance",
  "setTimeout",
  "setInterval",
  "clearTimeout",
  "clearInterval",
  "WebSocket",
  "Worker",
  "localStorage",
  "sessionStorage",
]);

/** Members of otherwise harmless globals that bring in time or chance. */
const FORBIDDEN_MEMBERS: ReadonlySet<string> = new Set([
  "Date.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
]);

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(["globalThis", "self", "window"]);

/** Reports whatever in engine/ reaches for the world, the clock or chance. Tests are exempt. */
export const enginePurity: Deno.lint.Rule = {
  create(context) {
    const path = pathInHouse(context.filename);
    if (path === undefined || !isEngineFile(path)) return {};
    // By position: in `{ fetch }` one spot is both key and value, and is visited twice.
    const uses = new Map<number, Deno.lint.Identifier>();
    const declared = new Set<string>();
    const report = (node: Deno.lint.Node, name: string) =>
      context.report({ node, message: `Cannot use "${name}" in the engine: ${ADVICE}` });
    return {
      Identifier(node) {
        if (!FORBIDDEN_GLOBALS.has(node.name)) return;
        const role = roleOf(node);
        if (role === "use") uses.set(node.range[0], node);
        if (role === "declaration") declared.add(node.name);
      },
      MemberExpression(node) {
        if (node.object.type !== "Identifier") return;
        const property = propertyName(node);
        if (property === undefined) return;
        const name = `${node.object.name}.${property}`;
        if (FORBIDDEN_MEMBERS.has(name)) report(node, name);
        if (GLOBAL_OBJECTS.has(node.object.name) && FORBIDDEN_GLOBALS.has(property)) report(node, name);
      },
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) report(node, "new Date()");
      },
      CallExpression(node) {
        if (isDate(node.callee)) report(node, "Date()");
      },
      // A parameter or variable of the same name, such as an injected `fetch`, is not the global.
      "Program:exit"() {
        for (const node of uses.values()) if (!declared.has(node.name)) report(node, node.name);
      },
    };
  },
};

type Role = "use" | "declaration" | "other";

/** What an identifier is doing where it stands, judged by its parent alone. */
function roleOf(node: Deno.lint.Identifier): Role {
  const parent = node.parent;
  switch (parent.type) {
    case "MemberExpression":
      return isSame(parent.object, node) || parent.computed ? "use" : "other";
    case "Property":
      if (parent.parent.type === "ObjectPattern") return isSame(parent.value, node) ? "declaration" : "other";
      return isSame(parent.value, node) || parent.computed ? "use" : "other";
    case "VariableDeclarator":
      return isSame(parent.id, node) ? "declaration" : "use";
    case "AssignmentPattern":
      return isSame(parent.left, node) ? "declaration" : "use";
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "TSDeclareFunction":
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "ArrayPattern":
    case "RestElement":
    case "CatchClause":
    case "ClassDeclaration":
      return "declaration";
    case "ArrowFunctionExpression":
      return isSame(parent.body, node) ? "use" : "declaration";
    case "PropertyDefinition":
      return parent.value !== null && isSame(parent.value, node) ? "use" : "other";
    case "MethodDefinition":
    case "ExportSpecifier":
    case "LabeledStatement":
      return "other";
    default:
      return parent.type.startsWith("TS") && !EXPRESSION_WRAPPERS.has(parent.type) ? "other" : "use";
  }
}

/** Type syntax that still evaluates what it wraps. */
const EXPRESSION_WRAPPERS: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
]);

/** Nodes are handed out anew on each access, so a position stands in for identity. */
function isSame(left: Deno.lint.Node, right: Deno.lint.Node): boolean {
  return left.type === right.type && left.range[0] === right.range[0] && left.range[1] === right.range[1];
}

function isDate(callee: Deno.lint.Node): boolean {
  return callee.type === "Identifier" && callee.name === "Date";
}

function propertyName(node: Deno.lint.MemberExpression): string | undefined {
  if (!node.computed && node.property.type === "Identifier") return node.property.name;
  if (node.property.type === "Literal" && typeof node.property.value === "string") return node.property.value;
  return undefined;
}
