import {
  DebtPlacedV1,
  InteractionStatusChangedV1,
  SettingsChangedV1,
  defaultCreditorSettings,
} from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import {
  aCustomer,
  aDebt,
  anInteraction,
  contacts,
  creditorId,
  debtId,
  emailId,
  otherCreditorId,
  phoneId,
} from '../examples.ts';
import { rules } from '../rules/ruleset.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
  guard.other = await guard.as({ creditorIds: [otherCreditorId], accountId: 'AC-TEST-2' });
});
afterAll(() => guard.stop());

const call = { channel: 'voice', theme: 'opsCollDebt', contactId: phoneId, loanId: debtId };

/** Asks, and reads the answer's `data`. */
async function canInteract(personId: string, body: object, query = ''): Promise<Record<string, unknown>> {
  const answer = await guard.creditor.post(`/api/people/${personId}/can-interact${query}`).send(body).expect(200);
  expect(answer.body).toMatchObject({ status: 200, message: 'OK' });
  return (answer.body as { data: Record<string, unknown> }).data;
}

const refusal = (personId: string, body: object, status: number) =>
  guard.creditor.post(`/api/people/${personId}/can-interact`).send(body).expect(status);

test('a contact that nothing stands against is allowed, and explained on request', async () => {
  const { customerId } = await guard.givenCustomer();

  const plain = await canInteract(customerId, call);
  const explained = await canInteract(customerId, call, '?explain=true');
  const hours = rules.find(({ id }) => id === 'reg-f-hours');

  expect(plain).toEqual({
    result: true, allowed: true, decisionId: expect.stringMatching(/^DC-/) as string, evaluatedAt: expect.any(String) as string,
    effectiveAt: plain['evaluatedAt'], timeOfDayChecked: true, timeZones: ['America/New_York'], channel: 'voice', subject: null,
    theme: 'opsCollDebt', themeSource: 'request', isAutodialed: false,
    contact: { id: phoneId, externalId: 'phone-1', resolution: 'byId' }, loanIds: [debtId], loansSource: 'request',
    rulesetVersion: expect.any(String) as string, blocking: [], perLoan: [{ loanId: debtId, result: true, ruleIds: [] }],
    warnings: [], nextAllowedAt: null,
    disclosures: [
      { slot: 'caller_identity', ruleIds: ['reg-f-caller-identity'] },
      { slot: 'mini_miranda', ruleIds: ['reg-f-initial-disclosure'] },
      { slot: 'same_language', ruleIds: ['reg-f-same-language'] },
    ],
    duties: [
      { ruleId: 'reg-f-validation-notice', task: 'send-validation-notice', dueOn: '2026-12-06', debtIds: [debtId] },
    ],
  }); // prettier-ignore
  expect(explained['evaluated']).toContainEqual({
    ruleId: 'reg-f-hours', ruleVersion: 1, outcome: 'pass', detail: 'between 08:00 and 21:00 in every zone',
    name: hours!.name, citations: hours!.citations,
  }); // prettier-ignore
});

test('quiet hours are named with local time, citation and the next lawful moment', async () => {
  const { customerId } = await guard.givenCustomer();

  const data = await canInteract(customerId, { ...call, startAt: '2026-12-02T02:30:00Z' });

  expect(data).toMatchObject({
    result: false,
    blocking: [
      {
        ruleId: 'reg-f-hours', category: 'timeOfDay', reasonCode: 'quietHours',
        citations: [{ reference: '15 U.S.C. 1692c(a)(1)' }, { reference: '12 CFR 1006.6(b)(1)(i)' }],
        scope: { loanIds: [], contactId: phoneId },
        evidence: { localTime: '2026-12-01T21:30:00-05:00', allowedFrom: '08:00', allowedUntil: '21:00' },
        nextAllowedAt: '2026-12-02T13:00:00.000Z',
      },
    ],
    perLoan: [{ loanId: debtId, result: false, ruleIds: ['reg-f-hours'] }],
    nextAllowedAt: '2026-12-02T13:00:00.000Z',
  }); // prettier-ignore
});

