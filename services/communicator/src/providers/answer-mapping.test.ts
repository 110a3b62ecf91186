import { AnswerMapping, answerOf } from './answer-mapping.ts';

const plain = AnswerMapping.parse({});
const vendor = AnswerMapping.parse({
  id: 'messages.0.message-id',
  word: 'messages.0.status',
  refused: ['3', 410],
  temporary: ['1', 503],
});
const said = (status: string) => ({ messages: [{ 'message-id': 17, status }] });

test.each([
  [plain, 202, { id: 'x' }, { kind: 'accepted', providerMessageId: 'x' }],
  [plain, 200, { id: { toString: 'x' } }, { kind: 'accepted', providerMessageId: null }],
  [plain, 200, undefined, { kind: 'accepted', providerMessageId: null }],
  [plain, 422, {}, { kind: 'refused', permanent: true }],
  [plain, 429, {}, { kind: 'refused', permanent: false }],
  [plain, 403, {}, { kind: 'refused', permanent: false }],
  [plain, 503, {}, { kind: 'unknown' }],
  [plain, 408, {}, { kind: 'unknown' }],
  [plain, 409, {}, { kind: 'unknown' }],
  [plain, 303, {}, { kind: 'unknown' }],
  [vendor, 200, said('0'), { kind: 'accepted', providerMessageId: '17' }],
  [vendor, 200, said('3'), { kind: 'refused', permanent: true }],
  [vendor, 200, said('1'), { kind: 'refused', permanent: false }],
  [vendor, 503, {}, { kind: 'refused', permanent: false }],
  [vendor, 410, {}, { kind: 'refused', permanent: true }],
  [vendor, 429, {}, { kind: 'refused', permanent: false }],
] as const)('%j: %i %j is %j', (mapping, status, body, becomes) => {
  expect(answerOf(mapping, status, body)).toMatchObject(becomes);
});

test('a path reaches own fields only', () => {
  expect(answerOf(AnswerMapping.parse({ id: 'constructor.name' }), 200, {})).toMatchObject({ providerMessageId: null });
});
