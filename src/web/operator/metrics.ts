import { collectDefaultMetrics } from 'prom-client';
import type { Counters } from './counters.ts';
import { type GaugeSources, registerGauges } from './gauges.ts';

export interface MetricsOptions extends Omit<GaugeSources, 'commandsInProgress'> {
  counters: Counters;
}

export interface Metrics {
  /** Everything in Prometheus' text format. */
  text(): Promise<{ contentType: string; body: string }>;
}

const eventLoopPrecisionMs = 20;

/** The metrics of this process. Those of Node itself are observed from the first request on: they cost a timer. */
export function createMetrics({ counters, ...sources }: MetricsOptions): Metrics {
  const { registry, inProgress } = counters;
  registerGauges(registry, { ...sources, commandsInProgress: () => inProgress.commands });
  let isObservingNode = false;
  return {
    async text() {
      if (!isObservingNode)
        collectDefaultMetrics({
          register: registry,
          eventLoopMonitoringPrecision: eventLoopPrecisionMs,
        });
      isObservingNode = true;
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
