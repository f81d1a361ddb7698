/** What the parser gives, by the names used here. */
import type { parse } from "@bufbuild/cel";

export type Expr = ReturnType<typeof parse>["expr"];
export type Kind<C extends Expr["exprKind"]["case"]> = Extract<Expr["exprKind"], { case: C }>["value"];
