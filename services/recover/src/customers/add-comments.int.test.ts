import { dana } from '../examples.ts';
import { givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let path: string;
beforeAll(async () => {
  recover = await startRecover();
  const { customerId } = await givenCustomer(recover.creditor, dana);
  path = `/api/v1/customers/${customerId}`;
});
afterAll(() => recover.stop());

const comment = (body: object) => recover.creditor.post(`${path}/comments`).send(body);
const kept = async () => {
  const { body } = await recover.creditor.get(path).expect(200);
  return (body as { comments: { comment: string }[] }).comments.map((each) => each.comment);
};

test('comments are kept in their order, and announced with who made them', async () => {
  const comments = ['Called on Monday, asked for a statement.', 'Statement mailed.'];

  await comment({ comments }).set('X-TA-AUDIT-DESCRIPTION', 'Calls of Monday').expect(200, '"ok"');

  expect(await kept()).toEqual(['Prefers email.', ...comments]);
  expect(await recover.published('recover.comment-added.v1')).toMatchObject([
    {
      data: { comments, version: 2, recordedBy: { kind: 'account', id: 'AC-TEST-1', description: 'Calls of Monday' } },
    },
  ]);
});

test('with an Idempotency-Key a repeat adds nothing', async () => {
  for (let i = 0; i < 2; i++)
    await comment({ comments: ['Once.'] })
      .set('Idempotency-Key', 'comment-1')
      .expect(200, '"ok"');

  expect((await kept()).filter((text) => text === 'Once.')).toHaveLength(1);
});

test('a comment has up to 500 characters, however many bytes those are', async () => {
  await comment({ comments: ['𝄞'.repeat(500)] }).expect(200, '"ok"');
  await comment({ comments: ['Short.', 'x'.repeat(501)] }).expect(400, {
    code: 104,
    msg: 'Comments must be smaller than 500 characters',
    errorInfo: null,
  });

  expect(await kept()).not.toContain('Short.');
});

test.each([
  ['none', { comments: [] }],
  ['a hundred', { comments: Array.from({ length: 100 }, () => 'x') }],
  ['a blank one', { comments: ['  '] }],
  ['no text', { comments: [{ comment: 'x' }] }],
  ['no list', { comments: 'x' }],
  ['nothing', {}],
])('%s is refused with its place', async (_what, body) => {
  const before = await kept();

  expect((await comment(body).expect(400)).body).toMatchObject({ code: 104, msg: 'Invalid input.' });
  expect(await kept()).toEqual(before);
});

test('another creditor’s customer does not exist', async () => {
  const { body } = await recover.other
    .post(`${path}/comments`)
    .send({ comments: ['x'] })
    .expect(404);

  expect(body).toMatchObject({ code: 109 });
});
