import { subjects } from '@fairdue/contracts';
import type { Response } from 'supertest';
import { aContact, aPhone } from '../../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../../testing/start-communicator.ts';
import { aCompany, codesOf, templateClient, type Body } from '../../testing/template-client.ts';
import { systemTemplates } from '../system-templates.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
afterAll(() => c.stop());

const { ask, descriptor, version, live } = templateClient(() => c);
const idsOf = ({ body }: Response): string[] => (body as { id: string }[]).map(({ id }) => id);

const languages = ['aa', 'ab', 'ac', 'ad', 'ae'];
async function fiveDescriptors(company: string): Promise<string[]> {
  const ids: string[] = [];
  for (const language of languages) ids.unshift((await descriptor(company, { language })).id);
  return ids;
}

test('a list is newest first, and its cursors go down and back up', async () => {
  const company = aCompany();
  const [a = '', b = '', x = '', d = '', e = ''] = await fiveDescriptors(company);
  const list = (query: string) => ask('get', `/templatedescriptors?companyId=${company}&${query}`, { company });

  const first = await list('limit=2');
  expect(idsOf(first)).toEqual([a, b]);
  expect(first.headers['link']).toBe(
    `</api/communicator/templatedescriptors?companyId=${company}&limit=2&startingAfter=${b}>; rel="next"`,
  );
  expect(idsOf(await list(`limit=2&startingAfter=${b}`))).toEqual([x, d]);
  expect(idsOf(await list(`limit=2&endingBefore=${e}`))).toEqual([x, d]);
  expect(idsOf(await list(`limit=2&endingBefore=${x}&startingAfter=${d}`))).toEqual([a, b]);
  expect(idsOf(await list(`limit=2&endingBefore=${a}`))).toEqual([]);
  expect(codesOf(await list('startingAfter=TD-1-1'))).toEqual(['unknownCursor']);
  expect(codesOf(await list('endingBefore=TD-1-1'))).toEqual(['unknownCursor']);
  for (const query of ['limit=0', 'limit=101', 'limit=x']) expect((await list(query)).status).toBe(400);
});

test.each([
  ['/templatedescriptors', 'descriptorId'],
  ['/templates', 'versionId'],
] as const)(
  'following Link through %s gives everything once: the company’s own, then what is built in',
  async (path, id) => {
    const company = aCompany();
    const own = path === '/templates' ? [(await live(company)).templateId] : await fiveDescriptors(company);

    const seen: string[] = [];
    for (let next: string | undefined = `${path}?limit=7`; next !== undefined;) {
      const page: Response = await ask('get', next, { company });
      seen.push(...idsOf(page));
      next = /<\/api\/communicator(.*)>; rel="next"/.exec(String(page.headers['link']))?.[1];
    }

    expect(seen).toEqual([...own, ...systemTemplates.map((each) => each[id])]);
    const back = await ask('get', `${path}?limit=3&endingBefore=${String(systemTemplates[1]?.[id])}`, { company });
    expect(idsOf(back)).toEqual(seen.slice(Math.max(0, own.length - 2), own.length + 1));
  },
);

test('a cursor of what was deleted since still has its place', async () => {
  const company = aCompany();
  const [a = '', b = '', x = ''] = await fiveDescriptors(company);
  await ask('delete', `/templatedescriptors/${b}`, { company });

  expect(idsOf(await ask('get', `/templatedescriptors?limit=1&startingAfter=${b}`, { company }))).toEqual([x]);
  expect(idsOf(await ask('get', '/templatedescriptors?limit=2', { company }))).toEqual([a, x]);
});

test('the versions of one descriptor are listed, and of no other', async () => {
  const company = aCompany();
  const { descriptorId, templateId } = await live(company);
  const { id } = await version(company, descriptorId, { contentTextTemplate: 'Two' });
  await live(company, { language: 'es' });

  expect(idsOf(await ask('get', `/templatedescriptors/${descriptorId}/templates`, { company }))).toEqual([
    id,
    templateId,
  ]);
});

test('what is built in is read like any other, and never changed', async () => {
  const company = aCompany();
  const [built] = systemTemplates;
  const descriptorPath = `/templatedescriptors/${built?.descriptorId}`;
  const versionPath = `/templates/${built?.versionId}`;

  expect((await ask('get', descriptorPath, { company })).body).toMatchObject({
    companyId: null,
    enabled: true,
    activeVersionId: built?.versionId,
  });
  expect((await ask('get', versionPath, { company })).body).toMatchObject({
    descriptorId: built?.descriptorId,
    status: 'deployed',
  });
  expect(idsOf(await ask('get', `${descriptorPath}/templates`, { company }))).toEqual([built?.versionId]);
  for (const answer of [
    await ask('put', descriptorPath, { company, body: { enabled: false } }),
    await ask('delete', descriptorPath, { company }),
    await ask('put', versionPath, { company, body: { contentTextTemplate: 'Mine' } }),
    await ask('put', `${versionPath}/activate`, { company }),
    await ask('delete', versionPath, { company }),
    await ask('post', '/templates', {
      company,
      body: { descriptorId: built?.descriptorId, contentTextTemplate: 'Mine' },
    }),
  ])
    expect([answer.status, codesOf(answer)]).toEqual([403, ['systemTemplate']]);
});

