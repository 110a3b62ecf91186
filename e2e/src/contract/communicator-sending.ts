import { eventually } from '@fairdue/testing';
import { id } from './answers.ts';
import { answered, atHost, operator, type Company } from './communicator-given.ts';
import { bodyOf } from './given.ts';

const context = { paymentAmount: '$212.40', supportPhone: '888-555-0134' };

/** A template of the company that is live. */
async function live({ client }: Company, described: object, words: object): Promise<string> {
  const made = bodyOf<{ id: string }>(await client.post(atHost('templatedescriptors'), described), 200);
  const version = await client.post(atHost('templates'), { descriptorId: made.id, ...words });
  const { id: templateId } = bodyOf<{ id: string }>(version, 200);
  await client.put(atHost(`templates/${templateId}/activate`));
  return templateId;
}

export function sending(company: () => Company): void {
  let interactionId = '';
  const client = () => company().client;
  const failed = () => ({
    subject: 'paymentFailed',
    channel: 'email',
    personId: 'ext-cust-88213',
    loanId: company().marisol.debtId,
    context,
    isTransactional: true,
  });

  test('E6: a message with a file is accepted, and the same request again is the same message', async () => {
    const agent = await operator(company());
    const file = await agent.post('/agency/v1/files', { name: 'terms.txt', contentType: 'text/plain' });
    const documentId = bodyOf<{ id: string }>(file, 201).id;
    bodyOf(
      await agent.put(`/agency/v1/files/${documentId}/content`, 'The terms.', {
        'content-type': 'application/octet-stream',
      }),
      200,
    );
    const asked = { ...failed(), attachments: [documentId] };
    const key = { 'idempotency-key': '0c6a2f6e-5c0e-4a0e-9a55-5d3c7b0d7f11' };

    const first = await client().post(atHost('send'), asked, key);
    const again = await client().post(atHost('send'), asked, key);

    const data = {
      interactionId: id('IN'), status: 'attempted', channel: 'email', contactId: id('CT'), templateVersionId: id('TV'),
    }; // prettier-ignore
    expect(answered(first)).toEqual({ status: 202, body: { status: 202, message: 'Accepted', data } });
    expect(answered(again)).toEqual(answered(first));
    interactionId = bodyOf<{ data: { interactionId: string } }>(first, 202).data.interactionId;
    const other = await client().post(atHost('send'), { ...failed(), channel: 'text' }, key);
    expect(other).toMatchObject({ status: 409, body: { status: 409 } });
  });

  test('E11: what was sent is sent again as another interaction', async () => {
    const resent = await eventually(async () => {
      const answer = await client().post(atHost('resend'), { interactionId });
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
      return answer;
    }, 30_000);

    expect(resent.body).toEqual({
      status: 202,
      message: 'Accepted',
      data: { interactionId: id('IN'), previousInteractionId: interactionId },
    });
  });

  test('E7: a person under a Do Not Interact restriction gets nothing', async () => {
    const { customerId, debtId } = company().okafor;
    const agent = await operator(company());
    const hold = await agent.post('/agency/v1/holds', { customerId, reason: 'do-not-interact', channels: ['email'] });
    const { holdId } = bodyOf<{ holdId: string }>(hold, 201);

    const refused = await client().post(atHost('send'), {
      subject: 'loanOverdueSecondNotice',
      channel: 'email',
      personId: customerId,
      loanId: debtId,
      context: { overdueAmount: '$424.80' },
    });

    expect(answered(refused)).toEqual({
      status: 412,
      body: {
        status: 412,
        message: 'Person is under a Do Not Interact restriction',
        data: {
          interactionId: id('IN'),
          complianceGuardRuleId: expect.any(String) as string,
          caseId: holdId,
          sendAt: null,
        },
        errors: expect.arrayContaining([
          { code: 'doNotInteract', field: 'personId', detail: expect.any(String) as string },
        ]) as unknown[],
      },
    });
    await agent.post(`/agency/v1/holds/${holdId}/lift`, { customerId, reason: 'The example is over.' });
  });

  test('E12: a letter is rendered as a PDF file', async () => {
    const words = { contentHtmlTemplate: '<p>{{ payoffAmount }}, good through {{ goodThrough }}</p>' };
    await live(company(), { subject: 'loanPayoffStatement', channel: 'mail' }, words);
    const { customerId: personId, debtId: loanId } = company().marisol;
    const asked = { subject: 'loanPayoffStatement', channel: 'mail', personId, loanId };
    const values = { payoffAmount: '$3,118.07', goodThrough: '2025-07-31' };

    const { status, headers, body } = await client().post(atHost('render?fmt=pdf'), { ...asked, context: values });

    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(String(body).slice(0, 5)).toBe('%PDF-');
  });

  test('E13: a statement is rendered into a document', async () => {
    const words = { contentHtmlTemplate: '<h1>Statement of {{ person.name.firstName }}</h1>' };
    const templateVersionId = await live(company(), { subject: 'statement', channel: 'document' }, words);
    const { customerId: personId, debtId: loanId } = company().marisol;
    const agent = await operator(company());
    const file = await agent.post('/agency/v1/files', { name: 'statement.html', contentType: 'text/html' });
    const documentId = bodyOf<{ id: string }>(file, 201).id;
    const asked = {
      subject: 'statement',
      channel: 'document',
      personId,
      loanId,
      documentId,
    };

    const ofNobody = { ...asked, statementId: 'ST-2025-0007', context: {} }; // there are no statements here
    expect((await client().post(atHost('render-to-document?fmt=html'), ofNobody)).status).toBe(404);

    const answer = await client().post(atHost('render-to-document?fmt=html'), { ...asked, context: {} });

    expect(answered(answer)).toEqual({
      status: 200,
      body: {
        status: 200,
        message: 'OK',
        data: {
          documentId,
          contentType: 'text/html',
          sizeBytes: expect.any(Number) as number,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
          templateVersionId,
        },
      },
    });
  });

  test('E14: of a free-form email each recipient is decided on, and one is refused', async () => {
    const { marisol, okafor } = company();
    const agent = await operator(company());
    const restricted = { customerId: okafor.customerId, reason: 'do-not-interact', channels: ['email'], themes: 'all' };
    const { holdId } = bodyOf<{ holdId: string }>(await agent.post('/agency/v1/holds', restricted), 201);
    const to = (email: string, personId: string) => ({ to: [{ email }], custom_args: { personId } });

    const answer = await client().post(atHost('send-free-form-email'), {
      personalizations: [
        to('marisol.v@example.com', marisol.customerId),
        to('d.okafor@example.com', okafor.customerId),
      ],
      theme: 'opsServicing',
      subjectLine: 'Branch closed on July 4',
      contentHtml: '<p>Our phone lines are closed on July 4.</p>',
      contentPlain: 'Our phone lines are closed on July 4.',
      isTransactional: false,
    });

    const decided = (email: string, accepted: boolean, ruleId: unknown) => ({
      email,
      interactionId: id('IN'),
      accepted,
      ruleId,
    });
    expect(answered(answer)).toEqual({
      status: 202,
      body: {
        status: 202,
        message: 'Accepted in part',
        data: {
          results: [
            decided('marisol.v@example.com', true, null),
            decided('d.okafor@example.com', false, expect.any(String)),
          ],
        },
      },
    });
    await agent.post(`/agency/v1/holds/${holdId}/lift`, {
      customerId: okafor.customerId,
      reason: 'The example is over.',
    });
  });

  test('C22: a free-form email is shown as it would be sent', async () => {
    const words = {
      subjectLine: 'Branch closed',
      contentHtml: '<p>Closed on July 4.</p>',
      contentPlain: 'Closed on July 4.',
    };

    expect(answered(await client().post(atHost('preview-free-form-email'), words))).toEqual({
      status: 200,
      body: { subjectLine: 'Branch closed', contentHtml: words.contentHtml, contentText: words.contentPlain },
    });
  });

  test('E15: a code is sent to a contact on file, and one that is not there is answered alike', async () => {
    const { customerId: personId } = company().okafor;
    const code = (phone: string) =>
      client().post(atHost('send-confirmation-code'), { personId, phone, context: { supportPhone: '888-555-0134' } });
    const accepted = {
      status: 202,
      message: 'Accepted',
      data: { interactionId: id('IN'), expiresAt: expect.stringMatching(/Z$/) as string },
    };

    for (const phone of ['(602) 555-0163', '(602) 555-0199'])
      expect(answered(await code(phone))).toEqual({ status: 202, body: accepted });
  });
}
