import type { HealthBody } from '@fairdue/service';
import { checks } from './checks/all.ts';
import type { Examination, Finding, Look } from './finding.ts';
import { exitCodeOf, inJson, inWords } from './report.ts';

const at = Date.parse('2026-12-01T15:00:00Z');
const ago = (minutes: number): string => new Date(at - minutes * 60_000).toISOString();

const healthy = (service: string): HealthBody => ({
  service,
  version: '0.1.0',
  engines: 'real',
  production: true,
  sandbox: false,
  clock: { real: ago(0), business: ago(0) },
  store: { version: '6.0.5', replicaSet: 'rs0', members: 3, writable: true, skewMs: 3, roundTripMs: 2 },
  indexes: { missing: [], unknown: [] },
  topics: [
    {
      name: 'recover.customers',
      partitionsWanted: 48,
      found: { partitions: 48, replicas: 3, inSync: 3, inSyncMin: 2, retentionMs: 604_800_000 },
    },
  ],
  consumers: { assigned: true, lag: 0, taken: 9, parkedKeys: 0, deadLetters: 0, oldestGapSeconds: null },
  outbox: { oldestUnsentSeconds: 0, replicas: 2 },
  work: [{ kind: 'dispatch', type: 'job', overdueSeconds: 0, failingSince: null, cause: null, faulty: 0 }],
  trust: { signsWith: `${service}-key`, believes: ['recover-key', 'communicator-key'] },
  keys: [{ variable: 'SSN_KEYS', configured: ['first'], missing: [] }],
  shared: { ADDRESS_HASH_KEY: 'abc' },
  backlogs: [{ name: 'evidence-unsealed', count: 1, oldestSeconds: 1 }],
  disk: { freeBytes: 9e10, totalBytes: 1e11, storeBytes: 1e6 },
});

const look = (health: HealthBody): Look => ({ service: health.service, askedAtMs: at, roundTripMs: 4, health });
const gateway = { url: 'http://x', version: '0.1.0', askedAtMs: at, roundTripMs: 4, dateMs: at };

type Change = (recover: HealthBody) => Partial<HealthBody>;

/** Recover as it is with that change, beside a communicator that is well. */
const examined = (change: Change = () => ({})): Examination => {
  const recover = { ...healthy('recover'), ...change(healthy('recover')) };
  return { gateway, looks: [look(recover), look(healthy('communicator'))], earlier: [look({ ...recover, consumers: { ...recover.consumers } })] };
}; // prettier-ignore

const findings = (examination: Examination): Finding[] => Object.values(checks).flatMap((check) => check(examination));
const topic = (found: Partial<NonNullable<HealthBody['topics'][number]['found']>>): Change => ({ topics: [only] }) => ({
  topics: only?.found ? [{ ...only, found: { ...only.found, ...found } }] : [],
}); // prettier-ignore
const job = (over: Partial<HealthBody['work'][number]>): Change => ({ work: [only] }) => ({ work: only ? [{ ...only, ...over }] : [] }); // prettier-ignore

test('an installation that is well has nothing said of it', () => {
  const report = { findings: findings(examined()), cannotLook: null };

  expect(report.findings).toEqual([]);
  expect(exitCodeOf(report)).toBe(0);
  expect(inWords(report)).toMatch(/^Healthy: services, restore, store, topics, keys/);
});