test('what is another company’s is not there', async () => {
  const { descriptorId, templateId } = await live(aCompany());
  const other = aCompany();
  const company = aCompany();
  const body = { descriptorId, subject: 'paymentFailed', channel: 'text', contentTextTemplate: 'Mine' };

  for (const [method, path] of [
    ['get', `/templatedescriptors/${descriptorId}`],
    ['put', `/templatedescriptors/${descriptorId}`],
    ['delete', `/templatedescriptors/${descriptorId}`],
    ['get', `/templatedescriptors/${descriptorId}/templates`],
    ['post', '/templates'],
    ['get', `/templates/${templateId}`],
    ['put', `/templates/${templateId}`],
    ['put', `/templates/${templateId}/activate`],
    ['delete', `/templates/${templateId}`],
    ['get', `/templatedescriptors?companyId=${other}`],
    ['get', `/templates?companyId=${other}`],
    ['get', `/templates/export?companyId=${other}`],
  ] as const)
    expect([path, (await ask(method, path, { company, ...(method !== 'get' && { body }) })).status]).toEqual([
      path,
      404,
    ]);
  expect((await ask('post', '/templatedescriptors', { company, body: { ...body, companyId: other } })).status).toBe(
    404,
  );
  expect((await ask('post', `/templates/import?companyId=${other}`, { company, body: [] })).status).toBe(404);
  expect(codesOf(await ask('get', `/templatedescriptors?startingAfter=${descriptorId}`, { company }))).toEqual([
    'unknownCursor',
  ]);
});

test.each([
  ['read', 'get', '/templatedescriptors'],
  ['read', 'get', '/templatedescriptors/TD-1-1'],
  ['read', 'get', '/templatedescriptors/TD-1-1/templates'],
  ['read', 'get', '/templates'],
  ['read', 'get', '/templates/TV-1-1'],
  ['read', 'get', '/templates/export'],
  ['read', 'get', '/subjects'],
  ['create', 'post', '/templatedescriptors'],
  ['create', 'post', '/templates'],
  ['create', 'post', '/templates/import'],
  ['update', 'put', '/templatedescriptors/TD-1-1'],
  ['update', 'delete', '/templatedescriptors/TD-1-1'],
  ['update', 'put', '/templates/TV-1-1'],
  ['update', 'delete', '/templates/TV-1-1'],
  ['activate', 'put', '/templates/TV-1-1/activate'],
] as const)('without the permission to %s, %s %s is forbidden', async (permission, method, path) => {
  const all = ['read', 'create', 'update', 'activate'].map((each) => `communicator.template:${each}`);
  const permissions = all.filter((each) => each !== `communicator.template:${permission}`);

  const answer = await ask(method, path, { permissions, ...(method !== 'get' && { body: {} }) });

  expect([answer.status, codesOf(answer)]).toEqual([403, ['permissionMissing']]);
});

test('the subjects are those of the wire and the company’s own, each with where it can be sent', async () => {
  const company = aCompany();
  await descriptor(company, { subject: 'birthdayGreeting', channel: 'email' });
  await descriptor(company, { subject: 'paymentReversalFailed', channel: 'text', enabled: false });

  const { status, body } = await ask('get', '/subjects', { company });

  const list = body as Body[];
  const of = (subject: string) => list.find((each) => each['subject'] === subject);
  expect([status, list.map(({ subject }) => subject)]).toEqual([
    200,
    [
      ...subjects,
      'birthdayGreeting',
      'disputeOfDebtAcknowledgement',
      'helpAnswer',
      'planCopy',
      'planStarted',
      'substantiationInstructions',
    ],
  ]);
  expect(of('birthdayGreeting')).toMatchObject({
    theme: null,
    channels: ['email'],
    isSystemSent: false,
    contextVariables: [],
  });
  expect(of('paymentReversalFailed')).toMatchObject({
    theme: 'opsServicing',
    channels: [],
    name: 'Payment reversal failed',
  });
  expect(of('settlementOffer')).toMatchObject({ channels: ['email', 'mail', 'text', 'voice'], isSystemSent: false });
  expect(of('loanOverdueFirstNotice')).toMatchObject({
    name: 'Loan overdue first notice',
    theme: 'opsCollDebt',
    channels: ['email', 'mail', 'text', 'voice'],
    isSystemSent: true,
    contextVariables: expect.arrayContaining([{ name: 'loan.balance', type: 'string', required: true }]),
  });
  expect(of('custom1')).toMatchObject({ theme: null, name: 'Custom 1' });
});
