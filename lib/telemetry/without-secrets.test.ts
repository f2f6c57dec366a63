import { SpanStatusCode, trace } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { expect, test } from "vitest";
import { withoutSecrets } from "./without-secrets";

const SECRET = "secret-7f3a";

test("a token in an address, a name, an error or a link reaches no collector", () => {
  const collected = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(withoutSecrets(collected))],
  });
  const span = provider.getTracer("test").startSpan(`GET /bind?token=${SECRET}`, {
    attributes: {
      "http.target": `/api/auth/callback/beyondidentity?code=${SECRET}&state=${SECRET}`,
      "url.full": `https://user:${SECRET}@cloud.example/v1/identities?filter=${SECRET}`,
      "many.urls": [`/?a=${SECRET}`, "/account"],
      "http.route": "/bind",
      "http.status_code": 200,
    },
    links: [
      {
        context: trace
          .wrapSpanContext({ traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 1 })
          .spanContext(),
        attributes: { link: SECRET },
      },
    ],
  });
  span.recordException(new TypeError(`fetch of https://x.example/${SECRET} failed`));
  span.setStatus({ code: SpanStatusCode.ERROR, message: SECRET });
  span.addEvent(`retry /x?y=${SECRET}`, { reason: SECRET });
  span.end();

  const [sent] = collected.getFinishedSpans();
  const { name, attributes, status, events, links } = sent ?? {};
  expect(JSON.stringify({ name, attributes, status, events, links })).not.toContain(SECRET);
  expect({ name, attributes, status }).toEqual({
    name: "GET /bind",
    attributes: {
      "http.target": "/api/auth/callback/beyondidentity",
      "url.full": "https://cloud.example/v1/identities",
      "many.urls": ["/", "/account"],
      "http.route": "/bind",
      "http.status_code": 200,
    },
    status: { code: SpanStatusCode.ERROR },
  });
  expect(events?.map((event) => event.attributes?.["exception.type"])).toContain("TypeError");
});
