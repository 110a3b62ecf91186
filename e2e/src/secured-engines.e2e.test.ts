import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { bundle } from '../../tools/bundle.mjs';
import { Installation } from './installation.ts';
import { canSecureEngines, password, SecuredEngines } from './secured-engines.ts';
import { place } from './story.ts';

if (!canSecureEngines()) console.log('Engines with TLS and passwords: skipped, there is nothing to start them from.');
const whereThereAre = canSecureEngines() ? describe : describe.skip;

whereThereAre('engines that ask for TLS and a password', () => {
  const engines = new SecuredEngines();
  beforeAll(() => engines.start(), 180_000);
  let running: Installation | undefined;
  afterAll(async () => {
    await running?.stop();
    await engines.stop();
  }, 60_000);

  const environment = (): Record<string, string> => ({
    MONGODB_URL: engines.mongoUrl,
    MONGODB_USERNAME: 'fairdue',
    MONGODB_PASSWORD_FILE: engines.file('password', `${password}\n`),
    MONGODB_TLS_CA_FILE: engines.file('ca.pem'),
    KAFKA_BROKERS: engines.brokers,
    KAFKA_TLS: 'true',
    KAFKA_TLS_CA_FILE: engines.file('ca.pem'),
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'fairdue',
    KAFKA_SASL_PASSWORD_FILE: engines.file('password'),
  });

  test('services write, publish and read over TLS, signed in', async () => {
    const platform = new Installation(environment());
    running = platform;
    await platform.start(['creditor', 'recover', 'campaign', 'gateway']);

    expect((await place(platform, [1], new Date())).size).toBe(1); // recover told campaign, over Kafka
  }, 300_000);

  test('a certificate of our own is enough where brokers ask for one', async () => {
    const { KAFKA_SASL_MECHANISM: _m, KAFKA_SASL_USERNAME: _u, KAFKA_SASL_PASSWORD_FILE: _p, ...rest } = environment();
    const certified = {
      ...rest,
      KAFKA_BROKERS: engines.brokersByCertificate,
      KAFKA_TLS_CERT_FILE: engines.file('client.pem'),
      KAFKA_TLS_KEY_FILE: engines.file('client.key'),
    };

    expect(await runTopics(certified)).toEqual({ code: 0, said: expect.stringContaining('topics are there') });
  }, 120_000);

  test.each([
    ['a wrong password of MongoDB', () => ({ MONGODB_PASSWORD_FILE: engines.file('wrong', 'wrong') }), 'MongoDB does not know this user name or password'],
    ['a MongoDB that nobody we trust vouches for', () => ({ MONGODB_TLS_CA_FILE: engines.file('other-ca.pem') }), 'MongoDB cannot be spoken to over TLS'],
    ['a wrong password of Kafka', () => ({ KAFKA_SASL_PASSWORD_FILE: engines.file('wrong', 'wrong') }), 'Kafka does not know this user name or password'],
    ['a Kafka that nobody we trust vouches for', () => ({ KAFKA_TLS_CA_FILE: engines.file('other-ca.pem') }), 'Kafka cannot be spoken to over TLS'],
  ])('%s ends a service at its start, with words', async (_what, wrong, words) => {
    const platform = new Installation({ ...environment(), ...wrong() });
    await platform.start([]);

    await expect(platform.startOne('creditor')).rejects.toThrow(words);
    expect(platform.logOf('creditor-1')).not.toContain('    at ');
  }, 120_000); // prettier-ignore
});

async function runTopics(environment: Record<string, string>): Promise<{ code: number; said: string }> {
  await bundle(["topics"]);
  const program = join(dirname(dirname(import.meta.dirname)), 'dist/topics.mjs');
  const child = spawn(process.execPath, [program], { env: { ...process.env, ...environment, TOPIC_PREFIX: 'certified_' } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
} // prettier-ignore
