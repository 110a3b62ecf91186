import { createHash } from 'node:crypto';
import { eventually } from '@fairdue/testing';
import { givenBorrower, givenLender, guidance, logOf, seen, start, typesOf, type Entry, type Lender } from './campaign-given.ts'; // prettier-ignore

/** As anybody can do it who has only the answers: members in order, SHA-256 over the hash before and the row. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

function hashOf({ id, hash: _hash, prevHash, ...entry }: Entry, creditorId: string): string {
  const row = JSON.stringify(sorted({ ...entry, _id: id, creditorId }));
  return createHash('sha256')
    .update(`${prevHash as string}${row}`)
    .digest('hex');
}

export function ending(lender: () => Lender): void {
  test('A19: a second campaign takes the place of the first', async () => {
    const { documentId } = await givenBorrower(lender());
    const first = await start(lender(), documentId);

    const second = await start(lender(), documentId, { ...guidance, cadence: 'monthly' });

    const { campaign, touches } = await seen(lender(), documentId, first.id);
    expect(campaign).toMatchObject({ active: false, state: 'ended', endReason: 'superseded' });
    expect(new Set(touches.map(({ state }) => state))).toEqual(new Set(['cancelled']));
    expect(second).toMatchObject({ active: true, state: 'running' });
    expect(typesOf(await logOf(lender(), documentId))).toEqual([
      'campaign_started',
      'campaign_ended',
      'campaign_started',
    ]);
  });

  test('A20: what was done about a deleted document stays readable, and its chain whole', async () => {
    const other = await givenLender(lender().platform);
    const { documentId } = await givenBorrower(other);
    const { id: campaignId } = await start(other, documentId);
    await other.client.post(`/v1/documents/${documentId}/rcm/opt-out`, {
      campaignId,
      channel: 'sms',
      notes: 'Enough.',
    });

    expect((await other.client.send('DELETE', `/v1/documents/${documentId}`)).status).toBe(204);

    for (const path of ['', '/rcm'])
      expect(await other.client.get(`/v1/documents/${documentId}${path}`)).toMatchObject({
        status: 404,
        body: { error: 'Not found.' },
      });
    const entries = await eventually(async () => {
      const all = await logOf(other, documentId);
      return all.every(({ hash }) => hash !== null) && all;
    }, 30_000);
    expect(typesOf(entries)).toEqual(['campaign_started', 'opt_out', 'campaign_ended']);
    expect(entries.at(-1)?.data).toMatchObject({ endReason: 'document_deleted' });
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(entries.map(({ prevHash }) => prevHash)).toEqual([
      '0'.repeat(64),
      entries[0]?.['hash'],
      entries[1]?.['hash'],
    ]);
    expect(entries.map((entry) => hashOf(entry, other.creditorId))).toEqual(entries.map(({ hash }) => hash));
  });
}
