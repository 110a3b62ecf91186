import { createHash } from 'node:crypto';
import { BrandsChangedV1 } from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import { aContact, anAddress, aPhone } from '../customers/customer.builders.ts';
import { readPdf } from '../testing/read-pdf.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { templateClient } from '../testing/template-client.ts';
import { askPermits } from './ask-permits.ts';

const contacts = [aContact(), aPhone(), anAddress()];
let c: Communicator;

beforeAll(async () => {
  c = await startCommunicator(contacts);
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  await c.script('+16025550147', 'accept');
});
afterAll(() => c.stop());

const only = async (customerId: string) => {
  const [interaction, ...others] = await c.interactionsOf(customerId);
  expect(others).toEqual([]);
  return interaction;
};
const typesOf = async (customerId: string) =>
  (await c.service.published()).filter(({ subject }) => subject === customerId).map(({ type }) => type.split('.')[1]);

test('a touch due is asked for, sent once, and told: requested, sent, delivered', async () => {
  const placed = await c.place();

  const touchId = await c.touch(placed);
  await c.touch(placed, { touchId });

  expect(await only(placed.customerId)).toMatchObject({
    status: 'succeeded',
    statusDetails: 'emailDelivered',
    handOver: 'accepted',
    touchId,
  });
  expect(await typesOf(placed.customerId)).toEqual([
    'interaction-requested',
    'interaction-sent',
    'interaction-status-changed',
  ]);
  expect(await c.delivered(placed.customerId)).toHaveLength(1);
  expect(c.guard.consumes).toHaveLength(1);
  expect(c.guard.reports).toMatchObject([{ outcome: 'answered' }]);
});

test.each([
  ['text', 'text', { status: 'succeeded', statusDetails: null }],
  ['voice', 'voice', { status: 'attempted', agentOutcome: 'voiceRangNoPickup' }],
] as const)('a touch by %s reaches its provider and its outcome comes back', async (channel, folder, outcome) => {
  const placed = await c.place();

  await c.touch(placed, { channel });

  expect(await only(placed.customerId)).toMatchObject({ channel, ...outcome });
  expect(await c.delivered(placed.customerId)).toEqual([expect.stringContaining(`${folder}/`)]);
});

test('a third party’s first touch is the validation notice by letter, the next one is the touch’s own message', async () => {
  const placed = await c.place({ role: 'thirdParty' });

  await c.touch(placed, { channel: 'text' });
  await c.touch(placed, { channel: 'text' });

  expect(await c.interactionsOf(placed.customerId)).toMatchObject([
    { channel: 'text', subject: 'loanOverdueFirstNotice' },
    { channel: 'mail', subject: 'debtValidationNotice', statusDetails: 'mailSent' },
  ]);
});

test('the provider of a letter is given its pages, addressed for the window, and evidence is told their hash', async () => {
  const placed = await c.place({ role: 'thirdParty' });

  await c.touch(placed, { channel: 'text' });

  const [file = 'none'] = await c.delivered(placed.customerId);
  const { pdf, ...posted } = JSON.parse((await c.read(file)).toString('utf8')) as Record<string, string>;
  const letter = Buffer.from(pdf ?? '', 'base64');
  const { mediaBox, lines } = readPdf(letter);
  const inWindow = lines.filter(({ page, y }) => page === 1 && y > 2.4 * 72 && y < 3.3 * 72).map(({ text }) => text);
  expect(mediaBox).toEqual([0, 0, 612, 792]);
  expect(inWindow).toEqual(posted['to']);
  expect(inWindow).toContain('1 Main St');
  expect(await c.read(`../letters/${posted['key']}.pdf`)).toEqual(letter);
  const [told] = (await c.service.published('communicator.interaction-sent.v1')).filter(({ subject }) => subject === placed.customerId);
  expect(told?.data).toMatchObject({ letterHash: createHash('sha256').update(letter).digest('hex') });
}); // prettier-ignore

