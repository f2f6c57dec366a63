import "server-only";
import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";

/** Next.js and `fetch` put whole addresses into spans. Their queries carry codes, tokens and users' addresses. */
const QUERY = /\?\S*/g;
/** `user:password@` of an address. */
const CREDENTIALS = /\/\/[^/\s@]+@/g;

/**
 * Passes spans on without the queries of addresses and without the messages of errors, which may quote what the cloud or a
 * client sent.
 */
export function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(scrubbed), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function scrubbed(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    name: { value: scrubText(span.name) },
    attributes: { value: scrubAttributes(span.attributes) },
    status: { value: { code: span.status.code } },
    events: {
      value: span.events.map(({ name, time, attributes }) => ({
        name: scrubText(name),
        time,
        attributes: { "exception.type": attributes?.["exception.type"] },
      })),
    },
    links: {
      value: span.links.map(({ context }) => ({ context })),
    },
  });
}

function scrubAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, scrubValue(value)]),
  );
}

function scrubValue(value: AttributeValue | undefined): AttributeValue | undefined {
  if (typeof value === "string") return scrubText(value);
  return Array.isArray(value)
    ? (value.map((item) => (typeof item === "string" ? scrubText(item) : item)) as AttributeValue)
    : value;
}

function scrubText(text: string): string {
  return text.replace(QUERY, "").replace(CREDENTIALS, "//");
}
