import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import { askRecover } from '../customers/ask-recover.ts';
import { debtsCalled, loadDebts } from '../customers/customer.store.ts';
import { findInteraction } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { findSenders, referenceOf, theSender, type Sender } from './find-sender.ts';
import type { ReceiveRequest } from './receive-request.ts';

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream'>;

/** The interaction that is answered. One that is named has to be there. */
export async function previousOf(
  { db }: Deps,
  creditorId: string,
  { previousInteractionId }: ReceiveRequest,
): Promise<Interaction | undefined> {
  if (!previousInteractionId) return undefined;
  const previous = await findInteraction({ db }, creditorId, previousInteractionId);
  if (!previous)
    throw new Refused('not-found', 'interaction-not-found', 'There is no such interaction', [
      { path: 'previousInteractionId', problem: 'is not known here' },
    ]);
  return previous;
}

/** Who it is from. Somebody named whom no event has told of yet may be known to recover. */
export async function senderOf(
  deps: Deps,
  creditorId: string,
  body: ReceiveRequest,
  previous: Interaction | undefined,
): Promise<Sender> {
  const senders = await findSenders(deps, creditorId, body, previous);
  if (senders.length > 0 || !(await learnNamed(deps, creditorId, body))) return theSender(senders, body);
  return theSender(await findSenders(deps, creditorId, body, previous), body);
}

async function learnNamed(deps: Deps, creditorId: string, { borrower }: ReceiveRequest): Promise<boolean> {
  const { own, external } = borrower?.id ? referenceOf(borrower.id) : { own: undefined, external: undefined };
  const references = [external, borrower?.externalId].filter((each) => !!each) as string[];
  if (own !== undefined && (await askRecover(deps, creditorId, { customerId: own }))) return true;
  for (const reference of references) if (await askRecover(deps, creditorId, { reference })) return true;
  return false;
}

const namedLoans = ({ loanId, loanIds }: ReceiveRequest): string[] => [
  ...new Set([...(loanId ? [loanId] : []), ...(loanIds ?? [])]),
];

/** The debts that are named, by our ids. Each has to be this person's. */
export async function debtIdsOf(
  deps: Deps,
  creditorId: string,
  customerId: string,
  body: ReceiveRequest,
): Promise<string[]> {
  const named = namedLoans(body);
  let found = await findDebts(deps, creditorId, customerId, named);
  if (found.includes(undefined) && (await askRecover(deps, creditorId, { customerId })))
    found = await findDebts(deps, creditorId, customerId, named);
  const missing = named.find((_, i) => found[i] === undefined);
  if (missing !== undefined)
    throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person', [
      { path: missing === body.loanId ? 'loanId' : 'loanIds', problem: 'is not a loan of this person' },
    ]);
  return [...new Set(found as string[])];
}

/** Of what a STOP names, what is there: nothing about it may keep the STOP from being heard. */
export const debtIdsAsFarAsKnown = async (
  { db }: Deps,
  creditorId: string,
  customerId: string,
  body: ReceiveRequest,
): Promise<string[]> =>
  (await findDebts({ db }, creditorId, customerId, namedLoans(body))).filter((id) => id !== undefined);

const findDebts = (
  { db }: Pick<Deps, 'db'>,
  creditorId: string,
  customerId: string,
  references: readonly string[],
): Promise<(string | undefined)[]> =>
  Promise.all(
    references.map(async (reference) => {
      const { own, external } = referenceOf(reference);
      const byId = own === undefined ? undefined : (await loadDebts({ db }, creditorId, [own])).get(own);
      const candidates = byId ? [byId] : await debtsCalled({ db }, creditorId, external);
      return candidates.find((debt) => debt.customerId === customerId)?._id;
    }),
  );
