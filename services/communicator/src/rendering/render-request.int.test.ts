import express from 'express';
import { CustomerPlacedV1, DebtPlacedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent } from '@fairdue/testing';
import type { CommunicatorDeps } from '../config.ts';
import { aContact, aCustomer, aDebt, anAddress } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { templateClient } from '../testing/template-client.ts';
import { renderRequest, type RenderWanted } from './render-request.ts';

const recordedBy = { kind: 'service', id: 'recover' } as const;
const unheard = { customerId: newId('customer'), debtId: newId('debt') };
const recover = express().get(['/internal/customers', '/internal/customers/:id'], (req, res) => {
  const creditorId = req.query['creditorId'] as string;
  const { _id: _c, ...customer } = aCustomer({ creditorId, reference: 'cust-late' });
  const { _id: _d, ...debt } = aDebt({ creditorId, customerId: unheard.customerId, transactionId: 'T-late' });
  if (req.query['reference'] !== 'cust-late' && req.params['id'] !== unheard.customerId)
    return void res.status(404).json({ code: 'customer-not-found' });
  const more = { currency: 'USD', pausedUntil: null, paused: null, hasAttorney: false, recordedBy };
  res.json({
    customer: { ...customer, customerId: unheard.customerId, recordedBy },
    debts: [{ ...debt, debtId: unheard.debtId, ...more }],
  });
});

let c: Communicator;
const client = templateClient(() => c);
let ada: { customerId: string; debtId: string };
let bob: { customerId: string; debtId: string };
beforeAll(async () => {
  c = await startCommunicator([aContact(), anAddress()], {}, { recover });
  ada = await c.place({ customer: { reference: 'cust-88213' }, debt: { transactionId: 'T-ada', product: 'card' } });
  bob = await c.place({ customer: { reference: 'LN-1-2', language: 'es' }, debt: { transactionId: 'T-bob' } });
}, 60_000);
afterAll(() => c.stop());

const asked = (wanted: Partial<RenderWanted>) =>
  renderRequest(c.service.running.deps as CommunicatorDeps, c.creditorId, {
    subject: 'paymentFailed',
    channel: 'email',
    personId: ada.customerId,
    ...wanted,
  });

let subjects = 0;
/** A live template of the company's own, under a subject of its own. */
async function own(words: Record<string, string>, over: Record<string, unknown> = {}): Promise<string> {
  const subject = `ownSubject${++subjects}`;
  const all = { subjectLineTemplate: 'About your account', ...words };
  await client.live(c.creditorId, { subject, channel: 'email', ...over }, all);
  return subject;
}

test('ids name what a message is about, ours and the creditor’s own, and a caller cannot say otherwise', async () => {
  const contentTextTemplate =
    '{{ person.name.firstName }} {{ loan.displayId }} {{ company.brandName }} {{ supportPhone }}{% for each in loans %} {{ each.balance }}{% endfor %}';
  const subject = await own({ contentTextTemplate });
  const context = { supportPhone: '888', person: { name: { firstName: 'Eve' } }, loan: { displayId: '0' } };
  const expected = 'Ada T-ada Demo Creditor 888 $1,234.56';

  for (const [personId, loanId] of [
    [ada.customerId, ada.debtId],
    ['ext-cust-88213', 'ext-T-ada'],
    ['cust-88213', 'T-ada'],
  ] as const) {
    const { text, debts, person } = await asked({ subject, personId, loanId, loanIds: [loanId], context });
    expect(text).toBe(expected);
    expect(debts.map(({ _id }) => _id)).toEqual([ada.debtId]);
    expect(person._id).toBe(ada.customerId);
  }
});

test('a reference that looks like an id of ours is still found', async () => {
  const subject = await own({ contentTextTemplate: '{{ person.externalId }}' });

  await expect(asked({ subject, personId: 'LN-1-2' })).resolves.toMatchObject({ text: 'LN-1-2' });
});

test('whom no event has told of yet is asked for', async () => {
  const subject = await own({ contentTextTemplate: '{{ loan.displayId }}' });

  await expect(asked({ subject, personId: 'ext-cust-late', loanId: 'T-late' })).resolves.toMatchObject({
    text: 'T-late',
  });
});

test('a person, a loan, a case or a statement of somebody else is one that does not exist', async () => {
  const subject = await own({ contentTextTemplate: 'Hello' });
  c.guard.known.set(bob.customerId, [
    { holdId: 'HO-1-BOB', reason: 'dispute', endsAt: null, placedAt: '2026-11-20T00:00:00Z', liftedAt: null },
  ]);

  for (const [wanted, code] of [
    [{ personId: newId('customer') }, 'person-not-found'],
    [{ personId: 'ext-nobody' }, 'person-not-found'],
    [{ loanId: bob.debtId }, 'loan-not-found'],
    [{ loanIds: [ada.debtId, 'ext-T-bob'] }, 'loan-not-found'],
    [{ caseId: 'HO-1-BOB' }, 'case-not-found'],
    [{ statementId: 'ST-2025-0007' }, 'statement-not-found'],
  ] as const)
    await expect(asked({ subject, ...wanted })).rejects.toMatchObject({ kind: 'not-found', code });
});

