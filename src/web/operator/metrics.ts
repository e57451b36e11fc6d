import { collectDefaultMetrics } from 'prom-client';
import type { Counters } from './counters.ts';
import { type GaugeSources, registerGauges } from './gauges.ts';

export interface MetricsOptions extends Omit<GaugeSources, 'commandsInProgress'> {
  counters: Counters;
}

export interface Metrics {
  /** All metrics in Prometheus' text format. */
  text(): Promise<{ contentType: string; body: string }>;
}

const eventLoopPrecisionMs = 20;

/** The metrics of this process. Node's own are collected from the first request on, since they need a timer. */
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
