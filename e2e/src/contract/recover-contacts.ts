import { contactAnswer, ok, refused } from './answers.ts';
import type { Answer, Client } from './client.ts';
import { dana, danaHerself, danasAddress, danasEmail, danasPhone } from './examples.ts';
import { given, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const workPhone = { phoneNumber: '512-555-0199', types: ['WORK'] };
const newEmail = { email: 'd.okafor@example.org', types: ['WORK'] };
const replacement = {
  name: { firstName: 'Dana', middleName: 'R', lastName: 'Okafor' },
  languagePreference: 'SPANISH',
  languagePreferred: {
    language: 'SPANISH',
    languageChannel: 'EMAIL',
    languageDate: { day: 1, month: 7, year: 2024 },
  },
  addresses: [{ ...danasAddress, meta: { isActive: true } }],
  emails: [newEmail],
};
const off = { isActive: false, isPrimary: false };

export function contacts(platform: () => RunningPlatform): void {
  let client: Client;
  let path: string;
  let placed: Answer;
  beforeAll(async () => {
    client = await givenClient(platform(), [await givenCreditor(platform())]);
    path = `/api/v1/customers/${(await given(client, dana)).customerId}`;
    placed = await client.get(path);
  });
  /** Dana as she was placed, but for what an example changed. */
  const danaWith = (changes: object): object => {
    const { meta, ...rest } = placed.body as { meta: object };
    return ok({ ...rest, meta: { ...meta, lastModified: expect.any(Number) as number }, ...changes });
  };
  const twoPhones = { phones: [contactAnswer(danasPhone), contactAnswer(workPhone, { isPrimary: false })] };

  test('E6: a phone is added beside the first, once', async () => {
    for (const slash of ['', '/', ''])
      expect(await client.send('PATCH', `${path}${slash}`, { phones: [workPhone] })).toEqual(danaWith(twoPhones));
    expect(await client.send('PATCH', path, {})).toEqual(danaWith(twoPhones));
  });

  test('E6: a phone in another form is refused, and nothing is stored', async () => {
    const wrong = { phones: [{ ...workPhone, phoneNumber: '5125550199' }], emails: [newEmail] };

    expect(await client.send('PATCH', path, wrong)).toEqual(
      refused(400, 104, 'Invalid contact information.', { 'phones[0].phoneNumber': 'must look like ###-###-####' }),
    );
    expect(await client.get(path)).toEqual(danaWith(twoPhones));
  });

  test('E7: what a replacement does not name is switched off and kept', async () => {
    const { name, languagePreference, languagePreferred } = replacement;
    const replaced = danaWith({
      name,
      languagePreference,
      languagePreferred,
      phones: [contactAnswer(danasPhone, off), contactAnswer(workPhone, off)],
      emails: [contactAnswer(danasEmail, off), contactAnswer(newEmail)],
    });

    expect(await client.put(path, replacement)).toEqual(replaced);
    expect(await client.put(`${path}/`, replacement)).toEqual(replaced);
    expect(await client.get(path)).toEqual(replaced);
  });

  test('E7: whether an address is in use has to be said', async () => {
    expect(await client.put(path, { ...replacement, addresses: [danasAddress] })).toEqual(
      refused(400, 104, 'Missing required information.', { 'addresses[0].meta.isActive': 'required' }),
    );
  });

  test('E7: what was read can be put back as it is', async () => {
    const { body } = await client.get(path);

    expect(await client.put(path, body)).toEqual(ok(body));
  });

  test('E8: comments are kept, and one of 501 characters is refused with all beside it', async () => {
    const comments = ['Called on Monday, asked for a statement.', 'Statement mailed.'];
    const tooLong = ['Fine.', 'é'.repeat(501)];

    expect(await client.post(`${path}/comments`, { comments })).toEqual(ok('ok'));
    expect(await client.post(`${path}/comments/`, { comments: tooLong })).toEqual(
      refused(400, 104, 'Comments must be smaller than 500 characters'),
    );
    expect(await client.get(path)).toMatchObject({
      body: { comments: [...danaHerself.comments, ...comments.map((comment) => ({ comment }))] },
    });
    expect(await client.post(`${path}/comments`, { comments: Array(100).fill('Fine.') })).toEqual(
      refused(400, 104, 'Invalid input.', { comments: 'fewer than 100 are allowed' }),
    );
  });

  test('E9: a stored phone is unsubscribed, and again', async () => {
    const { customerId } = await given(client, {
      ...dana,
      reference: 'CUST-QUIET',
      debts: [{ ...dana.debts[0], transactionId: 'INV-QUIET' }],
    });
    const quiet = `/api/v1/customers/${customerId}`;

    for (const slash of ['', '/'])
      expect(await client.post(`${quiet}/unsubscribe${slash}`, { phones: [danasPhone] })).toEqual(ok('ok'));
    expect(await client.post(`${quiet}/unsubscribe`, {})).toEqual(ok('ok'));
    expect(await client.get(quiet)).toMatchObject({ body: { phones: [contactAnswer(danasPhone, off)] } });
  });

  test('E9: an address not on file is named, and nothing changes', async () => {
    const before = await client.get(path);

    expect(await client.post(`${path}/unsubscribe`, { emails: [{ email: 'nobody@example.net' }, newEmail] })).toEqual(
      refused(400, 118, 'Email address does not exist', { 'emails[0].email': 'not on file; add it first' }),
    );
    expect((await client.get(path)).body).toEqual(before.body);
  });
}
