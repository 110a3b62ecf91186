import type { RequestListener } from 'node:http';
import { account, answering, bodyOf, startTestGateway } from '../test-gateway.ts';

const limit = 200;

/** A creditor service that knows every key, and counts the portions it hands out. */
function aCreditor(): RequestListener {
  let total = 0;
  return answering(async (req, res) => {
    const body = JSON.parse((await bodyOf(req)).toString('utf8')) as { portion: number };
    if (req.url === '/internal/credentials') return void res.end(JSON.stringify(account));
    total += body.portion;
    const granted = Math.max(0, Math.min(body.portion, body.portion - (total - limit)));
    res.end(JSON.stringify({ granted, total: Math.min(total, limit), endsInMs: 60_000 }));
  });
}

test('three replicas let a key’s minute through together, within a tenth', async () => {
  const creditor = aCreditor();
  const recover: RequestListener = (_req, res) => res.end('{}');
  const over = { RATE_LIMIT_PER_MINUTE: limit };
  const replicas = await Promise.all([0, 1, 2].map(() => startTestGateway({ creditor, recover }, over)));

  const statuses: number[] = [];
  for (let round = 0; round < 10; round++) {
    const asked = Array.from({ length: 30 }, (_, i) => replicas[i % 3]!.ask({ path: '/api/v1/customers' }));
    statuses.push(...(await Promise.all(asked)).map(({ status }) => status));
  }
  await Promise.all(replicas.map((replica) => replica.stop()));

  const passed = statuses.filter((status) => status === 200).length;
  expect(passed).toBeLessThanOrEqual(limit);
  expect(passed).toBeGreaterThanOrEqual(limit * 0.9);
  expect(statuses.filter((status) => status === 429)).toHaveLength(300 - passed);
});
