import { aContact, aPhone } from '../../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../../testing/start-communicator.ts';
import { aCompany, codesOf, templateClient, type Body } from '../../testing/template-client.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
afterAll(() => c.stop());

const { ask, descriptor, version, live, stateOf, liveOf } = templateClient(() => c);
const exported = async (company: string, activeOnly = true): Promise<Body[]> =>
  (await ask('get', `/templates/export?companyId=${company}&activeOnly=${activeOnly}`, { company })).body as Body[];
const imports = (company: string, body: object, query = '', permissions?: string[]) =>
  ask('post', `/templates/import?companyId=${company}${query}`, { company, body, ...(permissions && { permissions }) });
const item = (over: Body = {}, ...versions: Body[]) => ({
  descriptor: { subject: 'paymentFailed', channel: 'text', ...over },
  versions,
});
const idsOf = async (company: string, path: string): Promise<string[]> =>
  ((await ask('get', `${path}?companyId=${company}&limit=100`, { company })).body as { id: string }[])
    .map(({ id }) => id)
    .filter((id) => !id.includes('-SYSTEM-') && !/^TV-[0-9A-F]{16}-/.test(id));

test('what one company exports another imports, live where it was live', async () => {
  const from = aCompany();
  const to = aCompany();
  const { descriptorId } = await live(from, { name: 'Failed', sensitive: true, tone: 'firm' });
  await version(from, descriptorId, { contentTextTemplate: 'Draft' });
  await descriptor(from, { language: 'es' });

  const file = await exported(from);
  expect(file).toEqual([
    {
      descriptor: { subject: 'paymentFailed', channel: 'text', language: 'en', productId: null, sensitive: true, enabled: true, name: 'Failed', tone: 'firm' },
      versions: [
        { active: true, status: 'deployed', subjectLineTemplate: null, contentTextTemplate: 'Call us.', contentHtmlTemplate: null, contentSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    },
  ]); // prettier-ignore
  const answer = await imports(to, file);

  expect([answer.status, answer.text]).toEqual([204, '']);
  expect(await exported(to)).toEqual(file);
});

test('an export of everything holds every descriptor with every version', async () => {
  const from = aCompany();
  const to = aCompany();
  const { descriptorId } = await live(from);
  await version(from, descriptorId, { contentTextTemplate: 'Draft' });
  await descriptor(from, { language: 'es' });

  const file = await exported(from, false);
  await imports(to, file);

  expect(file.map(({ versions }) => (versions as Body[]).map(({ active, status }) => [active, status]))).toEqual([
    [],
    [[false, 'draft'], [true, 'deployed']],
  ]); // prettier-ignore
  const again = await exported(to, false);
  expect(again).toHaveLength(2);
  expect(again).toEqual(
    expect.arrayContaining(file.map(({ descriptor: own }) => expect.objectContaining({ descriptor: own }))),
  );
});

test('an import repeated, also at once, adds nothing and brings nothing back', async () => {
  const company = aCompany();
  const file = [item({}, { active: true, contentTextTemplate: 'One' })];

  const answers = await Promise.all([1, 2, 3, 4].map(() => imports(company, file)));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  const [templateId = ''] = await idsOf(company, '/templates');
  const [descriptorId = ''] = await idsOf(company, '/templatedescriptors');
  expect([await idsOf(company, '/templates'), await idsOf(company, '/templatedescriptors')]).toEqual([
    [templateId],
    [descriptorId],
  ]);

  const { id: next } = await version(company, descriptorId, { contentTextTemplate: 'Two' });
  await ask('put', `/templates/${next}/activate`, { company });
  await imports(company, file);

  expect(await liveOf(company, descriptorId)).toBe(next);
  expect(await idsOf(company, '/templates')).toEqual([next, templateId]);
});

test('new words that are active go live in place of the old ones, unless that is not wanted or not allowed', async () => {
  const company = aCompany();
  const { descriptorId, templateId } = await live(company);
  const words = (contentTextTemplate: string) => [item({}, { active: true, status: 'deployed', contentTextTemplate })];
  const mayNotActivate = ['communicator.template:create', 'communicator.template:update'];

  expect((await imports(company, words('Draft'), '&allowActivate=false', mayNotActivate)).status).toBe(204);
  const [draft = ''] = await idsOf(company, '/templates');
  expect([await stateOf(company, draft), await liveOf(company, descriptorId)]).toEqual(['draft', templateId]);

  expect((await imports(company, words('New'), '', mayNotActivate)).status).toBe(403);
  expect(
    (await imports(company, words('New'), '', ['communicator.template:create', 'communicator.template:activate']))
      .status,
  ).toBe(403);
  expect(await idsOf(company, '/templates')).toEqual([draft, templateId]);

  expect((await imports(company, words('New'))).status).toBe(204);
  const [latest = ''] = await idsOf(company, '/templates');
  expect(await liveOf(company, descriptorId)).toBe(latest);
  expect([await stateOf(company, latest), await stateOf(company, templateId)]).toEqual(['deployed', 'deprecated']);
});

test('of a list with anything wrong in it nothing is stored, and each fault is told', async () => {
  const company = aCompany();
  const answer = await imports(company, [
    item({ language: 'aa' }, { active: true, contentTextTemplate: 'Fine' }),
    item({ language: 'ab' }, { contentTextTemplate: 'Hi {{ a' }),
    item({ language: 'aa' }),
    item(
      { language: 'ac' },
      { active: true, contentTextTemplate: 'One' },
      { active: true, contentTextTemplate: 'Two' },
    ),
    item({ language: 'ad', channel: 'email' }, { active: true, contentTextTemplate: 'No subject line' }),
  ]);

  expect(answer.status).toBe(400);
  expect((answer.body as { errors: Body[] }).errors.map(({ code, field }) => [code, field])).toEqual([
    ['duplicateDescriptor', '[2].descriptor'],
    ['templateSyntax', '[1].versions[0].contentTextTemplate'],
    ['importInvalid', '[3].versions'],
    ['templateIncomplete', '[4].versions[0].subjectLineTemplate'],
  ]);
  expect(codesOf(await imports(company, [item({ language: 'aa' }), item({ productId: 'never heard of' })]))).toEqual([
    'unknownProduct',
  ]);
  expect(
    (
      await imports(
        company,
        Array.from({ length: 2_001 }, () => item()),
      )
    ).status,
  ).toBe(400);
  expect((await ask('post', '/templates/import', { company, body: [] })).status).toBe(400);
  expect(await idsOf(company, '/templatedescriptors')).toEqual([]);
});

test('a product is known by the debts that are of it', async () => {
  await c.place();

  const answer = await imports(c.creditorId, [item({ productId: 'credit card' })]);

  expect(answer.status).toBe(204);
});

test('an import may be larger than other bodies, up to 20 MiB', async () => {
  const company = aCompany();
  const contentTextTemplate = 'x'.repeat(500 * 1_024);
  const large = (count: number) =>
    Array.from({ length: count }, (_, i) => item({ subject: `large${i}` }, { active: true, contentTextTemplate }));

  const taken = await imports(company, large(24));
  const tooLarge = await imports(company, large(42));

  expect([taken.status, taken.text]).toEqual([204, '']);
  expect([tooLarge.status, codesOf(tooLarge)]).toEqual([413, ['bodyTooLarge']]);
  expect(await idsOf(company, '/templates')).toHaveLength(24);
  expect(await exported(company)).toHaveLength(24);
});
