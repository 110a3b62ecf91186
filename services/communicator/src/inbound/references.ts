import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import { learnPerson, loansAmongKnown, loansOf } from '../customers/know-person.ts';
import { findInteraction } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { borrowerReadings, findSenders, theSender, type Sender } from './find-sender.ts';
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
  if (senders.length > 0 || !(await learnPerson(deps, creditorId, borrowerReadings(body).flat())))
    return theSender(senders, body);
  return theSender(await findSenders(deps, creditorId, body, previous), body);
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
  const found = await loansOf(deps, { creditorId, _id: customerId }, named);
  const missing = named.find((_, i) => found[i] === undefined);
  if (missing !== undefined)
    throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person', [
      { path: missing === body.loanId ? 'loanId' : 'loanIds', problem: 'is not a loan of this person' },
    ]);
  return [...new Set(found.flatMap((debt) => debt?._id ?? []))];
}

/** Of what a STOP names, what is there: nothing about it may keep the STOP from being heard. */
export const debtIdsAsFarAsKnown = async (
  { db }: Deps,
  creditorId: string,
  customerId: string,
  body: ReceiveRequest,
): Promise<string[]> =>
  (await loansAmongKnown({ db }, { creditorId, _id: customerId }, namedLoans(body))).flatMap((debt) => debt?._id ?? []);
