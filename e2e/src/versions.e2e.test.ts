import { execFileSync } from 'node:child_process';
import mongoose from 'mongoose';
import { eventually } from '@fairdue/testing';
import { audit } from '../../tools/audit/audit.ts';
import { readKafkaTopics } from '../../tools/audit/read-topics.ts';
import { Installation } from './installation.ts';
import { businessNow, moveTo, pay, placeAndStart, touchesOf, type Debtor } from './story.ts';

/** As next-version.mjs makes it. */
const [nextFolder, addedField, addedMigration] = ['dist/next', 'saidSinceNext', '9999-01-01-mark-documents'] as const;
const { MONGODB_URL = '', KAFKA_BROKERS = '' } = process.env;
const platform = new Installation();
beforeAll(async () => {
  await platform.start();
  execFileSync(process.execPath, ['e2e/src/next-version.mjs', 'recover', 'campaign']);
}, 300_000);
afterAll(() => platform.stop(), 60_000);

const optOut = ({ documentId, campaignId }: Debtor) =>
  platform.call('POST', `/v1/documents/${documentId}/rcm/opt-out`, { campaignId, channel: 'all' });

const ended = (debtor: Debtor, endReason: string) =>
  eventually(async () => (await touchesOf(platform, debtor)).campaign.endReason === endReason, 60_000);

/** Four customers, of whom one pays all and one wants no more. */
async function passThrough(first: number): Promise<void> {
  const [payer, silent] = await placeAndStart(platform, 4, { first });
  if (!payer || !silent) throw new Error('four were placed');
  expect((await pay(platform, payer, 100_000)).status).toBe(200);
  expect(await optOut(silent)).toMatchObject({ status: 200, body: { ok: true } });
  await ended(payer, 'paid');
  await ended(silent, 'opt_out_all');
}

test('a version and the next one work side by side on the same topics and databases, and either alone', async () => {
  await passThrough(1);
  for (const service of ['recover', 'campaign'] as const)
    await platform.startOne(service, { replica: 2, from: nextFolder });
  await passThrough(11);
  for (const service of ['recover', 'campaign'] as const) {
    await platform.kill(`${service}-1`);
    await platform.startOne(service, { from: nextFolder });
    await platform.kill(`${service}-2`);
  }
  await passThrough(21);
  await moveTo(platform, new Date((await businessNow(platform)).getTime() + 2 * 86_400_000));

  const kafka = { brokers: KAFKA_BROKERS, prefix: platform.prefix };
  const { violations } = await audit({ mongoUrl: MONGODB_URL, dataDir: platform.dataDir, databasePrefix: platform.prefix, kafka }); // prettier-ignore
  expect(violations).toEqual([]);
  const payments = (await readKafkaTopics(kafka.brokers, kafka.prefix)).filter(({ type }) => type === 'recover.payment-recorded.v1'); // prettier-ignore
  expect(new Set(payments.map(({ data }) => addedField in data))).toEqual(new Set([true, false]));

  const connection = await mongoose.createConnection(MONGODB_URL).asPromise();
  const dbOf = (name: string) => connection.getClient().db(`${platform.prefix}${name}`);
  const migrations = dbOf('campaign').collection<{ _id: string }>('migrations');
  expect(await migrations.findOne({ _id: addedMigration })).toMatchObject({ doneAt: expect.any(Date) as Date });
  for (const service of ['creditor', 'recover', 'compliance_guard', 'communicator', 'campaign'])
    expect([service, await dbOf(service).collection('deadLetters').countDocuments()]).toEqual([service, 0]);
  await connection.close();
}, 400_000);
