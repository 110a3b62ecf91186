import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { alerts, metricsNamedByOperators } from './named-metrics.ts';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = alerts().map((alert) => ({ ...alert, text: textOf(alert.runbook) }));

/** Every text of a program that a page may send to: its sources without tests. */
const sources = ['packages', 'services'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/src\/.*\.ts$/.test(file) && !/\.test\.ts$|node_modules/.test(file))
    .map((file) => textOf(join(folder, file))),
);
const logged = sources.flatMap((source) => source.match(/\b(?:log|#log)\.(?:error|warn|info)\([\s\S]*?\);/g) ?? []);
const metrics = new Set([
  ...sources.flatMap((source) => source.match(/\bfairdue_[a-z_]+\b/g) ?? []),
  ...metricsNamedByOperators(),
]);

type KubernetesObject = { kind: string; metadata: { name: string } };
const rendered = parseAllDocuments(textOf('deploy/kustomize/base/fairdue.yaml')).map(
  (each) => each.toJS() as KubernetesObject | null,
);
const named = (kind: string): Set<string> =>
  new Set(rendered.flatMap((each) => (each?.kind === kind ? [each.metadata.name] : []))); // prettier-ignore
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
const { paths } = JSON.parse(textOf('docs/api/openapi.json')) as { paths: Record<string, unknown> };
const routes = Object.keys(paths).map((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));

/** What a command stands for: one for each service where it says SERVICE or TARGET. */
const meant = (command: string): string[] =>
  /SERVICE|TARGET/.test(command)
    ? ['gateway', 'creditor', 'recover', 'compliance-guard', 'communicator', 'campaign'].map((name) => command.replaceAll(/SERVICE|TARGET/g, name))
    : [command]; // prettier-ignore

const commandsOf = (text: string): string[] => {
  const block = /## First three commands\n\n```\n([\s\S]*?)```/.exec(text)?.[1]?.trim().split('\n') ?? [];
  const inline = [...text.matchAll(/`((?:npm run|node|kubectl|curl) [^`]+)`/g)].map(([, command = '']) => command);
  return [...block, ...inline];
};

/** The words that the end of a command has to find, each of them. */
function lookedFor(command: string): string[] {
  const [, flags = '', double, single, bare] = /\| grep ((?:-\w+ )*)(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(command) ?? [];
  const pattern = double ?? single ?? bare;
  return pattern === undefined || flags.includes('v') ? [] : pattern.toLowerCase().split(/\\?\|/);
}

/** Why a command would do nothing for the one who types it. */
function faultsOf(command: string): string[] {
  const faults: string[] = [];
  const need = (holds: boolean, what: string): void => void (holds || faults.push(`${what}: ${command}`));
  const [, script] = /^npm run ([\w:-]+)/.exec(command) ?? [];
  if (script) need(script in scripts, 'no such script');
  const [, verb] = /^npm run dlq -- ([\w-]+)/.exec(command) ?? [];
  if (verb) need(new RegExp(`npm run dlq -- .*\\b${verb}\\b`).test(textOf('tools/dlq.ts')), 'no such verb');
  const [, bundle] = /^node dist\/([\w-]+)\.mjs/.exec(command) ?? [];
  if (bundle) need(textOf('tools/bundle.mjs').includes(`${bundle}:`) || textOf('deploy/docker/Dockerfile').includes(bundle), 'no such bundle'); // prettier-ignore
  const [, deployment] = /kubectl logs deploy\/([\w-]+)/.exec(command) ?? [];
  if (deployment) need(named('Deployment').has(deployment), 'no such deployment');
  const [, container] = /docker compose logs ([\w-]+)/.exec(command) ?? [];
  if (container) need(new RegExp(`^  ${container}:$`, 'm').test(textOf('docker-compose.yml')), 'no such service');
  const [, host, path] = /http:\/\/([\w-]+):8080(\/[\w/-]*)/.exec(command) ?? [];
  if (host) need(named('Service').has(host), 'no such host');
  const route = path ?? /GATEWAY(\/[\w/-]+)/.exec(command)?.[1];
  if (route)
    need(
      routes.some((each) => each.test(route)),
      'no such route',
    );
  for (const wanted of lookedFor(command)) {
    const isThere = (texts: Iterable<string>): boolean =>
      [...texts].some((text) => text.toLowerCase().includes(wanted));
    if (path === '/metrics') need(wanted.startsWith('status=') || isThere(metrics), `no metric has ${wanted}`);
    if (deployment) need(isThere(logged), `nobody logs ${wanted}`);
  }
  return faults;
}

test('what a page says of when its alert fires is what the alert says', () => {
  const said = pages.map(({ text }) => /^Fires when: (.*)\.$/m.exec(text)?.[1]);

  expect(said).toEqual(pages.map(({ expr, forHowLong }) => `\`${expr}\`${forHowLong === '0m' ? '' : ` for ${forHowLong}`}`)); // prettier-ignore
});

test('what a command would look for in vain is seen', () => {
  const wrong = [
    'npm run nothing',
    'npm run dlq -- burn ID',
    'kubectl logs deploy/nobody --since=10m | grep outbox',
    'kubectl logs deploy/fairdue-recover | grep "a text that is nowhere"',
    'curl -s http://nobody:8080/metrics',
    'curl -s http://fairdue-recover:8080/nothing',
    'curl -s http://fairdue-recover:8080/metrics | grep -E "fairdue_nothing|fairdue_nowhere"',
    'curl -s GATEWAY/agency/v1/nothing/ID',
    'docker compose logs nobody',
    'node dist/nothing.mjs',
  ];

  expect(wrong.filter((command) => faultsOf(command).length === 0)).toEqual([]);
});

test.each(pages)('every command of $name is there, and looks for what there is', ({ text }) => {
  const commands = commandsOf(text);

  expect(commands.length).toBeGreaterThanOrEqual(3);
  expect(commands.flatMap(meant).flatMap(faultsOf)).toEqual([]);
});
