import type { Response } from 'supertest';
import { aContact, aPhone } from '../../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../../testing/start-communicator.ts';
import { aCompany, codesOf, templateClient, type Body } from '../../testing/template-client.ts';
import { templateAudit, type AuditRow } from './audit.store.ts';
import { templateRevisions } from './version.store.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
afterAll(() => c.stop());

const { ask, descriptor, version, live, stateOf, liveOf } = templateClient(() => c);
const auditOf = (creditorId: string): Promise<AuditRow[]> =>
  templateAudit(c.service.db).find({ creditorId }).sort({ _id: 1 }).lean<AuditRow[]>();

test('a descriptor, a version of it and its activation are answered as the wire has them', async () => {
  const company = aCompany();
  const fields = {
    subject: 'paymentFailed',
    channel: 'email',
    language: 'en',
    productId: 'auto',
    sensitive: false,
    enabled: true,
  };
  const words = {
    subjectLineTemplate: 'We could not take your {{ paymentAmount }} payment',
    contentTextTemplate: 'Hi {{ person.name.firstName }}',
    contentHtmlTemplate: null,
  };

  const created = await ask('post', '/templatedescriptors', {
    company,
    body: { ...fields, companyId: company, id: 'TD-1-1' },
  });
  const descriptorId = String((created.body as Body)['id']);
  const added = await ask('post', '/templates', { company, body: { descriptorId, status: 'draft', ...words } });
  const templateId = String((added.body as Body)['id']);
  const activated = await ask('put', `/templates/${templateId}/activate`, { company });

  const whole = { id: descriptorId, ...fields, companyId: company, name: null };
  expect([created.status, created.body]).toEqual([200, { ...whole, activeVersionId: null }]);
  expect(descriptorId).toMatch(/^TD-(?!1-1)/);
  expect([added.status, added.body]).toEqual([200, { id: templateId, descriptorId, status: 'draft', ...words }]);
  expect([activated.status, activated.text]).toEqual([200, '']);
  expect((await ask('get', `/templatedescriptors/${descriptorId}`, { company })).body).toEqual({
    ...whole,
    activeVersionId: templateId,
  });
  expect((await ask('get', `/templates/${templateId}`, { company })).body).toMatchObject({ status: 'deployed' });
});

test('a broken source is refused with its line and column', async () => {
  const company = aCompany();
  const { id: descriptorId } = await descriptor(company);

  const answer = await ask('post', '/templates', {
    company,
    body: { descriptorId, contentTextTemplate: 'Hi {{ person.name.firstName' },
  });

  const errors = [{ code: 'templateSyntax', field: 'contentTextTemplate', detail: "line 1, column 28: expected '}}'" }];
  expect(answer.body).toEqual({ status: 400, message: 'Template does not compile', errors });
  expect((await ask('get', `/templatedescriptors/${descriptorId}/templates`, { company })).body).toEqual([]);
});

test('one descriptor has a subject, channel, language, product and tone, also of eight made at once', async () => {
  const company = aCompany();
  const body = { subject: 'paymentFailed', channel: 'text' };

  const answers = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(() => ask('post', '/templatedescriptors', { company, body })),
  );
  const made = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status !== 200);

  expect([made.length, refused.map(({ status }) => status)]).toEqual([1, [400, 400, 400, 400, 400, 400, 400]]);
  expect(codesOf(refused[0] as Response)).toEqual(['duplicateDescriptor']);
  await descriptor(company, { tone: 'firm' });
  await descriptor(aCompany());
  const { id } = (made[0] as { body: { id: string } }).body;
  expect((await ask('delete', `/templatedescriptors/${id}`, { company })).status).toBe(200);
  await descriptor(company);
  const moved = await ask('put', `/templatedescriptors/${(await descriptor(company, { language: 'es' })).id}`, {
    company,
    body: { language: 'en' },
  });
  expect(codesOf(moved)).toEqual(['duplicateDescriptor']);
});

test('a change merges: what is missing stays, null clears, and ids and companies never change', async () => {
  const company = aCompany();
  const own = await descriptor(company, { name: 'Old', productId: 'auto', tone: 'firm' });
  const path = `/templatedescriptors/${own.id}`;

  const changed = await ask('put', path, {
    company,
    body: { id: own.id, companyId: company, name: null, enabled: false },
  });

  expect(changed.body).toEqual({ ...own, name: null, enabled: false });
  for (const body of [{ id: 'TD-1-1' }, { enabled: null }, { language: 'EN' }, { subject: 'null' }, { channel: 'sms' }])
    expect((await ask('put', path, { company, body })).status).toBe(400);
  expect((await ask('get', path, { company })).body).toEqual(changed.body);
});

test('activeVersionId of a descriptor switches as an activation does, to a version of its own only', async () => {
  const company = aCompany();
  const { descriptorId, templateId } = await live(company);
  const { id: next } = await version(company, descriptorId, { contentTextTemplate: 'Write to us.' });
  const other = await live(company, { language: 'es' });
  const put = (activeVersionId: string | null, permissions?: string[]) =>
    ask('put', `/templatedescriptors/${descriptorId}`, {
      company,
      body: { activeVersionId },
      ...(permissions && { permissions }),
    });

  expect((await put(next, ['communicator.template:update'])).status).toBe(403);
  expect((await put(templateId, ['communicator.template:update'])).status).toBe(200);
  expect(codesOf(await put(other.templateId))).toEqual(['versionNotOfDescriptor']);
  expect((await put(next)).body).toMatchObject({ activeVersionId: next });
  expect([await stateOf(company, templateId), await stateOf(company, next)]).toEqual(['deprecated', 'deployed']);
  expect((await put(null)).body).toMatchObject({ activeVersionId: null });
  expect(await stateOf(company, next)).toBe('deprecated');
});