const faults: Record<string, [change: Change, says: RegExp]> = {
  'a restore that nobody released': [() => ({ backlogs: [{ name: 'restore-unreleased', count: 1, oldestSeconds: null }] }), /recover: restored from a backup and not released/],
  'an old database': [({ store }) => ({ store: { ...store, version: '5.0.3' } }), /MongoDB is 5\.0\.3/],
  'a database alone': [({ store }) => ({ store: { ...store, replicaSet: null } }), /is no replica set/],
  'no primary': [({ store }) => ({ store: { ...store, writable: false } }), /is not the primary/],
  'two members': [({ store }) => ({ store: { ...store, members: 2 } }), /has 2 member/],
  'no topic': [({ topics: [only] }) => ({ topics: only ? [{ ...only, found: null }] : [] }), /recover\.customers is not there/],
  'a replica behind': [topic({ inSync: 2 }), /2 of 3 replicas/],
  'one replica': [topic({ replicas: 1, inSync: 1 }), /has 1 replica/],
  'one in sync is enough': [topic({ inSyncMin: 1 }), /takes records that 1 replica has/],
  'an hour of retention': [topic({ retentionMs: 3_600_000 }), /forgets records after 1 h/],
  'no partition': [({ consumers }) => ({ consumers: { ...consumers, assigned: false } }), /no partition was given/],
  'a stuck group': [({ consumers }) => ({ consumers: { ...consumers, lag: 7 } }), /7 messages wait, and it takes none/],
  'a dead letter': [({ consumers }) => ({ consumers: { ...consumers, deadLetters: 2, parkedKeys: 1 } }), /2 messages wait as dead letters, of 1 key\. What it tells and does/],
  'an old gap': [({ consumers }) => ({ consumers: { ...consumers, oldestGapSeconds: 3_600 } }), /waited 60 min for an earlier one/],
  'a missing index': [() => ({ indexes: { missing: [{ collection: 'debts', index: 'creditorId_1' }], unknown: [] } }), /no index creditorId_1 on debts/],
  'a clock behind': [() => ({ clock: { real: ago(1), business: ago(1) } }), /clock of recover is 60\.0 s behind/],
  'a database’s clock': [({ store }) => ({ store: { ...store, skewMs: 4_000 } }), /database of recover is 4\.0 s ahead/],
  'business moved': [({ clock }) => ({ clock: { ...clock, business: ago(-60) } }), /business at recover is 3600\.0 s ahead of its own/],
  'a stranger’s key': [({ trust }) => ({ trust: { ...trust, believes: ['recover-key'] } }), /recover does not believe calls of communicator/],
  'an address key of its own': [() => ({ shared: { ADDRESS_HASH_KEY: 'other' } }), /ADDRESS_HASH_KEY is not the same at recover and communicator/],
  'a key taken out': [() => ({ keys: [{ variable: 'SSN_KEYS', configured: ['new'], missing: ['first'] }] }), /SSN_KEYS lacks first/],
  'an old outbox row': [() => ({ outbox: { oldestUnsentSeconds: 300, replicas: 1 } }), /had a fact to publish for 5 min/],
  'a timer nobody runs': [job({ overdueSeconds: 7_200 }), /job dispatch of recover is 2 h late/],
  'a job that fails': [job({ failingSince: ago(20), cause: 'no answer' }), /failing for 20 min: no answer/],
  'a faulty row': [job({ faulty: 3 }), /3 rows of the job dispatch of recover stand aside/],
  'evidence not sealed': [() => ({ backlogs: [{ name: 'evidence-unsealed', count: 1, oldestSeconds: 600 }] }), /not yet chained and signed/],
  'an unknown hand-over': [() => ({ backlogs: [{ name: 'hand-overs-unknown', count: 2, oldestSeconds: 1_200 }] }), /nobody knows whether messages were sent/],
  'a late duty': [() => ({ backlogs: [{ name: 'duties-late', count: 1, oldestSeconds: 60 }] }), /something the law demands is late/],
  'a full disk': [() => ({ disk: { freeBytes: 1e6, totalBytes: 1e11, storeBytes: 1e6 } }), /1 MB are free/],
}; // prettier-ignore

test.each(Object.entries(faults))('%s is a fault, and the only one', (_name, [change, says]) => {
  const report = { findings: findings(examined(change)), cannotLook: null };

  expect(report.findings).toEqual([
    { check: expect.any(String) as string, level: 'fault', says: expect.stringMatching(says) as string, do: expect.stringMatching(/.\.$/) as string },
  ]); // prettier-ignore
  expect(exitCodeOf(report)).toBe(1);
});

