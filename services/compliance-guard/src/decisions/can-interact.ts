import { themeOfSubject, type CreditorSettings } from '@fairdue/contracts';
import { caller, read, requirePermission, type Caller } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Unavailable } from '@fairdue/refused';
import { Router } from 'express';
import type { Customer } from '../customers/customer.ts';
import { customerThen } from '../customers/customer-then.ts';
import type { Question } from '../customers/facts-of.ts';
import type { Guard } from '../permits/guard.ts';
import { askingLimit } from './asking-limit.ts';
import { askedDebts, askedPerson, withNamed } from './asked-person.ts';
import { askedMoment } from './asked-moment.ts';
import { CanInteractQuery, readCanInteract, saysOf, type CanInteractBody } from './can-interact-body.ts';
import { canInteractData } from './can-interact-data.ts';
import type { CanInteractData } from './decision.wire.ts';
import { decide, stricter } from './decide.ts';
import { explained } from './explained.ts';
import { decisionRow } from './decision-row.ts';
import { describedContact } from './described-contact.ts';
import { namedContact, withCounty, type MatchedContact } from './matched-contact.ts';
import { sharedTrips, type SharedTrips } from './shared-trips.ts';
import { invalid, notFound } from './wire-refused.ts';

/** G1. May this person be contacted, then, this way, about this? It decides, keeps the answer, and reserves nothing. */
export const canInteractRoute = (guard: Guard) => {
  const limit = askingLimit();
  const trips = sharedTrips(guard);
  return Router().post('/api/people/:personId/can-interact', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'complianceguard.decision:create');
    const { explain } = read(CanInteractQuery, req.query);
    const body = readCanInteract(req.body);
    const { deps } = guard;

    const person = await askedPerson(deps, trips, from, req.params.personId);
    limit(person._id);
    const customer = await withNamed(
      deps,
      person,
      (known) => askedDebts(known, body) !== undefined && hasContact(known, body),
    );
    const [isComplete, settings] = await Promise.all([
      trips.isComplete(customer._id),
      trips.settingsOf(customer.creditorId),
    ]);
    if (!isComplete) throw new Unavailable('facts-incomplete', 'Not everything about this person has arrived yet.', 2);
    const { evaluated, ...data } = await answer(guard, trips, { customer, settings }, body, from);

    if (explain !== 'true') return void res.json({ status: 200, message: 'OK', data });
    const rules = (await guard.currentRules.read()).of(customer.creditorId, deps.now());
    res.json({ status: 200, message: 'OK', data: { ...data, evaluated: explained(evaluated, rules) } });
  });
};

const hasContact = ({ contacts }: Customer, body: CanInteractBody): boolean =>
  body.contactId === undefined || contacts.some(({ contactId }) => contactId === body.contactId);

/** Theme and subject may name different reasons: then both are asked, and the stricter answer holds. */
function themesOf({ theme, subject }: CanInteractBody): { themes: string[]; source: 'request' | 'subject' | 'both' } {
  const implied = subject === undefined ? null : themeOfSubject(subject);
  if (theme === undefined) {
    if (implied === null) throw invalid('themeRequired', 'theme', `${subject} implies no theme`);
    return { themes: [implied], source: 'subject' };
  }
  return implied === null || implied === theme
    ? { themes: [theme], source: 'request' }
    : { themes: [theme, implied], source: 'both' };
}

/** The contact that is meant, and the customer with it. */
const contactOf = async (
  deps: Guard['deps'],
  from: Caller,
  customer: Customer,
  body: CanInteractBody,
): Promise<{ customer: Customer; contact: MatchedContact }> =>
  body.contactDetails
    ? describedContact(deps, from, customer, body.contactDetails)
    : { customer, contact: namedContact(customer.contacts, body) };

/** The customer with one contact as the question describes it. */
const described = (customer: Customer, contactId: string, details: CanInteractBody['contactDetails']): Customer => ({
  ...customer,
  contacts: customer.contacts.map((each) =>
    details && each.contactId === contactId ? withCounty(each, details) : each,
  ),
});

/** Decides for every theme, keeps the answer whole with the hash of its facts, and proves it. */
async function answer(
  { deps, currentRules }: Guard,
  { keep }: SharedTrips,
  { customer: known, settings }: { customer: Customer; settings: CreditorSettings },
  body: CanInteractBody,
  from: Caller,
): Promise<CanInteractData> {
  const { db, now } = deps;
  const { creditorId, _id: customerId } = known;
  const debtIds = askedDebts(known, body);
  if (!debtIds) throw notFound('loanNotFound', 'loanIds', 'that loan is not of this person', 'Loan not found');
  const { themes, source } = themesOf(body);
  const momentIn = (zone: string, at: Date) => askedMoment(body, at, settings.timeZone, zone);
  momentIn(settings.timeZone, now()); // a wrong question adds no contact
  const { customer, contact } = await contactOf(deps, from, known, body);
  const rules = await currentRules.read();
  const evaluatedAt = now();
  const zone = contact.contact.zones[0] ?? customer.contacts.flatMap(({ zones }) => zones)[0] ?? settings.timeZone;
  const moment = momentIn(zone, evaluatedAt);
  const { contactId } = contact.contact;
  const then = moment.isPast ? await customerThen(db, customer, { ...moment, contactId }) : customer;
  const asDescribed = described(then, contactId, body.contactDetails);

  const answers = themes.map((theme) => {
    const { channel, subject = null, isAutodialed } = body;
    const question: Question = {
      channel,
      theme,
      subject,
      isAutodialed: isAutodialed ?? false,
      says: saysOf(body),
      contactId,
      debtIds,
      ...moment,
    };
    return { question, decision: decide(rules.of(creditorId, evaluatedAt), asDescribed, settings, question) };
  });
  const [first, second] = answers;
  if (!first) throw new Error('A question has at least one theme.');
  const strict = second && stricter(first.decision, second.decision) === second.decision ? second : first;

  const data = canInteractData({
    decisionId: newId('decision'),
    evaluatedAt,
    ...strict,
    themeSource: source,
    contact,
    loansNamed: debtIds.length > 0,
  });
  const about = { kind: 'can-interact' as const, creditorId, customerId, at: evaluatedAt, requestedBy: from.accountId };
  const contactDetails = body.contactDetails && { contactType: body.contactDetails.contactType };
  const record = { request: { ...body, contactDetails }, data };
  const row = decisionRow(about, strict.decision, record, data.decisionId);
  await keep({
    decision: row,
    evidence: { creditorId, customerId, at: evaluatedAt, kind: 'decision', subjectId: row._id, text: row.record },
  });
  return data;
}
