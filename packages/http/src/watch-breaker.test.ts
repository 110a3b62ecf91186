import { createMetrics } from '@fairdue/telemetry';
import CircuitBreaker from 'opossum';
import { watchBreaker } from './watch-breaker.ts';

test('a breaker that opens is seen to be open, and counted', async () => {
  const metrics = createMetrics('recover');
  const breaker = new CircuitBreaker(() => Promise.reject(new Error('away')), { volumeThreshold: 1 });
  watchBreaker(metrics, 'service:creditor', breaker);
  const text = () => metrics.registry.metrics();
  const closed = await text();

  await breaker.fire().catch(() => undefined);

  expect(closed).toMatch(/fairdue_breaker_open\{target="service:creditor",service="recover"\} 0/);
  expect(closed).toMatch(/fairdue_breaker_opened_total\{[^}]*\} 0/);
  expect(await text()).toMatch(/fairdue_breaker_open\{target="service:creditor",service="recover"\} 1/);
  expect(await text()).toMatch(/fairdue_breaker_opened_total\{[^}]*\} 1/);
  breaker.shutdown();
});
