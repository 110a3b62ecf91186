import type { IncomingRecord } from '@fairdue/bus';
import { CampaignEndedV1, tickType } from '@fairdue/contracts';
import { deadLetterId, receive } from './received.ts';

const taken = new Map([[CampaignEndedV1.type, CampaignEndedV1]]);
const data = {
  creditorId: 'CR-1-A',
  customerId: 'BO-1-A',
  documentId: 'DO-1-A',
  debtId: null,
  campaignId: 'RC-1-A',
  endReason: 'paid',
};
const envelope = {
  specversion: '1.0', id: 'EV-1-A', source: '/campaign', type: CampaignEndedV1.type, time: '2026-03-02T10:00:00.000Z',
  subject: 'BO-1-A', datacontenttype: 'application/json', creditorid: 'CR-1-A', sequence: 3, data,
}; // prettier-ignore
const aRecord = (value: unknown, over: Partial<IncomingRecord> = {}): IncomingRecord => ({
  topic: CampaignEndedV1.topic,
  partition: 0,
  offset: '5',
  key: 'BO-1-A',
  value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  headers: {},
  ...over,
});

test('a fact is read with its data, and fields that nobody knows are ignored', () => {
  const received = receive(aRecord({ ...envelope, novel: 1, data: { ...data, novel: 2 } }), taken);

  expect(received).toMatchObject({ kind: 'event', key: 'BO-1-A', sequence: 3, republished: false });
  expect(received).toMatchObject({ event: { type: CampaignEndedV1.type, topic: 'campaign.campaigns', data } });
});

test('a type that no consumer takes is no fault', () => {
  const received = receive(aRecord({ ...envelope, type: 'campaign.something-else.v1' }), taken);

  expect(received).toMatchObject({ kind: 'event', sequence: 3, event: undefined });
});

test.each([
  ['event-unreadable', 'no JSON', '{'],
  ['event-unreadable', 'no envelope', { ...envelope, sequence: 0 }],
  ['event-unreadable', 'the subject of another', { ...envelope, subject: 'BO-2-B' }],
  ['event-version-unknown', 'a version nobody reads', { ...envelope, type: 'campaign.campaign-ended.v2' }],
  ['event-data-invalid', 'data of another shape', { ...envelope, data: { ...data, endReason: 4 } }],
  ['event-too-large', 'a megabyte', { ...envelope, data: { ...data, endReason: 'x'.repeat(1_000_000) } }],
])('%s: %s', (code, _what, value) => {
  expect(receive(aRecord(value), taken)).toMatchObject({ kind: 'fault', key: 'BO-1-A', cause: { code } });
});

test('without a key a tick is a tick, and anything else is a fault', () => {
  const time = '2026-03-02T10:00:00.000Z';
  const headers = { ce_type: tickType };

  expect(receive(aRecord({ time }, { key: null, headers }), taken)).toEqual({ kind: 'tick', time: new Date(time) });
  expect(receive(aRecord(envelope, { key: null }), taken)).toMatchObject({ cause: { code: 'event-without-key' } });
  expect(receive(aRecord({}, { key: null, headers }), taken)).toMatchObject({ cause: { code: 'event-unreadable' } });
});

test('a record has one id per group, and another one has another', () => {
  const record = aRecord(envelope);

  expect(deadLetterId('recover', record)).toBe(deadLetterId('recover', { ...record }));
  expect(deadLetterId('recover', record)).not.toBe(deadLetterId('guard', record));
  expect(deadLetterId('recover', record)).not.toBe(deadLetterId('recover', aRecord({ ...envelope, sequence: 4 })));
});