const warnings: Record<string, [change: Change, says: RegExp]> = {
  'other partitions than configured': [topic({ partitions: 6 }), /has 6 partitions, and TOPIC_PARTITIONS says 48/],
  'retention without an end': [topic({ retentionMs: null }), /keeps records for ever/],
  'an index of its own': [() => ({ indexes: { missing: [], unknown: [{ collection: 'debts', index: 'mine' }] } }), /index mine on debts/],
  'a large embedded store': [() => ({ disk: { freeBytes: 9e10, totalBytes: 1e11, storeBytes: 2e9 } }), /1\.9 GB, all of it in memory/],
  'two versions': [() => ({ version: '0.2.0' }), /0\.1\.0 at gateway and communicator; 0\.2\.0 at recover/],
}; // prettier-ignore

test.each(Object.entries(warnings))('%s is told, and harms nobody yet', (_name, [change, says]) => {
  const report = { findings: findings(examined(change)), cannotLook: null };

  expect(report.findings).toMatchObject([{ level: 'warning', says: expect.stringMatching(says) as string }]);
  expect(exitCodeOf(report)).toBe(0);
});

test('messages that are taken are no fault, however many wait, until there are very many', () => {
  const busy: Change = ({ consumers }) => ({ consumers: { ...consumers, lag: 700, taken: 50 } });
  const { looks, ...rest } = examined(busy);

  expect(findings({ ...rest, looks, earlier: examined(({ consumers }) => ({ consumers: { ...consumers, lag: 700 } })).looks })).toEqual([]); // prettier-ignore
});

test('dead letters at the guard alone keep everybody from contacting a customer', () => {
  const { consumers } = healthy('compliance-guard');
  const parked = { ...healthy('compliance-guard'), consumers: { ...consumers, deadLetters: 1, parkedKeys: 1 } };

  expect(checks['consumers']?.({ gateway, looks: [look(parked)], earlier: [] })).toMatchObject([
    { says: 'compliance-guard: 1 message waits as a dead letter, of 1 key. Nobody of those keys is contacted.' },
  ]);
});

test('a service that does not answer is named, with what to look at', () => {
  const failure = { status: 503, says: '503 upstream-unavailable' };
  const looks: Look[] = [{ service: 'campaign', askedAtMs: at, roundTripMs: 4, failure }, look(healthy('recover'))];

  expect(findings({ gateway, looks, earlier: looks })).toMatchObject([
    { check: 'services', says: 'campaign does not answer: 503 upstream-unavailable.', do: expect.stringContaining('CAMPAIGN_URL') as string },
  ]); // prettier-ignore
});

test('services of a sandbox agree what business time it is', () => {
  const moved = { ...healthy('recover'), sandbox: true, clock: { real: ago(0), business: ago(-60) } };
  const looks = [look(moved), look({ ...healthy('communicator'), sandbox: true })];

  expect(findings({ gateway, looks, earlier: looks })).toMatchObject([
    { check: 'clocks', says: 'The clock of business at communicator is 3600.0 s behind recover’s.' },
  ]);
  expect(findings({ gateway, looks: [look(moved)], earlier: [] })).toEqual([]);
});

test('the gateway’s clock is measured by the second it says', () => {
  expect(findings({ ...examined(), gateway: { ...gateway, dateMs: at - 5_000 } })).toMatchObject([
    { check: 'clocks', says: expect.stringMatching(/clock of gateway is 4\.5 s behind/) as string },
  ]);
});

test('who cannot look says so, and ends with 2; where the engines are silent too, that is the fault', () => {
  const silent = { check: 'engines', level: 'fault' as const, says: 'Kafka does not answer.', do: 'Start it.' };

  expect(exitCodeOf({ findings: [], cannotLook: 'Nothing answers.' })).toBe(2);
  expect(exitCodeOf({ findings: [silent], cannotLook: 'Nothing answers.' })).toBe(1);
  expect(inWords({ findings: [silent], cannotLook: 'Nothing answers.' })).toBe(
    'Nothing answers.\nfault (engines): Kafka does not answer.\n  → Start it.',
  );
  expect(JSON.parse(inJson({ findings: [silent], cannotLook: null }))).toMatchObject({ healthy: false, findings: [silent] }); // prettier-ignore
});
