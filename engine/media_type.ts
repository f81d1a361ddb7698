/** What a `Content-Type` says (RFC 9110, section 8.3), as far as deciding needs it. */

/** The type and subtype in lower case, without parameters; empty when there is none. */
export function mediaType(contentType: string): string {
  const end = contentType.indexOf(";");
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** `application/json`, and any type with the `+json` suffix (RFC 6839). AWS writes `application/x-amz-json-1.1`. */
export function isJsonType(type: string): boolean {
  return type === "application/json" || type === "text/json" || type.endsWith("+json") ||
    type.startsWith("application/x-amz-json-");
}

export function isFormType(type: string): boolean {
  return type === "application/x-www-form-urlencoded";
}

/** Types whose bytes people read. */
export function isTextType(type: string): boolean {
  return type.startsWith("text/") || isJsonType(type) || isFormType(type) || type.endsWith("+xml") ||
    type === "application/xml" || type === "application/javascript" || type === "application/graphql" ||
    type === "application/x-ndjson" || type === "application/yaml" || type === "application/x-yaml";
}
