import { createLog, createMetrics } from '@fairdue/telemetry';
import { eventually } from '@fairdue/testing';
import { NotStarted, type ConsumedPermit } from '../dispatch/consumed-permit.ts';
import type { Answer, OpenMessage, Provider } from './provider.ts';
import { withBreaker, type RestingProvider } from './with-breaker.ts';

const outgoing = { key: 'k', sender: 's', recipient: 'r', addressHash: 'h', bytes: Buffer.alloc(0) };
const permit = {} as ConsumedPermit;

function underTest() {
  const does = { opens: 0, lookUps: 0, open: undefined as Error | undefined, answer: { kind: 'accepted', providerMessageId: null } as Answer }; // prettier-ignore
  const inner: Provider = {
    name: 'textline',
    compose: () => Promise.resolve(outgoing.bytes),
    open: () => {
      does.opens++;
      if (does.open) return Promise.reject(does.open);
      return Promise.resolve({ commit: () => Promise.resolve(does.answer), abandon: () => undefined });
    },
    lookUp: () => Promise.resolve({ kind: (does.lookUps++, 'not-there') }),
    close: () => Promise.resolve(),
  };
  return {
    does,
    provider: withBreaker(inner, { log: createLog('test', 'silent'), metrics: createMetrics('test'), restMs: 50 }),
  };
}
const send = async (provider: RestingProvider) => ((await provider.open(outgoing)) as OpenMessage).commit(permit);
const times = async (count: number, what: () => Promise<unknown>): Promise<void> => {
  for (let i = 0; i < count; i++) await what().catch(() => undefined);
};

test.each([
  ['gives no connection', { open: new NotStarted('not reachable') }],
  ['takes messages and never answers', { answer: { kind: 'unknown', cause: '' } as Answer }],
])('a provider that %s rests, nothing is begun there meanwhile, and then it is tried again', async (_name, fault) => {
  const { does, provider } = underTest();
  const well = { ...does };
  Object.assign(does, fault);
  await times(8, () => send(provider));
  const begun = does.opens;

  expect(provider.isResting()).toBe(true);
  await expect(provider.open(outgoing)).rejects.toMatchObject({ name: 'NotStarted', permanent: false });
  await provider.lookUp('k');
  expect([does.opens, does.lookUps]).toEqual([begun, 1]);

  Object.assign(does, { open: well.open, answer: well.answer });
  await eventually(() => !provider.isResting());
  await eventually(() => send(provider).then(() => true, () => false)); // prettier-ignore
  await times(3, () => send(provider));
  expect(does.opens).toBe(begun + 4);
  await provider.close();
});

test.each([
  ['turns messages down for good', { open: new NotStarted('no such mailbox', { permanent: true }) }],
  ['refuses them', { answer: { kind: 'refused', reason: '', permanent: true } as Answer }],
])('a provider that %s is well', async (_name, fault) => {
  const { does, provider } = underTest();
  Object.assign(does, fault);
  await times(20, () => send(provider));

  expect([provider.isResting(), does.opens]).toEqual([false, 20]);
  await provider.close();
});
