import type { Upstream } from '@fairdue/http';
import { eventually } from '@fairdue/testing';
import { createLog, createMetrics } from '@fairdue/telemetry';
import type { CommunicatorDeps } from '../config.ts';
import { blankInteraction } from '../interactions/interaction.ts';
import type { OpenHandOver, Provider } from '../providers/provider.ts';
import { NotStarted } from './consumed-permit.ts';
import { handOver, type Ready } from './hand-over.ts';

type Call = {
  path: string;
  body: { permits?: { permitId: string }[]; reports?: { permitId: string; outcome: string }[] };
};

/** A guard that consumes what it is asked, remembers what it is told, and gives that long. */
function underTest(windowMs = 3_000) {
  const calls: Call[] = [];
  const metrics = createMetrics('test');
  const guard: Upstream = {
    name: 'compliance-guard',
    call: ({ path, body, schema }) => {
      calls.push({ path, body: body as Call['body'] });
      const answers = (body as Call['body']).permits?.map(({ permitId }) => ({
        permitId,
        consumed: true,
        addressHash: 'hash',
        windowMs,
      }));
      return Promise.resolve(schema.parse({ answers }) as never);
    },
    close: () => Promise.resolve(),
  };
  const deps = { upstream: () => guard, config: { HAND_OVERS_AT_ONCE: 2 }, log: createLog('test', 'silent'), metrics };
  const reports = () => calls.flatMap(({ body }) => body.reports ?? []);
  return { deps: deps as unknown as CommunicatorDeps, calls, reports, metrics };
}

const provider = (open: () => Promise<OpenHandOver>): Provider => ({
  name: 'test',
  compose: () => Promise.resolve(Buffer.alloc(0)),
  open,
  lookUp: () => Promise.resolve({ kind: 'cannot-tell' }),
  close: () => Promise.resolve(),
});

const message = (number: number, by: Provider): Ready => ({
  provider: by,
  hasAnother: false,
  permitId: `PE-1-${number}`,
  outgoing: { key: 'k', sender: 's', recipient: 'r', addressHash: 'hash', bytes: Buffer.alloc(0) },
  interaction: {
    ...blankInteraction(`IN-1-${number}`, 'CR-1-A', new Date()),
    customerId: 'BO-1-A',
    direction: 'outbound',
    channel: 'text',
    theme: 'opsCollDebt',
    subject: 'loanOverdueFirstNotice',
    status: 'scheduled',
  },
});

const takes = provider(() =>
  Promise.resolve({
    commit: (permit) => {
      permit.start('hash');
      return Promise.resolve({ kind: 'accepted', providerMessageId: null });
    },
    abandon: () => undefined,
  }),
);

test('no permit is consumed before its provider’s connection stands, and what has none is given back', async () => {
  const { deps, calls, reports } = underTest();
  const away = provider(() => Promise.reject(new NotStarted('not reachable')));

  const results = await handOver(deps, [message(1, takes), message(2, away)]);

  expect(calls[0]).toMatchObject({ path: '/internal/permits/consume', body: { permits: [{ permitId: 'PE-1-1' }] } });
  expect(results.get('IN-1-2')).toMatchObject({ kind: 'not-started' });
  expect(reports()).toMatchObject([
    { permitId: 'PE-1-2', outcome: 'released' },
    { permitId: 'PE-1-1', outcome: 'answered' },
  ]);
});

test('a message begun after its window is evidence and an alarm', async () => {
  const { deps, reports, metrics } = underTest(30);
  const frozen = provider(() =>
    Promise.resolve({
      commit: (permit) => {
        permit.start('hash');
        for (const end = performance.now() + 40; performance.now() < end;); // a process frozen between two instructions
        return Promise.resolve({ kind: 'accepted', providerMessageId: null });
      },
      abandon: () => undefined,
    }),
  );

  await handOver(deps, [message(1, frozen)]);

  expect(reports()).toMatchObject([{ outcome: 'overrun' }]);
  expect(await metrics.registry.metrics()).toMatch(/fairdue_hand_over_overruns_total\S* 1/);
});

test('every message is handed over once, however many there are', async () => {
  const { deps, reports } = underTest();

  const results = await handOver(
    deps,
    [1, 2, 3, 4, 5].map((number) => message(number, takes)),
  );

  expect([...results.values()].map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'accepted'));
  expect(new Set(reports().map(({ permitId }) => permitId)).size).toBe(5);
});

test('what the guard is told of some messages holds up no others, and all of it is told before the end', async () => {
  const { deps, calls } = underTest();
  const guard = deps.upstream('compliance-guard');
  const slow: (() => void)[] = [];
  const busy = {
    ...guard,
    call: async (asked: Parameters<Upstream['call']>[0]) => {
      if (asked.path === '/internal/permits/report') await new Promise<void>((resolve) => slow.push(resolve));
      return guard.call(asked);
    },
  };
  let isOver = false;

  const all = handOver(
    { ...deps, upstream: () => busy } as unknown as CommunicatorDeps,
    [1, 2, 3, 4].map((number) => message(number, takes)),
  ).finally(() => (isOver = true));
  await eventually(() => slow.length === 2);
  expect([calls.map(({ path }) => path), isOver]).toEqual([Array(2).fill('/internal/permits/consume'), false]);
  for (const answer of slow) answer();

  expect((await all).size).toBe(4);
});
