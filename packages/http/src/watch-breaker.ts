import type { Metrics } from '@fairdue/telemetry';
import type CircuitBreaker from 'opossum';

const opened = {
  help: 'Is the breaker in front of this target open (1) or tried with one call (0.5)? Per process: take max by (target).',
};
const states = new WeakMap<object, Map<string, Set<CircuitBreaker>>>();

/** Shows a breaker's state at every look, and counts how often it opened. `target`: `service:<name>` or `provider:<name>`. */
export function watchBreaker(metrics: Metrics, target: string, breaker: CircuitBreaker): void {
  const ofMetrics = states.get(metrics.registry) ?? new Map<string, Set<CircuitBreaker>>();
  states.set(metrics.registry, ofMetrics.set(target, (ofMetrics.get(target) ?? new Set()).add(breaker)));
  metrics.gauge('fairdue_breaker_open', opened.help, ['target'], (gauge) => {
    for (const [each, breakers] of ofMetrics)
      gauge.set({ target: each }, Math.max(...[...breakers].map(({ opened: isOpen, halfOpen }) => (isOpen ? 1 : halfOpen ? 0.5 : 0))));
  });
  const times = metrics.counter('fairdue_breaker_opened_total', 'How often the breaker in front of this target opened.', ['target']);
  times.inc({ target }, 0);
  breaker.on('open', () => times.inc({ target }));
  breaker.on('shutdown', () => ofMetrics.get(target)?.delete(breaker));
} // prettier-ignore
