import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../../config.ts';
import type { Customer } from '../../customers/customer.ts';
import { findOwners } from '../../customers/customer.store.ts';
import { knowPeople } from '../../customers/know-person.ts';
import { addressesOf, plannedFor, type FreeFormRequest } from './free-form-request.ts';

/** One address, whose it is, and what is said there and when. */
export type Recipient = {
  email: string;
  person: Customer;
  contactId: string | undefined;
  subjectLine: string;
  plannedFor: Date | null;
};

/**
 * Whom the addresses belong to: the person who is named, else the only one who has that address. Somebody who gets a copy
 * is a recipient like any other: nobody is written to without a history of their own.
 */
export async function recipientsOf(
  deps: Pick<CommunicatorDeps, 'db' | 'upstream'>,
  creditorId: string,
  body: FreeFormRequest,
  now: Date,
): Promise<Recipient[]> {
  const named = body.personalizations.flatMap((each, i) => {
    const planned = plannedFor(each, now);
    if (planned === 'too-far') throw tooFar(i);
    const personId = each.custom_args?.personId ?? body.personId;
    const subjectLine = each.subject ?? body.subjectLine ?? '';
    return addressesOf(each).map((email) => ({ i, email, personId, subjectLine, plannedFor: planned }));
  });
  const personIds = new Set(named.flatMap(({ personId }) => personId ?? []));
  const people = await knowPeople(deps, creditorId, [...personIds]);
  const emails = named.filter(({ personId }) => personId === undefined).map(({ email }) => email);
  const owners = await findOwners(deps, creditorId, emails);

  return named.map(({ i, personId, ...about }) => {
    const { email } = about;
    const person = personId === undefined ? theOwner(owners.get(email) ?? [], i) : people.get(personId);
    if (!person) throw new Error('Everybody who is named is known by now.');
    const contact = person.contacts.find(({ contactType, value }) => contactType === 'email' && value === email);
    return { ...about, person, contactId: contact?.contactId };
  });
}

function theOwner([owner, ...others]: readonly Customer[], i: number): Customer {
  if (owner && others.length === 0) return owner;
  const whose = owner ? 'several people have' : 'nobody has';
  throw new Refused('rule', 'recipient-not-resolved', 'Whose address it is cannot be told', [
    { path: `personalizations[${i}]`, problem: `${whose} an address of it: name the person in custom_args.personId` },
  ]);
}

const tooFar = (i: number): Refused =>
  new Refused('malformed', 'request-invalid', 'send_at is too far ahead', [
    { path: `personalizations[${i}].send_at`, problem: 'is more than 90 days ahead' },
  ]);
