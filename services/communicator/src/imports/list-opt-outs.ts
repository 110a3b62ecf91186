import { HoldPlacedV1, type HoldFacts } from '@fairdue/contracts';
import { consumer } from '@fairdue/outbox';
import { Refused, Unavailable } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { job, schedule, timerKind, tryAgain, type JobOutcome } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { askRecover } from '../customers/ask-recover.ts';
import type { Customer } from '../customers/customer.ts';
import { loadCustomers } from '../customers/customer.store.ts';
import { listNumber } from '../inbound/stop-list.ts';

type OptOut = Pick<HoldFacts, 'holdId' | 'channels' | 'contactIds'> & { creditorId: string; customerId: string };

/** An opt-out that an import brought is put on the list, once its customer is known here. */
const listJob = timerKind<OptOut>('list-imported-opt-out', { time: 'real' });

/** Whoever opted out of an email or number elsewhere did so as with a STOP: the list of those numbers has it as well. */
export const takeOptOuts = () =>
  consumer('take-imported-opt-outs', HoldPlacedV1, async (tx, events) => {
    const optOuts = events
      .filter(({ republished }) => republished !== true)
      .map(({ data: { creditorId, customerId, hold } }) => ({ ...hold, creditorId, customerId }))
      .filter(({ source, reason }) => source.service === 'import' && reason === 'opted-out')
      .filter(({ contactIds }) => contactIds.length > 0);
    await schedule(
      tx,
      listJob,
      optOuts.map(({ holdId, channels, contactIds, creditorId, customerId }) => ({
        id: holdId, key: customerId, dueAt: new Date(), data: { holdId, channels, contactIds, creditorId, customerId },
      })), // prettier-ignore
    );
  });

export const listOptOuts = (deps: CommunicatorDeps) =>
  job(listJob, (rows) => Promise.all(rows.map((row) => listOne(deps, row))), { batchMax: 50 });

async function listOne(
  deps: CommunicatorDeps,
  { id, data, attempts }: { id: string; data: OptOut; attempts: number },
): Promise<JobOutcome> {
  const { creditorId, customerId } = data;
  const look = async () => (await loadCustomers(deps, creditorId, [customerId])).get(customerId);
  try {
    const customer = (await look()) ?? (await askRecover(deps, creditorId, { customerId }));
    return { id, done: (tx) => list(tx, customer, data, deps.now()) };
  } catch (error) {
    if (!(error instanceof Refused) && !(error instanceof Unavailable)) throw error;
    return tryAgain({ id, attempts }, error.code);
  }
}

async function list(tx: Tx, customer: Customer | undefined, optOut: OptOut, at: Date): Promise<void> {
  const { creditorId, customerId, contactIds, channels, holdId } = optOut;
  const covers = (channel: 'text' | 'email'): boolean => channels.length === 0 || channels.includes(channel);
  for (const { contactId, contactType, value } of customer?.contacts ?? []) {
    const isMeant = contactIds.includes(contactId) && covers(contactType === 'email' ? 'email' : 'text');
    if (isMeant && value !== undefined && contactType !== 'address')
      await listNumber(tx, creditorId, { number: value, interactionId: holdId, at, heldFor: [customerId] });
  }
}
