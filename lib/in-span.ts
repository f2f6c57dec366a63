import "server-only";
import { SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("passkey-starter");

/**
 * Runs a task as a span of the current trace. It costs nothing until an exporter is configured.
 *
 * @param name what the app does, such as `refresh tokens`
 * @param attributes codes and names only: never tokens, links, users' addresses or text that the cloud sent
 */
export function inSpan<T>(
  name: string,
  attributes: Record<string, string | number>,
  task: () => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await task();
    } catch (error) {
      // A message may quote what the cloud sent.
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute("error.type", codeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code: unknown = Reflect.get(error, "code") ?? Reflect.get(error, "reason");
  return typeof code === "string" ? code : error.name;
}