test('a case is a hold of the person', async () => {
  const subject = await own({ contentTextTemplate: '{{ case.type }} {{ case.status }} {{ case.openedOn }}' });

  await expect(asked({ subject, personId: bob.customerId, caseId: 'HO-1-BOB' })).resolves.toMatchObject({
    text: 'dispute open 2026-11-19',
    caseId: 'HO-1-BOB',
  });
});

test('every variable that is missing in any part is named, those of each loan too', async () => {
  const subject = await own({
    subjectLineTemplate: 'Your {{ paymentAmount }}',
    contentTextTemplate: '{% for each in loans %}{{ each.dueOn }}{% endfor %}{{ note | default("") }}',
    contentHtmlTemplate: '<p>{{ supportPhone }} {{ case.type }} {{ collector.name }}</p>',
  });

  await expect(asked({ subject, loanIds: [ada.debtId] })).rejects.toMatchObject({
    kind: 'malformed',
    code: 'missing-context-variables',
    faults: [{ path: 'context', problem: 'case.type, collector.name, loans[].dueOn, paymentAmount, supportPhone' }],
  });
});

test('where there is no template, all that was looked for is named', async () => {
  await expect(asked({ subject: 'custom7', personId: bob.customerId, loanId: bob.debtId })).rejects.toMatchObject({
    kind: 'not-found',
    code: 'template-not-found',
    message: `There is no live template of subject custom7, channel email, language es or en, productId credit card, tone neutral, companyId ${c.creditorId}.`,
  });
});

test('language and product of the person and the loan choose the template; loans of two products choose neither’s', async () => {
  const subject = await own({ contentTextTemplate: 'any' });
  const more = { subjectLineTemplate: 'S' };
  await client.live(c.creditorId, { subject, channel: 'email', productId: 'card' }, { ...more, contentTextTemplate: 'card' });
  await client.live(c.creditorId, { subject, channel: 'email', language: 'es' }, { ...more, contentTextTemplate: 'es' });
  const other = newId('debt');
  const { _id: _, ...debt } = aDebt({ creditorId: c.creditorId, customerId: ada.customerId, product: 'auto', transactionId: 'T-2' });
  await c.service.deliver(
    anEvent(DebtPlacedV1, { ...debt, debtId: other, currency: 'USD', pausedUntil: null, paused: null, hasAttorney: false, recordedBy }),
  );

  const texts = await Promise.all([
    asked({ subject }),
    asked({ subject, loanId: ada.debtId }),
    asked({ subject, loanId: ada.debtId, loanIds: [other] }),
    asked({ subject, personId: bob.customerId }),
    asked({ subject, personId: bob.customerId, language: 'en' }),
  ]);

  expect(texts.map(({ text }) => text)).toEqual(['any', 'card', 'any', 'es', 'any']);
}); // prettier-ignore

test('a message that is built in is written for any loan with what the platform works out', async () => {
  const email = await asked({ subject: 'loanOverdueFirstNotice', loanId: ada.debtId });

  expect(email.subjectLine).toBe('About your Prairie Bank account ending in 4242');
  expect(email.text).toContain('Demo Collections LLC');
  expect(email.descriptor.companyId).toBeNull();
  await expect(asked({ subject: 'loanOverdueFirstNotice' })).rejects.toMatchObject({
    code: 'missing-context-variables',
    faults: [{ path: 'context', problem: expect.stringContaining('loan.balance') as string }],
  });
});

test('no line end reaches the subject line, and a text has 1,600 characters at most', async () => {
  const subject = await own({ subjectLineTemplate: 'To {{ who }}', contentTextTemplate: 'x' });
  const text = await own({ contentTextTemplate: '{{ long }}' }, { channel: 'text' });
  const who = 'Ada\r\nBcc: eve@example.com\u0085\0!';

  const email = await asked({ subject, context: { who } });

  expect(email.subjectLine).toBe('To Ada Bcc: eve@example.com !');
  expect((await asked({ subject, context: { who: 'x'.repeat(2_000) } })).subjectLine).toHaveLength(998);
  const sent = asked({ subject: text, channel: 'text', context: { long: '😀'.repeat(1_600) } });
  await expect(sent).resolves.toMatchObject({ subjectLine: null, html: null });
  await expect(asked({ subject: text, channel: 'text', context: { long: 'x'.repeat(1_601) } })).rejects.toMatchObject({
    kind: 'malformed',
    code: 'message-too-long',
  });
});

test('a person of another company does not exist', async () => {
  const deps = c.service.running.deps as CommunicatorDeps;
  const creditorId = newId('creditor');
  const stranger = newId('customer');
  const { _id: _, ...customer } = aCustomer({ creditorId });
  await c.service.deliver(anEvent(CustomerPlacedV1, { ...customer, customerId: stranger, recordedBy }));
  const subject = await own({ contentTextTemplate: 'Hello' });

  await expect(
    renderRequest(deps, c.creditorId, { subject, channel: 'email', personId: stranger }),
  ).rejects.toMatchObject({ code: 'person-not-found' });
});
