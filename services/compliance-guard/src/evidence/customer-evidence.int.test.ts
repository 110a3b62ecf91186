import { ContactChangedV1, InteractionSentV1, InteractionStatusChangedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aCustomer, anAsk, anInteraction, emailId, otherCreditorId, phoneId, theUseOf } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import { evidenceFile, evidencePage, sealed, verified } from './read-evidence.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard({ config: { EVIDENCE_SEAL_EVERY_MS: '20' } });
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: ['CR-1-A'] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const pathOf = (customerId: string) => `/agency/v1/customers/${customerId}/evidence`;
const messageHash = 'a'.repeat(64);

/** A contact from question to receipt: asked, reserved, used, handed over, sent, answered. */
async function contacted(customerId: string): Promise<{ permitId: string; interactionId: string }> {
  const ask = anAsk(customerId);
  const [answer] = await guard.ask(ask);
  if (!answer || !('granted' in answer) || !answer.granted) throw new Error('The test needs a permit.');
  const { permitId } = answer;
  await guard.consume(theUseOf(ask, permitId));
  await guard.report({ permitId, customerId, outcome: 'answered' });
  const interaction = anInteraction(customerId, { interactionId: ask.askId, permitId, status: 'inProgress' });
  await guard.deliver(
    anEvent(InteractionSentV1, {
      ...interaction,
      sentAt: '2026-12-01T15:00:01.000Z',
      messageHash,
      templateVersionId: 'TV-1-A',
    }),
    anEvent(InteractionStatusChangedV1, { ...interaction, status: 'succeeded', version: 2 }),
  );
  return { permitId, interactionId: ask.askId };
}

test('one customer’s file tells a contact from the question to the receipt, with rules, template and message, and verifies', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: other } = await guard.givenCustomer();
  const { permitId, interactionId } = await contacted(customerId);
  await guard.ask(anAsk(other), anAsk(other));
  await guard.hold(customerId);
  await sealed(guard.db);

  const file = await evidenceFile(guard.creditor, pathOf(customerId));
  const recordOf = (kind: string) =>
    JSON.parse(file.entries.find(({ entry }) => entry.kind === kind)?.record ?? '{}') as object;

  expect(file.kinds()).toEqual({
    'consent': 1, 'decision': 2, 'permit-granted': 1, 'permit-consumed': 1, 'hand-over': 1, 'message-sent': 1, 'receipt': 1, 'hold-placed': 1,
  }); // prettier-ignore
  expect(new Set(file.entries.map(({ entry }) => entry.customerId))).toEqual(new Set([customerId]));
  expect(recordOf('decision')).toMatchObject({
    data: {
      evaluated: expect.arrayContaining([
        expect.objectContaining({ ruleId: 'reg-f-hours', ruleVersion: 1 }) as unknown,
      ]) as unknown,
    },
  });
  expect(recordOf('message-sent')).toMatchObject({ permitId, interactionId, messageHash, templateVersionId: 'TV-1-A' });
  expect(recordOf('receipt')).toMatchObject({ interactionId, status: 'succeeded' });
  expect(verified(file)).toMatchObject({ code: 0 });
});

test('consent is an entry when it is given and when it is taken back, not when something else changes', async () => {
  const customer = await guard.givenCustomer();
  const { customerId } = customer;
  const withPhone = (receiveTextMessages: boolean, label: 'personal' | 'work') =>
    customer.contacts.map((contact) =>
      contact.contactId === phoneId ? { ...contact, receiveTextMessages, label } : contact,
    );
  const changed = (version: number, contacts: typeof customer.contacts) =>
    anEvent(ContactChangedV1, aCustomer({ ...customer, version, contacts }));
  await guard.deliver(changed(2, withPhone(true, 'work')), changed(3, withPhone(false, 'work')));
  await sealed(guard.db);

  const { entries } = await evidenceFile(guard.creditor, pathOf(customerId));

  expect(entries.map(({ entry, record }) => [entry.kind, entry.subjectId, JSON.parse(record ?? '')])).toEqual([
    ['consent', phoneId, expect.objectContaining({ receiveTextMessages: true, version: 1 })],
    ['consent', phoneId, expect.objectContaining({ receiveTextMessages: false, version: 3 })],
  ]);
  expect(entries.some(({ entry }) => entry.subjectId === emailId)).toBe(false);
});

test('an entry taken out of a customer’s file, or made up in it, is named', async () => {
  const { customerId } = await guard.givenCustomer();
  await contacted(customerId);
  await sealed(guard.db);
  const { text, entries } = await evidenceFile(guard.creditor, pathOf(customerId));
  const lines = text.split('\n');
  const [, removed] = entries;
  const at = lines.findIndex((line) => line.includes(`"position":${removed?.entry.position},`));

  const without = verified({ text: lines.filter((_, i) => i !== at).join('\n') });
  const altered = verified({ text: text.replace('TV-1-A', 'TV-1-B') });

  expect(without).toMatchObject({ code: 1 });
  expect(without.said).toContain(`the entry at position ${removed?.entry.position} was removed`);
  expect(altered.said).toContain('(message-sent, position');
});

test('the same as a page says in words what was decided, by which rule, and what was sent; nothing in it can run', async () => {
  const { customerId } = await guard.givenCustomer();
  await contacted(customerId);
  await guard.hold(customerId, { source: { service: 'campaign', key: '<script>alert(1)</script>', version: 1 } });
  await guard.ask(anAsk(customerId));
  await sealed(guard.db);

  const page = await evidencePage(guard.creditor, pathOf(customerId));
  const { headers } = await guard.creditor.get(pathOf(customerId)).set('Accept', 'text/html').expect(200);

  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page).toContain('<strong>Not allowed</strong>');
  expect(page).toContain('reg-f-hours v1 pass');
  expect(page).toContain(messageHash);
  expect(page).toContain('TV-1-A');
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script>');
  expect(page.trimEnd().endsWith('</html>')).toBe(true);
});

test('another creditor’s customer, and one that nobody knows, is not there', async () => {
  const { customerId } = await guard.givenCustomer({ creditorId: otherCreditorId });
  const reader = await guard.as({ creditorIds: ['CR-1-A'], permissions: ['agency.holds:read'] });

  await guard.creditor.get(pathOf(customerId)).expect(404);
  await guard.creditor.get(pathOf('BO-1-NOBODY')).expect(404);
  await reader.get(pathOf(customerId)).expect(403);
});
