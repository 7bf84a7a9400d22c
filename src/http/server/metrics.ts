// Request metrics for Prometheus. Labels are the route's pattern, the method and the status, so that the number of
// series is bounded.
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const METHODS = ['GET', 'HEAD', 'OPTIONS'];

export interface Metrics {
  /** @param pattern the route as registered; null where none matched. */
  observe(pattern: string | null, method: string, status: number, milliseconds: number): void;
  render(): Promise<{ type: string; text: string }>;
}

/** The metrics of one process, as they can be sent to another and added up. */
export type ProcessMetrics = readonly object[];

/** The other processes that serve the same. */
export interface MetricsPeers {
  /** Says how to ask this process, for whichever gathers. */
  provide(measure: () => Promise<ProcessMetrics>): void;
  /** Of all processes, this one among them. */
  gather(): Promise<readonly ProcessMetrics[]>;
}

/**
 * @param revision gives the current revision, whenever the metrics are requested.
 * @param peers whose metrics are added to those of this process; null for none
 */
export function createMetrics(revision: () => string, peers: MetricsPeers | null = null): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'demarche_' });
  const durations = new Histogram({
    name: 'demarche_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  new Gauge({
    name: 'demarche_revision_info',
    help: 'The revision that is served, as a label; the value is always 1.',
    labelNames: ['revision'],
    // Of several processes as of one: 1.
    aggregator: 'max',
    registers: [registry],
    collect() {
      this.reset();
      this.set({ revision: revision() }, 1);
    },
  });
  /** One for each route, method and status: to find it by its labels takes longer than to count. */
  const series = new Map<string, Histogram.Internal<'route' | 'method' | 'status'>>();
  peers?.provide(() => registry.getMetricsAsJSON());
  const whole = async () =>
    peers === null ? registry : AggregatorRegistry.aggregate([...(await peers.gather())]);
  return {
    observe(pattern, method, status, milliseconds) {
      const known = METHODS.includes(method) ? method : 'other';
      const route = pattern ?? 'none';
      const key = `${route} ${known} ${status}`;
      let one = series.get(key);
      if (one === undefined) {
        one = durations.labels(route, known, String(status));
        series.set(key, one);
      }
      one.observe(milliseconds / 1000);
    },
    async render() {
      return { type: registry.contentType, text: await (await whole()).metrics() };
    },
  };
}
