import { EngineUnavailableError } from "../engine/ports.ts";

/** The part of an MCP tool result that the guard uses. */
export interface ToolResult {
  [key: string]: unknown;
  content: { type: "text"; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
}

/**
 * A line for the model, then the object twice: as text, because many clients show a model nothing else, and as
 * `structuredContent` for those that read it.
 */
export function structured(summary: string, object: Record<string, unknown>): ToolResult {
  return {
    content: [{ type: "text", text: summary }, { type: "text", text: JSON.stringify(object) }],
    structuredContent: object,
  };
}

export function failed(text: string): ToolResult {
  return { content: [{ type: "text", text }], isError: true };
}

/** The reason code and the sentence of whatever kept the engine from answering. */
export function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  return {
    code: error instanceof EngineUnavailableError ? error.code : "ENGINE_UNAVAILABLE",
    message: error instanceof Error ? error.message : String(error),
  };
}
