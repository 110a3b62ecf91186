import { DebtUpdatedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aDebt, anAsk, contacts } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
afterAll(() => guard.stop());

const inNorthCarolina = contacts.map((each) =>
  each.address ? { ...each, address: { ...each.address, city: 'Raleigh', state: 'NC', zipcode: '27601' } } : each,
);
const threat = { says: { threatensLegalAction: true } };
const reasonsOf = async (customerId: string) => {
  const [answer] = await guard.ask(anAsk(customerId, threat));
  if (!answer || 'error' in answer) return answer;
  return answer.granted ? [] : answer.blocking.map(({ reasonCode }) => reasonCode);
};

test('what the creditor says of the time to sue decides, and the agency’s word outranks it', async () => {
  const { customerId } = await guard.givenCustomer({ contacts: inNorthCarolina }, { defaultDate: '2026-06-01' });
  const inTime = await reasonsOf(customerId);
  await guard.deliver(anEvent(DebtUpdatedV1, aDebt(customerId, { version: 2, outOfStatute: { date: '2026-11-30' } })));
  const runOut = await reasonsOf(customerId);
  await guard.creditor.put(`/agency/v1/people/${customerId}/facts/timeBarred`).send({ value: 'no' }).expect(200);

  expect(inTime).not.toContain('timeBarred');
  expect(runOut).toContain('timeBarred');
  expect(await reasonsOf(customerId)).toEqual(inTime);
});