test('an exhausted loan blocks a call about two, and only that loan’s answer says so', async () => {
  const { customerId, reference } = await guard.givenCustomer();
  await guard.deliver(anEvent(DebtPlacedV1, aDebt(customerId, { debtId: 'LN-2-B', transactionId: 'INV-2' })));
  const calls = Array.from({ length: 7 }, () => anEvent(InteractionStatusChangedV1, anInteraction(customerId)));
  await guard.deliver(...calls);

  const data = await canInteract(`ext-${reference ?? ''}`, {
    ...call, loanId: undefined, loanIds: ['ext-INV-1', 'INV-2'], contactId: undefined, contactExternalId: 'phone-1', subject: 'loanOverdueSecondNotice', theme: undefined,
  }); // prettier-ignore

  expect(data).toMatchObject({
    result: false, theme: 'opsCollDebt', themeSource: 'subject', contact: { id: phoneId, resolution: 'byExternalId' },
    blocking: [{ ruleId: 'reg-f-calls-7-in-7', scope: { loanIds: [debtId], contactId: null }, evidence: { max: 7, days: 7, count: 7, windowStart: '2026-11-25', windowEnd: '2026-12-01' }, nextAllowedAt: '2026-12-07T13:00:00.000Z' }],
    perLoan: [{ loanId: debtId, result: false, ruleIds: ['reg-f-calls-7-in-7'] }, { loanId: 'LN-2-B', result: true, ruleIds: [] }],
  }); // prettier-ignore
});

test('a day alone is asked without its hours, and a blocked day is answered with a day', async () => {
  const { customerId } = await guard.givenCustomer();
  const open = await canInteract(customerId, { ...call, startAt: '2026-12-02' });
  await guard.deliver(
    ...Array.from({ length: 7 }, () => anEvent(InteractionStatusChangedV1, anInteraction(customerId))),
  );

  const blocked = await canInteract(customerId, { ...call, startAt: '2026-12-02' });

  expect(open).toMatchObject({
    result: true,
    effectiveAt: '2026-12-02',
    timeOfDayChecked: false,
    warnings: [{ code: 'timeOfDayNotChecked' }],
  });
  expect(blocked).toMatchObject({ result: false, nextAllowedAt: '2026-12-07' });
});

test('what lies before any rule is refused without one: no address, wrong channel, a number never enabled for texts', async () => {
  const { customerId } = await guard.givenCustomer({
    contacts: contacts.filter(({ contactType }) => contactType !== 'address'),
  });
  const homed = await guard.givenCustomer({
    contacts: contacts.map((contact) => ({ ...contact, receiveTextMessages: null })),
  });

  const placeless = await canInteract(customerId, call);
  const untexted = await canInteract(homed.customerId, { ...call, channel: 'text' });
  const mismatched = await canInteract(homed.customerId, { ...call, channel: 'email' });

  expect(placeless).toMatchObject({
    result: false, timeOfDayChecked: false, timeZones: [], nextAllowedAt: null,
    blocking: [{ ruleId: null, ruleVersion: null, category: 'preCheck', reasonCode: 'addressMissing', citations: [], evidence: { addresses: 0 } }],
    perLoan: [{ result: false, ruleIds: [] }],
  }); // prettier-ignore
  expect(untexted).toMatchObject({ blocking: [{ reasonCode: 'textNotEnabled' }] });
  expect(mismatched).toMatchObject({ blocking: [{ reasonCode: 'contactChannelMismatch' }] });
});

test('of theme and subject that disagree the stricter answer holds', async () => {
  const { customerId } = await guard.givenCustomer({}, { status: 'Disputed' });
  const body = { channel: 'email', contactId: emailId, loanId: debtId, subject: 'loanOverdueFirstNotice' };

  const both = await canInteract(customerId, { ...body, theme: 'opsServicing' });

  expect(both).toMatchObject({
    result: false,
    theme: 'opsCollDebt',
    themeSource: 'both',
    blocking: [{ ruleId: 'reg-f-dispute-hold' }],
  });
});