test('a live version is edited, never deleted or emptied; the one before it can come back', async () => {
  const company = aCompany();
  const { descriptorId, templateId: first } = await live(company);
  const { id: second } = await version(company, descriptorId, { contentTextTemplate: 'Two', status: 'deployed' });
  expect(await liveOf(company, descriptorId)).toBe(first);

  await ask('put', `/templates/${second}/activate`, { company });
  expect([await stateOf(company, first), await stateOf(company, second)]).toEqual(['deprecated', 'deployed']);
  await ask('put', `/templates/${first}/activate`, { company });
  await ask('put', `/templates/${first}/activate`, { company });
  expect([await stateOf(company, first), await stateOf(company, second)]).toEqual(['deployed', 'deprecated']);

  const deleted = await ask('delete', `/templates/${first}`, { company });
  const detail = `Activate another version of ${descriptorId} first`;
  expect([deleted.status, deleted.body]).toEqual([
    409,
    { status: 409, message: 'Version is live', errors: [{ code: 'versionIsActive', field: 'templateId', detail }] },
  ]);
  const edit = (body: object) => ask('put', `/templates/${first}`, { company, body });
  expect(codesOf(await edit({ status: 'deprecated' }))).toEqual(['versionIsLive']);
  expect(codesOf(await edit({ contentTextTemplate: null }))).toEqual(['templateIncomplete']);
  expect((await edit({ contentTextTemplate: 'One, better' })).body).toMatchObject({
    id: first,
    status: 'deployed',
    contentTextTemplate: 'One, better',
  });
  expect((await ask('delete', `/templates/${second}`, { company })).status).toBe(200);
  expect((await ask('get', `/templates/${second}`, { company })).status).toBe(404);
});

test('each save is kept as it was, and each change with who made it and how it was before', async () => {
  const company = aCompany();
  const { descriptorId, templateId } = await live(company);
  await ask('put', `/templates/${templateId}`, {
    company,
    body: { contentTextTemplate: 'Better' },
    headers: { 'X-TA-AUDIT-DESCRIPTION': 'Clearer' },
  });
  await ask('put', `/templates/${templateId}`, { company, body: { contentTextTemplate: 'Better' } });

  const kept = await templateRevisions(c.service.db).find({ creditorId: company }).sort({ revision: 1 }).lean();
  expect(kept.map(({ revision, contentTextTemplate, savedBy }) => [revision, contentTextTemplate, savedBy])).toEqual([
    [1, 'Call us.', 'AC-TEST-1'],
    [2, 'Better', 'AC-TEST-1'],
  ]);
  const audit = await auditOf(company);
  expect(audit.map(({ action }) => action)).toEqual([
    'descriptor-created',
    'version-created',
    'version-activated',
    'version-changed',
  ]);
  expect(audit.at(-1)).toMatchObject({
    descriptorId,
    versionId: templateId,
    by: 'AC-TEST-1',
    before: { version: { revision: 1 } },
    after: { version: { revision: 2 } },
  });
});

test('two activations at once leave exactly one version live, and the others deprecated', async () => {
  const company = aCompany();
  const { descriptorId, templateId } = await live(company);
  const rivals = await Promise.all(
    ['a', 'b', 'c', 'd'].map((word) => version(company, descriptorId, { contentTextTemplate: word })),
  );

  const answers = await Promise.all(rivals.map(({ id }) => ask('put', `/templates/${id}/activate`, { company })));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const states = await Promise.all([templateId, ...rivals.map(({ id }) => id)].map((id) => stateOf(company, id)));
  expect(states.filter((state) => state === 'deployed')).toHaveLength(1);
  expect(states.filter((state) => state === 'deprecated')).toHaveLength(4);
  const winner = [templateId, ...rivals.map(({ id }) => id)][states.indexOf('deployed')];
  expect(await liveOf(company, descriptorId)).toBe(winner);
});

test('who sends If-Match changes what they read and nothing newer', async () => {
  const company = aCompany();
  const { templateId } = await live(company);
  const read = await ask('get', `/templates/${templateId}`, { company });
  const edit = (word: string) =>
    ask('put', `/templates/${templateId}`, {
      company,
      body: { contentTextTemplate: word },
      headers: { 'if-match': String(read.headers['etag']) },
    });

  expect((await edit('Mine')).status).toBe(200);
  expect(codesOf(await edit('Yours'))).toEqual(['revisionMismatch']);
});

test('a deleted descriptor takes its versions with it', async () => {
  const company = aCompany();
  const { descriptorId, templateId } = await live(company);

  expect((await ask('delete', `/templatedescriptors/${descriptorId}`, { company })).status).toBe(200);

  for (const path of [
    `/templatedescriptors/${descriptorId}`,
    `/templatedescriptors/${descriptorId}/templates`,
    `/templates/${templateId}`,
  ])
    expect((await ask('get', path, { company })).status).toBe(404);
  expect((await ask('delete', `/templatedescriptors/${descriptorId}`, { company })).status).toBe(404);
});