test('a refusal is told with its reasons and its time, and nothing is sent', async () => {
  const placed = await c.place();
  c.guard.answersAsks = 'refuse';

  await c.touch(placed);

  expect(await only(placed.customerId)).toMatchObject({
    status: 'failed',
    statusDetails: 'blockedByComplianceGuard',
    complianceGuardRuleId: 'reg-f-hours',
    blocking: [{ reasonCode: 'quietHours' }],
    nextAllowedAt: '2026-12-02T13:00:00.000Z',
  });
  expect(await typesOf(placed.customerId)).toEqual(['interaction-requested', 'interaction-blocked']);
  expect(await c.delivered(placed.customerId)).toEqual([]);
});

test('a permit refused at hand-over stops the message on its open connection', async () => {
  const placed = await c.place();
  c.guard.answersConsumes = 'refuse';

  await c.touch(placed);

  expect(await only(placed.customerId)).toMatchObject({ status: 'failed', blocking: [{ ruleId: 'reg-f-hours' }] });
  expect(await c.delivered(placed.customerId)).toEqual([]);
});

test('a permit whose window has passed starts nothing; the message waits for a new one', async () => {
  const placed = await c.place();
  c.guard.windowMs = 0.001;

  await c.touch(placed);
  expect(await only(placed.customerId)).toMatchObject({ status: 'scheduled', handOver: 'waiting' });
  expect(await c.delivered(placed.customerId)).toEqual([]);
  expect(c.guard.reports).toMatchObject([{ outcome: 'not-started' }]);

  c.guard.windowMs = 3_000;
  await c.service.moveTo(new Date(c.service.clock.now().getTime() + 5 * 60_000));
  expect(await only(placed.customerId)).toMatchObject({ status: 'succeeded' });
  expect(await c.delivered(placed.customerId)).toHaveLength(1);
});

test('a report the guard missed is made again, so that the message gets its new permit', async () => {
  const placed = await c.place();
  Object.assign(c.guard, { windowMs: 0.001, answersReports: 'fail' });
  await c.touch(placed);
  expect(c.guard.reports).toEqual([]);

  c.guard.reset();
  await c.service.moveTo(new Date(c.service.clock.now().getTime() + 5 * 60_000));

  expect(await only(placed.customerId)).toMatchObject({ status: 'succeeded' });
  expect(c.guard.reports).toMatchObject([{ outcome: 'not-started' }, { outcome: 'answered' }]);
});

test('a message whose permit counts as used, whatever the guard is told, is not waited for without end', async () => {
  const placed = await c.place();
  Object.assign(c.guard, { windowMs: 0.001, heardBefore: 'overrun' });
  await c.touch(placed);
  expect(await only(placed.customerId)).toMatchObject({ handOver: 'waiting' });

  const { modifiedCount } = await c.service.db
    .collection('timers')
    .updateMany({ _id: /^dispatch:/ as never }, { $set: { attempts: 8 } });
  expect(modifiedCount).toBe(1);
  await c.service.moveTo(new Date(c.service.clock.now().getTime() + 5 * 60_000));

  expect(await only(placed.customerId)).toMatchObject({ status: 'failed', blocking: [{ reasonCode: 'permitSpent' }] });
  expect(await c.delivered(placed.customerId)).toEqual([]);
});

test('while the guard is away nothing is sent, and what waited is sent when it is back', async () => {
  const placed = await c.place();
  c.guard.answersAsks = 'fail';
  const due = c.touch(placed, { channel: 'text' });
  await eventually(() => c.guard.asksMissed > 1);
  expect(await only(placed.customerId)).toMatchObject({ status: 'scheduled', handOver: 'waiting' });
  expect(await c.delivered(placed.customerId)).toEqual([]);

  c.guard.answersAsks = 'grant';
  await due;

  expect(await only(placed.customerId)).toMatchObject({ status: 'succeeded' });
});