test('a login code goes through a hold on everything', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.hold(customerId, { reason: 'do-not-interact', themes: 'all' });

  const code = await canInteract(customerId, { channel: 'text', subject: 'confirmationCode', contactId: phoneId });
  const service = await canInteract(customerId, { channel: 'text', theme: 'opsServicing', contactId: phoneId });

  expect(code).toMatchObject({ result: true, warnings: [{ code: 'doNotInteractNotApplied' }] });
  expect(service).toMatchObject({ result: false, blocking: [{ ruleId: 'platform-do-not-interact' }] });
});

test('contact data is matched with the contacts of the person; the stored contact counts', async () => {
  const { customerId } = await guard.givenCustomer();
  const details = { contactType: 'email', value: ' Dana@Example.com ', affiliation: 'spouse' };

  const matched = await canInteract(customerId, { channel: 'email', theme: 'opsServicing', contactDetails: details });

  expect(matched).toMatchObject({
    contact: { id: emailId, resolution: 'matched' },
    warnings: [{ code: 'storedContactDiffers' }],
  });
});

test('new contact data becomes a contact at recover, once, and the answer is about it', async () => {
  const customer = await guard.givenCustomer();
  const { customerId } = customer;
  const [phone] = contacts.filter(({ contactType }) => contactType === 'phone');
  const added = { ...phone, contactId: 'CT-1-NEW', value: '+19175550188', externalId: 'crm-1', status: 'additional' };
  guard.recover.known.push({ customer, debts: [aDebt(customerId)] });
  guard.recover.adds = added as (typeof customer.contacts)[number];
  guard.recover.described = [];
  const contactDetails = { contactType: 'phone', value: '(917) 555-0188', externalId: 'crm-1' };
  const question = { channel: 'voice', theme: 'opsServicing', contactDetails };

  await refusal(customerId, { ...question, startAt: '2030-01-01T00:00:00Z' }, 400);
  await refusal(customerId, { ...question, loanId: 'LN-9-NONE' }, 404);
  const abroad = await refusal(
    customerId,
    { ...question, contactDetails: { contactType: 'phone', value: '+44 20 7946 0958' } },
    400,
  );
  const nowhere = await refusal(
    customerId,
    { channel: 'mail', theme: 'opsServicing', contactDetails: { contactType: 'address', address: { city: 'Reno' } } },
    400,
  );
  const before = [...guard.recover.described];
  const created = await canInteract(customerId, question);
  const again = await canInteract(customerId, question);

  expect(before).toEqual([]);
  expect(abroad.body).toMatchObject({ errors: [{ code: 'invalidField', field: 'contactDetails.value' }] });
  expect(nowhere.body).toMatchObject({ errors: [{ code: 'requiredField', field: 'contactDetails.address.state' }] });
  expect(created).toMatchObject({
    result: true,
    contact: { id: 'CT-1-NEW', externalId: 'crm-1', resolution: 'created' },
    warnings: [],
  });
  expect(again).toMatchObject({ contact: { id: 'CT-1-NEW', resolution: 'matched' } });
  expect(guard.recover.described).toEqual([
    {
      contactType: 'phone', phoneNumber: '917-555-0188', externalId: 'crm-1',
      receiveTextMessages: false, consentAutodialedCall: false,
    },
  ]); // prettier-ignore
  const rows = await guard.db.collection('decisions').find({ customerId }).toArray();
  expect(JSON.stringify(rows)).not.toContain('9175550188');
});

test('an address that recover has on file in another spelling is that one', async () => {
  const customer = await guard.givenCustomer();
  const { customerId } = customer;
  guard.recover.known.push({ customer, debts: [aDebt(customerId)] });
  guard.recover.adds = null;
  const address = { addressLine1: '1 Market St.', POBox: '7', city: 'Albany', state: 'NY', postalCode: '12207-0001' };
  const question = {
    channel: 'mail',
    theme: 'opsServicing',
    contactDetails: { contactType: 'address', address, label: 'work' },
  };

  const matched = await canInteract(customerId, question);

  expect(matched).toMatchObject({
    contact: { resolution: 'matched' },
    warnings: [{ code: 'storedContactDiffers' }],
  });
  expect(guard.recover.described.at(-1)).toMatchObject({
    label: 'work',
    address: { streetLine1: '1 Market St.', streetLine2: 'PO Box 7', zipcode: '12207-0001', countryCode: 'US' },
  });
});

