import "server-only";
import { metrics } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { withoutSecrets } from "@/lib/telemetry/without-secrets";

const METRICS_EVERY_MS = 10_000;
const SERVICE = resourceFromAttributes({ "service.name": "passkey-starter" });

/**
 * Sends traces and metrics to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`. The other variables of OpenTelemetry, such as
 * `OTEL_SERVICE_NAME` and `OTEL_EXPORTER_OTLP_HEADERS`, work as its specification says.
 */
export function startTelemetry(): void {
  const resource = defaultResource()
    .merge(SERVICE)
    .merge(detectResources({ detectors: [envDetector] }));
  const exporter = withoutSecrets(new OTLPTraceExporter());
  new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(exporter)],
  }).register();
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: METRICS_EVERY_MS,
  });
  metrics.setGlobalMeterProvider(new MeterProvider({ resource, readers: [reader] }));
}
