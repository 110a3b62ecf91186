import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Metrics = {
  registry: Registry;
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge<L extends string>(
    name: string,
    help: string,
    labels?: readonly L[],
    collect?: (gauge: Gauge<L>) => void | Promise<void>,
  ): Gauge<L>;
  histogram<L extends string>(name: string, help: string, labels?: readonly L[], buckets?: number[]): Histogram<L>;
};

/**
 * One registry per service, because one process may host several. Asking again for a name gives the same instrument.
 * `process: true` adds the figures of Node itself, which only one registry of a process should carry.
 */
export function createMetrics(service: string, { process = false } = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (process) collectDefaultMetrics({ register: registry });
  const known = <T>(name: string, make: () => T): T => (registry.getSingleMetric(name) as T | undefined) ?? make();
  return {
    registry,
    counter: (name, help, labels = []) =>
      known(name, () => new Counter({ name, help, labelNames: [...labels], registers: [registry] })),
    gauge: <L extends string>(
      name: string,
      help: string,
      labels: readonly L[] = [],
      collect?: (gauge: Gauge<L>) => void | Promise<void>,
    ) =>
      known(
        name,
        () =>
          new Gauge<L>({
            name,
            help,
            labelNames: [...labels],
            registers: [registry],
            ...(collect && {
              collect() {
                return collect(this);
              },
            }),
          }),
      ),
    histogram: (name, help, labels = [], buckets) =>
      known(
        name,
        () =>
          new Histogram({ name, help, labelNames: [...labels], registers: [registry], ...(buckets && { buckets }) }),
      ),
  };
}
