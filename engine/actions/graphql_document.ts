/** What a GraphQL document would do: its operations and their root fields (https://spec.graphql.org/September2025/). */
import type {
  ArgumentNode,
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from "graphql/language/ast.js";
import { parse } from "graphql/language/parser.js";

/** Longer documents are not parsed; clients' are a few kB. */
export const MAX_DOCUMENT_CHARS = 200_000;
/** Bounds the parser's work, and with it how deep a document can nest. */
const MAX_TOKENS = 10_000;
/** Facts are read from so many values of a field's arguments. */
const MAX_ARGUMENT_VALUES = 32;
const MAX_VALUES_LOOKED_AT = 1_000;

export type OperationType = "query" | "mutation" | "subscription";

export interface RootField {
  /** The schema's name, not the alias. */
  readonly name: string;
  /** Scalar values by the name they stand under, nested ones too; variables are resolved. */
  readonly values: () => ReadonlyMap<string, string>;
}

export interface GraphqlOperation {
  readonly type: OperationType;
  readonly name: string | undefined;
  readonly fields: readonly RootField[];
}

/**
 * The operations of a document that a server could run: the one of that name, or all when none has it, since servers differ there.
 * Undefined when the document cannot be parsed, is too long, too deep, or defines no operation.
 */
export function readDocument(
  document: string,
  operationName: string | undefined,
  variables: unknown,
): readonly GraphqlOperation[] | undefined {
  if (document.length > MAX_DOCUMENT_CHARS) return undefined;
  const parsed = parseDocument(document);
  if (parsed === undefined) return undefined;
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of parsed.definitions) {
    if (definition.kind === "OperationDefinition") operations.push(definition);
    else if (definition.kind === "FragmentDefinition") fragments.set(definition.name.value, definition);
  }
  if (operations.length === 0) return undefined;
  const named = operations.filter(({ name }) => name?.value === operationName);
  const chosen = operationName === undefined || named.length === 0 ? operations : named;
  // Shared by all operations of a type, so that the work stays linear however often a fragment is spread.
  const seen = { query: new Set<string>(), mutation: new Set<string>(), subscription: new Set<string>() };
  return chosen.map((operation) => ({
    type: operation.operation,
    name: operation.name?.value,
    fields: rootFields(operation.selectionSet, {
      fragments,
      seen: seen[operation.operation],
      variables: withDefaults(operation, variables),
    }),
  }));
}

function parseDocument(document: string): DocumentNode | undefined {
  try {
    return parse(document, { noLocation: true, maxTokens: MAX_TOKENS });
  } catch {
    // A syntax error, too many tokens, or nesting so deep that the parser's stack ended (RangeError): all the same here.
    return undefined;
  }
}

interface Scope {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments that were followed. */
  readonly seen: Set<string>;
  readonly variables: Readonly<Record<string, unknown>>;
}

function rootFields(root: SelectionSetNode, scope: Scope): RootField[] {
  const fields: RootField[] = [];
  const waiting = [root];
  for (let set = waiting.pop(); set !== undefined; set = waiting.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === "Field") {
        const { arguments: given = [] } = selection;
        fields.push({ name: selection.name.value, values: () => argumentValues(given, scope) });
      } else if (selection.kind === "InlineFragment") {
        waiting.push(selection.selectionSet);
      } else if (!scope.seen.has(selection.name.value)) {
        scope.seen.add(selection.name.value);
        const fragment = scope.fragments.get(selection.name.value);
        if (fragment !== undefined) waiting.push(fragment.selectionSet);
      }
    }
  }
  return fields;
}

function withDefaults(operation: OperationDefinitionNode, given: unknown): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = Object.create(null);
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue !== undefined) variables[variable.name.value] = plainValue(defaultValue, {});
  }
  return typeof given === "object" && given !== null ? Object.assign(variables, given) : variables;
}

function argumentValues(given: readonly ArgumentNode[], { variables }: Scope): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const waiting = given.map((
    { name, value },
  ): [string, unknown] => [name.value, plainValue(value, variables)]);
  for (let at = 0; at < waiting.length && values.size < MAX_ARGUMENT_VALUES; at++) {
    const [name, value] = waiting[at] ?? ["", null];
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      if (!values.has(name)) values.set(name, String(value));
    } else if (typeof value === "object" && value !== null && waiting.length < MAX_VALUES_LOOKED_AT) {
      const members = Array.isArray(value)
        ? value.slice(0, MAX_ARGUMENT_VALUES).map((item): [string, unknown] => [name, item])
        : Object.entries(value).slice(0, MAX_ARGUMENT_VALUES);
      waiting.push(...members);
    }
  }
  return values;
}

/** A value of the document as plain data. Its depth is that of the document, which the parser bounds. */
function plainValue(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case "Variable":
      return variables[node.name.value];
    case "NullValue":
      return null;
    case "ListValue":
      return node.values.map((item) => plainValue(item, variables));
    case "ObjectValue":
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, plainValue(value, variables)]),
      );
    default:
      return node.value;
  }
}