test('what the guard has answered goes on when it has no time for the rest', async () => {
  const asking = Array.from({ length: 120 }, (_, i) => ({
    _id: `IN-1-${i}`, creditorId: c.creditorId, customerId: 'BO-1-ADA', contactId: 'CT-1-EMAIL', channel: 'email' as const,
    theme: 'opsCollDebt', subject: null, debtIds: [], touchId: null,
  })); // prettier-ignore
  const guard = c.service.running.deps.upstream('compliance-guard');
  c.guard.asksLeft = 100;

  const answers = await askPermits(guard, asking);

  expect([...answers.keys()]).toEqual(asking.slice(0, 100).map(({ _id }) => _id));
});

test('a provider that takes a message and does not answer is asked, and nothing is sent twice', async () => {
  const placed = await c.place();
  await c.script('+16025550147', 'time-out');

  await c.touch(placed, { channel: 'text' });

  expect(await only(placed.customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(await c.delivered(placed.customerId)).toHaveLength(1);
  expect(c.guard.consumes).toHaveLength(1);
  expect(c.guard.reports).toMatchObject([{ outcome: 'answered' }]);
});

test('a provider that turns a message down has failed it for good', async () => {
  const placed = await c.place();
  await c.script('+16025550147', 'refuse');

  await c.touch(placed, { channel: 'text' });

  expect(await only(placed.customerId)).toMatchObject({
    status: 'failed',
    statusDetails: 'invalidContact',
    handOver: 'refused',
  });
  expect(await typesOf(placed.customerId)).toEqual(['interaction-requested', 'interaction-status-changed']);
});

test('a callback faster than the provider’s answer tells the same story', async () => {
  const placed = await c.place();
  await c.script('+16025550147', 'call-back-early');

  await c.touch(placed, { channel: 'text' });

  expect(await only(placed.customerId)).toMatchObject({ status: 'succeeded', handOver: 'accepted' });
  expect(await typesOf(placed.customerId)).toEqual([
    'interaction-requested',
    'interaction-sent',
    'interaction-status-changed',
  ]);
});

test('without a usable contact the reason is told and the guard is not asked', async () => {
  const placed = await c.place({ contacts: [anAddress()] });

  await c.touch(placed, { channel: 'text' });

  expect(await only(placed.customerId)).toMatchObject({
    statusDetails: 'invalidContact',
    blocking: [{ reasonCode: 'contactNotFound' }],
  });
  expect(c.guard.asks).toEqual([]);
});

test('a message is from the sender of its debt’s brand; without what its form needs it asks for no permit', async () => {
  const brandId = 'BR-1-PRAIRIE';
  const brand = { brandId, name: 'Prairie', type: 'ORIGINAL', isActive: true, isPrimary: false } as const;
  const said = { companyName: 'Prairie Recovery', email: 'help@prairie.example', textNumber: 'call us' };
  const placed = await c.place({ sender: { brands: { [brandId]: said } } });
  await c.service.deliver(
    anEvent(BrandsChangedV1, {
      creditorId: c.creditorId,
      brands: [{ ...brand, originalCreditor: 'First Prairie Bank' }],
      recordedBy: { kind: 'service', id: 'test' },
    }),
  );

  await c.touch(placed);
  const [file = 'none'] = await c.delivered(placed.customerId);
  expect((await c.read(file)).toString('utf8')).toMatch(/^From: Prairie Recovery <help@prairie.example>\r$/m);

  c.guard.reset();
  await c.touch(placed, { channel: 'text' });
  expect((await c.interactionsOf(placed.customerId))[0]).toMatchObject({
    status: 'failed',
    blocking: [{ reasonCode: 'sender-identity-missing', ruleId: null }],
  });
  expect(c.guard.asks).toEqual([]);
});

const owed = (...slots: ('debt_disputed' | 'mini_miranda' | 'ca_license_number')[]) =>
  slots.map((slot) => ({ slot, ruleIds: ['a-rule'] }));

test('what the permit says the message must carry is in the bytes that leave, which are those its hash proves', async () => {
  const placed = await c.place({ settings: { disclosures: { ca_license_number: { en: 'License 60DBO-1.' } } } });
  c.guard.disclosures = owed('debt_disputed', 'ca_license_number');

  await c.touch(placed, { channel: 'text' });

  const [file = 'none'] = await c.delivered(placed.customerId);
  const bytes = await c.read(file);
  expect((JSON.parse(bytes.toString('utf8')) as { body: string }).body).toMatch(
    /texts\. You dispute this debt\. License 60DBO-1\.$/,
  );
  expect(await only(placed.customerId)).toMatchObject({
    disclosures: ['debt_disputed', 'ca_license_number'],
    messageHash: createHash('sha256').update(bytes).digest('hex'),
    content: { contentText: expect.stringContaining('License 60DBO-1.') as string },
  });
  expect((await c.service.published('communicator.interaction-sent.v1')).at(-1)).toMatchObject({
    data: { disclosures: expect.arrayContaining(['ca_license_number']) as string[] },
  });
});

test('a message for which there are no such words is refused for that reason, and its permit is given back', async () => {
  const placed = await c.place({ settings: { disclosures: {} } });
  c.guard.disclosures = owed('mini_miranda', 'ca_license_number');

  await c.touch(placed);

  expect(await only(placed.customerId)).toMatchObject({
    status: 'failed',
    blocking: [{ reasonCode: 'disclosure-slot-missing', ruleId: null }],
  });
  expect(c.guard.reports).toMatchObject([{ outcome: 'released' }]);
  expect(await c.delivered(placed.customerId)).toEqual([]);
  expect(c.guard.consumes).toEqual([]);
});

test('what a creditor has live is what its campaigns send, an edit from the next message on', async () => {
  const { ask, live, version } = templateClient(() => c);
  const company = c.creditorId;
  const placed = await c.place();
  const sentNow = async () => {
    await c.touch(placed, { channel: 'text' });
    return (await c.interactionsOf(placed.customerId))[0];
  };
  const message = { subject: 'loanOverdueFirstNotice', sensitive: true };
  const words = (contentTextTemplate: string) => ({ contentTextTemplate });
  const { descriptorId, templateId } = await live(
    company,
    message,
    words('{{ company.brandName }}, {{ loan.displayId }}'),
  );

  expect(await sentNow()).toMatchObject({
    templateVersionId: templateId,
    templateRevision: 1,
    sensitive: true,
    content: { contentText: 'Demo Creditor, T-100', contentHtml: null },
  });

  await ask('put', `/templates/${templateId}`, { company, body: words('Better') });
  const better = { templateVersionId: templateId, templateRevision: 2, content: { contentText: 'Better' } };
  expect(await sentNow()).toMatchObject(better);

  const { id: draft } = await version(company, descriptorId, words('Draft'));
  expect(await sentNow()).toMatchObject(better);

  const card = await live(company, { ...message, productId: 'credit card' }, words('Your card'));
  expect(await sentNow()).toMatchObject({ templateVersionId: card.templateId, content: { contentText: 'Your card' } });

  for (const id of [descriptorId, card.descriptorId])
    await ask('put', `/templatedescriptors/${id}`, { company, body: { enabled: false } });
  const builtIn = await sentNow();
  expect(builtIn).toMatchObject({ templateRevision: 1, sensitive: false });
  expect([templateId, draft, card.templateId]).not.toContain(builtIn?.['templateVersionId']);
});

test('a creditor’s own message carries what its permit says it must', async () => {
  const placed = await c.place();
  const email = { subjectLineTemplate: 'Hi', contentTextTemplate: 'Call us.' };
  await templateClient(() => c).live(c.creditorId, { subject: 'loanOverdueFirstNotice', channel: 'email' }, email);
  c.guard.disclosures = owed('debt_disputed');

  await c.touch(placed);

  expect(await only(placed.customerId)).toMatchObject({
    content: { contentText: 'Call us.\n\nYou dispute this debt.' },
  });
});
