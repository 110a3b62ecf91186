import { asksInSpanish, understand } from './stop-words.ts';

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
  expect(understand('text', body)).toBe('stop');
});

test.each([
  'Unsubscribe',
  'please unsubscribe me',
  'Remove me from this list, thanks',
  'Quiero darme de baja.',
  'STOP',
  '\r\n Stop.\r\n\r\n> Dear Ada,\r\n> we wrote to you',
])('%j ends emails', (body) => {
  expect(understand('email', body)).toBe('stop');
});

test.each([
  ['email', 'Please stop by tomorrow\nstop'],
  ['email', 'help'],
  ['email', ''],
  ['mail', 'stop'],
  ['voice', 'stop'],
])('of a message through %s, %j is for a person to read', (channel, body) => {
  expect(understand(channel, body)).toBeNull();
});

test.each(['', 'please stop by tomorrow', 'the end of the month works', 'can I cancel the plan', 'yes'])(
  '“%s” is for a person to read',
  (body) => {
    expect(understand('text', body)).toBeNull();
  },
);

test.each([
  ['HELP', false],
  ['Info?', false],
  ['¡Ayuda!', true],
])('%s asks for help, in Spanish: %s', (body, inSpanish) => {
  expect(understand('text', body)).toBe('help');
  expect(asksInSpanish(body)).toBe(inSpanish);
});
