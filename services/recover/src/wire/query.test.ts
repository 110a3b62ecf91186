import { z } from 'zod';
import { createdWithin, extent, Flag, queryText, readQuery, WindowQuery } from './query.ts';

const refusal = (message: string) => expect.objectContaining({ code: 'request-invalid', message }) as Error;
const Flags = z.object({ flag: Flag.default(false) });

test.each([
  ['true', true],
  ['TRUE', true],
  ['False', false],
  [undefined, false],
])('the flag %j is %j', (text, expected) => {
  expect(readQuery(Flags, text === undefined ? {} : { flag: text })).toEqual({ flag: expected });
});

test.each(['yes', '1', '', ['true', 'true']])('%j is no flag', (flag) => {
  expect(() => readQuery(Flags, { flag })).toThrow(refusal('flag must be true or false.'));
});

test('a text is counted in characters, and taken once', () => {
  const Texts = z.object({ text: queryText(2).exactOptional() });

  expect(readQuery(Texts, { text: '🙂🙂' })).toEqual({ text: '🙂🙂' });
  for (const text of ['abc', ['a', 'b']])
    expect(() => readQuery(Texts, { text })).toThrow(refusal('text must be given once, with at most 2 characters.'));
});

test('a window takes its start and leaves its end out', () => {
  const window = readQuery(WindowQuery, { startTime: '10', endTime: '20' });

  expect(createdWithin(window)).toEqual({ timeCreated: { $gte: new Date(10), $lt: new Date(20) } });
  expect(createdWithin(readQuery(WindowQuery, {}))).toEqual({});
});

test.each([
  [{ startTime: '20', endTime: '20' }, 'startTime must be before endTime.'],
  [{ startTime: '-1' }, 'startTime must be a number of milliseconds since 1970.'],
  [{ startTime: '1e3' }, 'startTime must be a number of milliseconds since 1970.'],
  [{ endTime: '999999999999999' }, 'endTime must be a number of milliseconds since 1970.'],
  [{ endTime: ['1', '2'] }, 'endTime must be a number of milliseconds since 1970.'],
])('%j is no window', (query, message) => {
  expect(() => readQuery(WindowQuery, query)).toThrow(refusal(message));
});

test.each([
  [{}, { count: 100, offset: 0 }],
  [
    { count: '1', offset: '7' },
    { count: 1, offset: 7 },
  ],
  [{ count: '101' }, { count: 100, offset: 0 }],
])('%j asks for the extent %j', (query, expected) => {
  expect(readQuery(z.object(extent), query)).toEqual(expected);
});

test.each([{ count: '0' }, { count: '-1' }, { count: '1.5' }, { count: '' }, { offset: '-1' }, { offset: ['1', '2'] }])(
  '%j is no extent',
  (query) => {
    const [name = ''] = Object.keys(query);
    const message = `${name} must be a whole number of at least ${name === 'count' ? 1 : 0}.`;
    expect(() => readQuery(z.object(extent), query)).toThrow(refusal(message));
  },
);