test('the county that a question names with an address narrows the zones of a split state', async () => {
  const unplaced = { city: 'Somewhere', state: 'FL', zipcode: '', countryCode: 'US' };
  const { customerId } = await guard.givenCustomer({
    contacts: contacts.map((each) => (each.address ? { ...each, address: { ...each.address, ...unplaced } } : each)),
  });
  const address = { addressLine1: '1 Market Street', city: 'Somewhere', state: 'FL', postalCode: '' };
  const zonesWith = async (countyOrRegion?: string) => {
    const contactDetails = { contactType: 'address', address: { ...address, countyOrRegion } };
    return (await canInteract(customerId, { channel: 'mail', theme: 'opsCollDebt', contactDetails }))['timeZones'];
  };

  expect(await zonesWith()).toEqual(['America/Chicago', 'America/New_York']);
  expect(await zonesWith('Miami-Dade County')).toEqual(['America/New_York']);
});

test('settings of the creditor decide whom federal hours bind', async () => {
  const { customerId } = await guard.givenCustomer({ creditorId: otherCreditorId });
  const settings = { ...defaultCreditorSettings, collectorRole: 'firstParty' as const, applyRegFToFirstParty: false };
  const sender = { companyName: 'Acme', addressLines: [], phone: '', email: '' };
  const recordedBy = { kind: 'account' as const, id: 'AC-1-A' };
  await guard.deliver(
    anEvent(SettingsChangedV1, { creditorId: otherCreditorId, companyName: 'Acme', settings, sender, recordedBy }),
  );

  const night = await guard.other
    .post(`/api/people/${customerId}/can-interact`)
    .send({ ...call, startAt: '2026-12-02T03:00:00Z' })
    .expect(200);

  expect(night.body).toMatchObject({ data: { result: true } });
});

test('a decision is kept with every rule that was asked, and read back by its own creditor only', async () => {
  const { customerId } = await guard.givenCustomer();
  const { decisionId, evaluated } = await canInteract(customerId, call, '?explain=true');
  const path = `/api/compliance-guard/decisions/${String(decisionId)}`;

  const kept = await guard.creditor.get(path).expect(200);
  await guard.other.get(path).expect(404);

  expect(kept.body).toMatchObject({
    status: 200,
    data: {
      decisionId,
      result: true,
      factsHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      requestedBy: 'AC-TEST-1',
      request: { channel: 'voice' },
    },
  });
  expect((kept.body as { data: { evaluated: unknown[] } }).data.evaluated).toEqual(evaluated);
});

test('an explained answer leads from every rule of law that was asked to its citation, and to what it saw', async () => {
  const { customerId } = await guard.givenCustomer();

  const night = await canInteract(customerId, { ...call, startAt: '2026-12-02T03:00:00Z' }, '?explain=true');

  type Outcome = { ruleId: string; name: string; citations: unknown[] };
  const uncited = (night['evaluated'] as Outcome[]).filter(({ citations }) => citations.length === 0);
  const [against] = night['blocking'] as { evidence: object; citations: object[] }[];
  expect(uncited.filter(({ ruleId }) => !/^(platform|lender)-|^identity-theft-claim$/.test(ruleId))).toEqual([]);
  expect(night['evaluated']).toContainEqual(
    expect.objectContaining({ ruleId: 'reg-f-hours', outcome: 'block', evidence: against?.evidence, citations: against?.citations }),
  );
}); // prettier-ignore

test('a person no event has told of is asked for at recover, by id and by reference; nobody else is there', async () => {
  const late = aCustomer();
  guard.recover.known.push({ customer: late, debts: [aDebt(late.customerId)] });
  const later = aCustomer();
  guard.recover.known.push({ customer: later, debts: [aDebt(later.customerId)] });

  expect(await canInteract(late.customerId, call)).toMatchObject({ result: true });
  expect(await canInteract(`ext-${later.reference ?? ''}`, call)).toMatchObject({ result: true });
  const nobody = await refusal('ext-nobody-1', call, 404);
  await guard.other.post(`/api/people/${late.customerId}/can-interact`).send(call).expect(404);

  expect(nobody.body).toEqual({
    status: 404, message: 'Person not found', errors: [{ code: 'personNotFound', field: 'personId', detail: 'no person with external id nobody-1' }],
  }); // prettier-ignore
});

