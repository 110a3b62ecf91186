import { createdWithin, queryExtent, queryFlag, queryWindow } from './query.ts';

test.each([
  ['true', true],
  ['TRUE', true],
  ['False', false],
  [undefined, false],
])('the flag %j is %j', (text, expected) => {
  expect(queryFlag('flag', text)).toBe(expected);
});

test.each(['yes', '1', '', ['true', 'true']])('%j is no flag', (text) => {
  expect(() => queryFlag('flag', text)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
});

test('a window takes its start and leaves its end out', () => {
  const window = queryWindow({ startTime: '10', endTime: '20' });

  expect(createdWithin(window)).toEqual({ timeCreated: { $gte: new Date(10), $lt: new Date(20) } });
  expect(createdWithin(queryWindow({}))).toEqual({});
});

test.each([
  { startTime: '20', endTime: '20' },
  { startTime: '-1' },
  { startTime: '1e3' },
  { endTime: '999999999999999' },
  { endTime: ['1', '2'] },
])('%j is no window', (query) => {
  expect(() => queryWindow(query)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
});

test.each([
  [{}, { count: 100, offset: 0 }],
  [
    { count: '1', offset: '7' },
    { count: 1, offset: 7 },
  ],
  [{ count: '101' }, { count: 100, offset: 0 }],
])('%j asks for the extent %j', (query, expected) => {
  expect(queryExtent(query)).toEqual(expected);
});

test.each([{ count: '0' }, { count: '-1' }, { count: '1.5' }, { count: '' }, { offset: '-1' }, { offset: ['1', '2'] }])(
  '%j is no extent',
  (query) => {
    expect(() => queryExtent(query)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
  },
);
