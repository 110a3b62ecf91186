import { readFileSync } from 'node:fs';
import { checkCompose } from './check-compose.ts';
import { checkDockerfile } from './check-dockerfile.ts';
import { composeText, interpolated, readCompose } from './compose.ts';
import { anOperators } from './known-variables.ts';
import { howToInstall, kubernetesDescription } from './go-tools.ts';
import { kubernetesFaults, readObjects } from './kubernetes-objects.ts';
import { podFaults } from './pod-rules.ts';

const compose = composeText();
const dockerfile = readFileSync('deploy/docker/Dockerfile', 'utf8');
const base = readFileSync('deploy/kustomize/base/fairdue.yaml', 'utf8');

/** Something that stands there once or more, changed; a test whose text is gone would prove nothing. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

test('what we hand out has no fault', async () => {
  expect(await checkCompose()).toEqual([]);
  expect(checkDockerfile()).toEqual([]);
  expect(await podFaults(readObjects(base))).toEqual([]);
});

test.each([
  ['a variable that nothing reads', 'KAFKA_TLS: ', 'KAFKA_TSL: ', 'nothing reads KAFKA_TSL'],
  ['a secret that is missing', 'SSN_INDEX_KEY: ', 'OTEL_X: ', 'recover: SSN_INDEX_KEY'],
  ['a value that does not parse', "PORT: '8080'", "PORT: 'http'", 'gateway: PORT'],
  ['a reference that nobody is told of', '${LOG_LEVEL:-info}', '${LOGLEVEL:-info}', '${LOGLEVEL} is told of neither'],
  ['an engine that is published', 'image: mongo:7.0.14', "image: mongo:7.0.14\n    ports: ['27017:27017']", 'mongo publishes 27017:27017'],
  ['an image without version', 'image: mongo:7.0.14', 'image: mongo', 'mongo takes mongo, which is no exact version'],
  ['a container that may write', 'read_only: true', 'read_only: false', 'may write to its image'],
  ['services that do not wait', 'migrate: { condition: service_completed_successfully }', '', 'does not wait'],
])('compose: %s is found', async (_what, from, to, fault) => {
  expect((await checkCompose(changed(compose, from, to))).join('\n')).toContain(fault);
}); // prettier-ignore

test.each([
  ['USER 1000:1000', 'USER root', 'runs as root'],
  ['node:20.20.2-bookworm-slim', 'node:20-slim', 'no exact version'],
  ['npm ci --ignore-scripts', 'npm install', 'ignores the lock file'],
  ['ENV NODE_ENV', 'ENV SSN_KEY=x NODE_ENV', 'a secret is part of it'],
  ['STOPSIGNAL SIGTERM', '', 'STOPSIGNAL'],
])('Dockerfile: %s as %j is found', (from, to, fault) => {
  // Of a name that stands in a comment first, every place is changed.
  expect(dockerfile).toContain(from);
  expect(checkDockerfile(dockerfile.replaceAll(from, to)).join('\n')).toContain(fault);
});

test.each([
  ['runAsNonRoot: true', 'runAsNonRoot: false', 'it may run as root'],
  ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', 'it may write to its image'],
  ['{ key: SSN_KEYS, path: SSN_KEYS }', '{ key: SSN_KEYS, path: other }', 'SSN_KEYS_FILE names /etc/fairdue/secrets/SSN_KEYS'],
  ['- { name: LOG_LEVEL, ', '- { name: LOGLEVEL, ', 'nothing reads LOGLEVEL'],
  ['automountServiceAccountToken: false\n      enable', 'automountServiceAccountToken: true\n      enable', 'a token'],
])('Kubernetes: %s as %j is found', async (from, to, fault) => {
  expect((await podFaults(readObjects(changed(base, from, to)))).join('\n')).toContain(fault);
}); // prettier-ignore

test('variables are put in as compose does', () => {
  const text = 'a: ${A:-one}\nb: ${B}\nc: ${C:?say c}';
  expect(readCompose(interpolated(text, { B: 'two', C: 'three' }))).toEqual({ a: 'one', b: 'two', c: 'three' });
  expect(() => interpolated(text, {})).toThrow('C is needed: say c');
  expect(Object.keys(anOperators())).toContain('SSN_KEYS');
});

if (!kubernetesDescription()) console.log(`Kubernetes' own description: skipped; ${howToInstall}`);
const whereDescribed = kubernetesDescription() ? describe : describe.skip;

whereDescribed('Kubernetes itself', () => {
  test.each([
    ['periodSeconds: 2', 'periodSeconds: two', 'must be integer'],
    ['maxUnavailable: 1', 'maxUnavailible: 1', 'must NOT have additional properties'],
    ['apiVersion: apps/v1', 'apiVersion: apps/v1beta1', 'nothing here knows a apps/v1beta1 Deployment'],
  ])('%s as %j is found', (from, to, fault) => {
    expect(kubernetesFaults(readObjects(base))).toEqual([]);
    expect(kubernetesFaults(readObjects(changed(base, from, to))).join('\n')).toContain(fault);
  });
});
