/** Services that speak GraphQL and name some of their mutations by other words than what these do. */
import type { CallView } from "../call_view.ts";
import { type Category, gravest } from "./categories.ts";
import { snakeCase } from "./names.ts";
import type { Naming } from "./service.ts";
import type { Verb } from "../types.ts";

/** Mutations in snake case to what they do; all others are read by their names. */
export type MutationTable = Readonly<Record<string, readonly [verb: Verb, category: Category]>>;

/** A `refine`: the catalogue has read the document, and the table says what its mutations do. */
export function refineGraphql(table: MutationTable): (view: CallView, naming: Naming) => Naming {
  return (_view, naming) => {
    const fields = naming.facts["graphql_fields"];
    if (naming.verb === "READ" || fields === undefined) return naming;
    const known = fields.split(",").map(snakeCase).flatMap((operation) => {
      const [verb, category] = Object.hasOwn(table, operation) ? table[operation] ?? [] : [];
      return verb === undefined || category === undefined ? [] : [{ ...naming, operation, verb, category }];
    });
    // What the table says of the field that names the call counts; of another one only when it is graver.
    const own = known.find(({ operation }) => operation === naming.operation) ?? naming;
    return gravest([own, ...known]) ?? own;
  };
}
