/** Types of what an expression may speak of, as far as they are known before it runs. `dyn` is whatever comes. */

export interface CelTypeInfo {
  /** As the library names its types: `string`, `int`, `double`, `bool`, `list`, `map`, `google.protobuf.Timestamp`, `dyn` … */
  readonly name: string;
  /** Members of a map whose keys are all known. */
  readonly fields?: Readonly<Record<string, CelTypeInfo>>;
  /** Of a list's members, or a map's values. */
  readonly element?: CelTypeInfo;
}

export const DYN: CelTypeInfo = { name: "dyn" };
export const STRING: CelTypeInfo = { name: "string" };
export const INT: CelTypeInfo = { name: "int" };
export const DOUBLE: CelTypeInfo = { name: "double" };
export const BOOL: CelTypeInfo = { name: "bool" };
export const TIMESTAMP: CelTypeInfo = { name: "google.protobuf.Timestamp" };

export const listOf = (element: CelTypeInfo): CelTypeInfo => ({ name: "list", element });
export const record = (fields: Readonly<Record<string, CelTypeInfo>>): CelTypeInfo => ({
  name: "map",
  fields,
});