test.each([
  [{ channel: 'email', contactId: emailId }, 'themeOrSubjectRequired', 'theme'],
  [{ ...call, theme: undefined, subject: 'freeForm' }, 'themeRequired', 'theme'],
  [{ ...call, theme: 'outOpsLoan' }, 'invalidEnum', 'theme'],
  [{ ...call, subject: 'null' }, 'invalidEnum', 'subject'],
  [{ ...call, channel: 'sms' }, 'invalidEnum', 'channel'],
  [{ ...call, channel: undefined }, 'requiredField', 'channel'],
  [{ ...call, channel: { $gt: '' } }, 'invalidEnum', 'channel'],
  [{ ...call, contactId: { $ne: null } }, 'invalidField', 'contactId'],
  [{ ...call, contactId: undefined }, 'contactRequired', 'contactId'],
  [
    { ...call, contactDetails: { contactType: 'email', value: 'a@example.com' } },
    'oneContactVariant',
    'contactDetails',
  ],
  [{ ...call, startAt: '2027-12-01T00:00:00Z' }, 'startAtOutOfRange', 'startAt'],
  [{ ...call, startAt: '9999-12-31' }, 'startAtOutOfRange', 'startAt'],
  [{ ...call, startAt: '0001-01-01' }, 'startAtOutOfRange', 'startAt'],
  [{ ...call, startAt: 'tomorrow' }, 'invalidField', 'startAt'],
  [{ ...call, startAt: '2026-12-02', checkAtCompanyNoon: true }, 'oneClock', 'startAt'],
])('%j is refused with %s', async (body, code, field) => {
  const { customerId } = await guard.givenCustomer();

  const { body: answer } = await refusal(customerId, body, 400);

  expect(answer).toMatchObject({ status: 400, errors: [{ code, field }] });
});

test('contacts and loans of somebody else do not exist, and a permission is needed', async () => {
  const { customerId } = await guard.givenCustomer();
  const reader = await guard.as({ creditorIds: [creditorId], permissions: ['complianceguard.rule:read'] });

  const contact = await refusal(customerId, { ...call, contactId: 'CT-9-X' }, 404);
  const loan = await refusal(customerId, { ...call, loanId: 'LN-9-X' }, 404);
  const denied = await reader.post(`/api/people/${customerId}/can-interact`).send(call).expect(403);
  const listed = await reader.get('/api/compliance-guard/rules').expect(200);

  expect(contact.body).toMatchObject({ errors: [{ code: 'contactNotFound' }] });
  expect(loan.body).toMatchObject({ errors: [{ code: 'loanNotFound' }] });
  expect(denied.body).toMatchObject({ status: 403, errors: [{ code: 'permissionMissing' }] });
  expect(listed.body).toContainEqual(
    expect.objectContaining({
      ruleId: 'reg-f-hours',
      enforcement: 'block',
      parameters: expect.objectContaining({ open: '08:00', close: '21:00' }) as unknown,
    }),
  );
});

test('whoever asks about one person twenty times in a second is told to wait, and others are answered', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: other } = await guard.givenCustomer();
  const ask = (id: string) => guard.creditor.post(`/api/people/${id}/can-interact`).send(call);
  await ask(customerId).expect(200);

  // A busy machine may take longer than a second for twenty questions: then they are asked again.
  const refused = await eventually(async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(customerId)));
    expect(answers.filter(({ status }) => status !== 429 && status !== 200)).toEqual([]);
    const tooMany = answers.filter(({ status }) => status === 429);
    if (tooMany.length === 0) throw new Error('Nobody was refused.');
    return tooMany;
  }, 45_000);
  await ask(other).expect(200);

  expect(refused[0]?.body).toMatchObject({ status: 429, errors: [{ code: 'personAskedTooOften' }] });
  expect(refused[0]?.headers['retry-after']).toBe('1');
});
