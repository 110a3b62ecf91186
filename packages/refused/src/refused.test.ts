import { Refused, Unavailable } from './index.ts';

test('a refusal carries what a mapper needs and nothing of our insides', () => {
  const refused = new Refused('malformed', 'request-invalid', 'Two faults.', [
    { path: 'a[0].b', problem: 'is missing' },
  ]);

  expect({ ...refused }).toEqual({
    name: 'Refused',
    kind: 'malformed',
    code: 'request-invalid',
    faults: [{ path: 'a[0].b', problem: 'is missing' }],
  });
  expect(refused.message).toBe('Two faults.');
});

test('what is unavailable says when to come back, and keeps its cause for the log', () => {
  const cause = new Error('ECONNREFUSED');

  expect(new Unavailable('guard-unavailable', 'Try again.', 5, { cause })).toMatchObject({
    retryAfterSeconds: 5,
    cause,
  });
});
