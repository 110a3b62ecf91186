import { understand } from './stop-words.ts';

test.each([
  'STOP',
  ' stop. ',
  'Stop!',
  'QUIT',
  'end',
  'Revoke',
  'opt out',
  'OPT-OUT',
  'OptOut',
  'cancel',
  'UNSUBSCRIBE',
  '“Stop”',
  'ＳＴＯＰ',
  'stop all',
])('%s ends texts', (body) => {
  expect(understand(body)).toBe('stop');
});

test.each(['', 'please stop by tomorrow', 'the end of the month works', 'can I cancel the plan', 'yes'])(
  '“%s” is for a person to read',
  (body) => {
    expect(understand(body)).toBeNull();
  },
);
