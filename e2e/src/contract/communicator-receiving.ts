import { eventually } from '@fairdue/testing';
import { id } from './answers.ts';
import { answered, atHost, businessNow, moveTo, nextInPhoenix, operator, type Company } from './communicator-given.ts';
import { bodyOf } from './given.ts';

type Contact = {
  contactId: string;
  contactType: string;
  receiveTextMessages?: boolean;
  consentAutodialedCall?: boolean;
};

export function receiving(company: () => Company): void {
  let phone = '';
  const client = () => company().client;
  const phoneOf = async ({ customerId }: { customerId: string }): Promise<Contact> => {
    const answer = await (await operator(company())).get(`/agency/v1/customers/${customerId}`);
    const { contacts } = bodyOf<{ contacts: Contact[] }>(answer, 200);
    const found = contacts.find(({ contactType }) => contactType === 'phone');
    if (!found) throw new Error('There is no phone.');
    return found;
  };

  test('E8: at twenty to ten at night the guard refuses, and says when it would not', async () => {
    const { marisol, platform } = company();
    const agent = await operator(company());
    ({ contactId: phone } = await phoneOf(marisol));
    const flags = { customerId: marisol.customerId, receiveTextMessages: true, consentAutodialedCall: true };
    bodyOf(await agent.send('PATCH', `/agency/v1/contacts/${phone}`, flags), 200);
    const night = nextInPhoenix(await businessNow(platform), 21, 40);
    await moveTo(platform, night);
    const { customerId: personId, debtId: loanId } = marisol;
    const asked = { subject: 'loanOverdueFirstNotice', channel: 'text', personId, loanId };

    const refused = await client().post(atHost('send'), { ...asked, context: { overdueAmount: '$96.00' } });

    const morning = nextInPhoenix(night, 8).toISOString();
    expect(refused).toMatchObject({
      status: 422,
      body: {
        status: 422,
        message: 'Compliance Guard refused the message',
        data: { interactionId: id('IN'), complianceGuardRuleId: expect.any(String) as string, sendAt: morning },
        errors: expect.arrayContaining([
          { code: 'blockedByComplianceGuard', field: null, detail: expect.any(String) as string },
        ]) as unknown[],
      },
    });
  });

  const stop = () => ({
    channel: 'text',
    direction: 'inbound',
    theme: 'inbRequest',
    status: 'succeeded',
    contactId: phone,
    externalId: 'sms-in-5591002',
    startedAt: '2025-07-02T17:12:09Z',
    content: { from: '+16025550147', to: '+18885550134', body: 'STOP' },
  });

  test('E9: a STOP is answered when it is in force, and told twice it is one', async () => {
    const first = await client().post(atHost('receive'), stop());
    const again = await client().post(atHost('receive'), stop());

    const { contactId, ...said } = stop();
    expect(answered(first)).toEqual({
      status: 200,
      body: {
        status: 200,
        message: 'OK',
        data: expect.objectContaining({
          ...said,
          id: id('IN'),
          personId: company().marisol.customerId,
          contactId,
          statusDetails: null,
          agentOutcome: null,
          sensitive: false,
          startedAt: expect.stringMatching(/^2025-07-02T17:12:09(\.000)?Z$/) as string,
        }) as object,
      },
    });
    expect(answered(again)).toEqual(answered(first));
    await eventually(async () => {
      const { receiveTextMessages, consentAutodialedCall } = await phoneOf(company().marisol);
      return receiveTextMessages === false && consentAutodialedCall === false;
    }, 30_000);
  });

  test('E10: a detail that does not fit its status is refused', async () => {
    const said = {
      channel: 'voice',
      direction: 'outbound',
      theme: 'opsCollDebt',
      status: 'succeeded',
      contactId: phone,
    };

    expect(
      answered(await client().post(atHost('receive'), { ...said, statusDetails: 'voiceNumberDisconnected' })),
    ).toEqual({
      status: 400,
      body: {
        status: 400,
        message: 'Status and detail do not fit',
        errors: [
          {
            code: 'incompatibleDetail',
            field: 'statusDetails',
            detail: 'voiceNumberDisconnected requires status=failed',
          },
        ],
      },
    });
  });

  test('what cannot be read is refused in the words of this API, and without a key nothing is told', async () => {
    const missing = await client().post(atHost('send'), { channel: 'sms' });
    expect(missing).toMatchObject({
      status: 400,
      body: {
        status: 400,
        errors: expect.arrayContaining([
          expect.objectContaining({ code: 'requiredField', field: 'subject' }),
          expect.objectContaining({ code: 'invalidEnum', field: 'channel' }),
        ]) as unknown[],
      },
    });
    expect(await client().post(atHost('send'), '{"subject":')).toMatchObject({ status: 400, body: { status: 400 } });
    expect(await client().post(atHost('send'), {}, { 'x-api-key': 'nobody' })).toMatchObject({
      status: 401,
      body: { status: 401 },
    });
  });
}
