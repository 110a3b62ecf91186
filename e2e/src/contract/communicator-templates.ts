import { id } from './answers.ts';
import { answered, atHost, byHeader, type Company } from './communicator-given.ts';
import { bodyOf, givenCreditor, givenKey } from './given.ts';

const words = {
  subjectLineTemplate: 'We could not take your {{ paymentAmount }} payment',
  contentTextTemplate:
    'Hi {{ person.name.firstName }}, your payment for loan {{ loan.displayId }} did not go through. Call {{ supportPhone }}.',
  contentHtmlTemplate:
    '<p>Hi {{ person.name.firstName }},</p><p>Your payment for loan {{ loan.displayId }} did not go through. Call {{ supportPhone }}.</p>',
};
const texted = 'Payment of {{ paymentAmount }} failed. Call {{ supportPhone }}.';

export function templates(company: () => Company): void {
  let [descriptorId, templateId, displayId] = ['', '', ''];
  const described = { subject: 'paymentFailed', channel: 'email', language: 'en', productId: 'LT-4M2P-X8RR' };
  const client = () => company().client;

  test('E1: a descriptor is made, and has no version yet', async () => {
    const { creditorId: companyId } = company();
    const sent = { ...described, companyId, sensitive: false, enabled: true };

    const answer = await client().post(atHost('templatedescriptors'), sent);

    expect(answered(answer)).toEqual({
      status: 200,
      body: { ...sent, id: id('TD'), activeVersionId: null, name: null },
    });
    descriptorId = bodyOf<{ id: string }>(answer, 200).id;
  });

  test('E2: a version of it is a draft', async () => {
    const sent = { descriptorId, status: 'draft', ...words };

    const answer = await client().post(atHost('templates'), sent);

    expect(answered(answer)).toEqual({ status: 200, body: { ...sent, id: id('TV') } });
    templateId = bodyOf<{ id: string }>(answer, 200).id;
  });

  test('E3: activated it is live, without a word', async () => {
    expect(answered(await client().put(atHost(`templates/${templateId}/activate`)))).toEqual({ status: 200, body: '' });
    expect((await client().get(atHost(`templatedescriptors/${descriptorId}`))).body).toMatchObject({
      activeVersionId: templateId,
    });
    expect((await client().get(atHost(`templates/${templateId}`))).body).toMatchObject({ status: 'deployed' });
  });

  test('E4: a template that does not compile is refused with line and column', async () => {
    const broken = { descriptorId, contentTextTemplate: 'Hi {{ person.name.firstName' };

    expect(answered(await client().post(atHost('templates'), broken))).toEqual({
      status: 400,
      body: {
        status: 400,
        message: 'Template does not compile',
        errors: [
          {
            code: 'templateSyntax',
            field: 'contentTextTemplate',
            detail: expect.stringMatching(/^line 1, column \d+: /) as string,
          },
        ],
      },
    });
  });

  test('E5: a preview names what its context lacks, and is written with it', async () => {
    const { debtId } = company().marisol;
    const asked = { subject: 'paymentFailed', channel: 'email', personId: 'ext-cust-88213', loanId: debtId };
    const preview = (context: object) => client().post(atHost('preview'), { ...asked, context });

    expect(answered(await preview({ paymentAmount: '$212.40' }))).toEqual({
      status: 400,
      body: {
        status: 400,
        message: 'Context is incomplete',
        errors: [{ code: 'missingContextVariables', field: 'context', detail: 'supportPhone' }],
      },
    });

    const written = await preview({ paymentAmount: '$212.40', supportPhone: '888-555-0134' });
    displayId = /loan (\S+) did/.exec(bodyOf<{ contentText: string }>(written, 200).contentText)?.[1] ?? '';
    expect(written.body).toEqual({
      subjectLine: 'We could not take your $212.40 payment',
      contentHtml: `<p>Hi Marisol,</p><p>Your payment for loan ${displayId} did not go through. Call 888-555-0134.</p>`,
      contentText: `Hi Marisol, your payment for loan ${displayId} did not go through. Call 888-555-0134.`,
    });
    expect(displayId).not.toBe('');
  });

  test('E16: what one company exports another imports, as drafts', async () => {
    const [from, to] = [await givenCreditor(company().platform), await givenCreditor(company().platform)];
    const both = byHeader(company().platform, await givenKey(company().platform, [from, to]));
    const said = { subject: 'paymentFailed', channel: 'text', language: 'en', productId: null };
    const made = await both.post(atHost('templatedescriptors'), { ...said, companyId: from });
    const version = { descriptorId: bodyOf<{ id: string }>(made, 200).id, contentTextTemplate: texted };
    const { id: textId } = bodyOf<{ id: string }>(await both.post(atHost('templates'), version), 200);
    await both.put(atHost(`templates/${textId}/activate`));

    const exported = await both.get(atHost(`templates/export?companyId=${from}`));

    const contentSha256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    expect(answered(exported)).toEqual({
      status: 200,
      body: [
        {
          descriptor: { ...said, sensitive: false, enabled: true, name: null },
          versions: [
            {
              active: true, status: 'deployed', subjectLineTemplate: null, contentTextTemplate: texted,
              contentHtmlTemplate: null, contentSha256,
            },
          ],
        },
      ],
    }); // prettier-ignore
    const imported = atHost(`templates/import?companyId=${to}&allowActivate=false`);
    for (let times = 0; times < 2; times++)
      expect(answered(await both.post(imported, exported.body))).toEqual({ status: 204, body: '' });
    const there = bodyOf<{ versions: { status: string; active: boolean }[] }[]>(
      await both.get(atHost(`templates/export?companyId=${to}&activeOnly=false`)),
      200,
    );
    expect(there.flatMap(({ versions }) => versions)).toEqual([
      expect.objectContaining({ status: 'draft', active: false, contentTextTemplate: texted }),
    ]);
  });

  test('E17: pages are bare arrays, newest first, and begin after the last of the page before', async () => {
    const { creditorId: companyId } = company();
    const paid = { subject: 'paymentSuccessful', companyId };
    const ids: string[] = [descriptorId];
    for (const channel of ['text', 'email'])
      ids.unshift(
        bodyOf<{ id: string }>(await client().post(atHost('templatedescriptors'), { ...paid, channel }), 200).id,
      );
    const page = async (query: string): Promise<string[]> =>
      bodyOf<{ id: string }[]>(
        await client().get(atHost(`templatedescriptors?companyId=${companyId}&${query}`)),
        200,
      ).map((each) => each.id);

    expect(await page('limit=2')).toEqual(ids.slice(0, 2));
    expect((await page(`limit=2&startingAfter=${ids[1]}`))[0]).toBe(descriptorId);
    expect(await page(`limit=2&endingBefore=${descriptorId}`)).toEqual(ids.slice(0, 2));
    const unknown = await client().get(atHost('templatedescriptors?startingAfter=TD-0000-0000'));
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ code: 'unknownCursor' }] } });
  });

  test('E18: the live version stays', async () => {
    expect(answered(await client().send('DELETE', atHost(`templates/${templateId}`)))).toEqual({
      status: 409,
      body: {
        status: 409,
        message: 'Version is live',
        errors: [
          {
            code: 'versionIsActive',
            field: 'templateId',
            detail: `Activate another version of ${descriptorId} first`,
          },
        ],
      },
    });
  });

  test('C24: subjects are a bare array; what another company made is not there', async () => {
    const stranger = byHeader(
      company().platform,
      await givenKey(company().platform, [await givenCreditor(company().platform)]),
    );

    const { status, body } = await client().get(atHost('subjects'));

    expect([status, Array.isArray(body)]).toEqual([200, true]);
    for (const path of [`templatedescriptors/${descriptorId}`, `templates/${templateId}`])
      expect(await stranger.get(atHost(path))).toMatchObject({ status: 404, body: { status: 404 } });
  });
}
