import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { goTool, howToInstall, kubernetesDescription, kubernetesVersion, run } from './go-tools.ts';
import { kubernetesFaults, readObjects, type KubernetesObject } from './kubernetes-objects.ts';
import { podFaults } from './pod-rules.ts';

const chart = 'deploy/helm/fairdue';
const base = 'deploy/kustomize/base/fairdue.yaml';
const rules = { from: 'deploy/observability/prometheus/alerts.yml', to: `${chart}/files/alerts.yml` };

/** helm reads nothing outside its chart, and kustomize renders nothing: so the chart has a copy of the alerts, and kustomize one of what helm renders. */
function copies(helm: string | undefined): { path: string; text: string }[] {
  const alerts = existsSync(rules.from) ? [{ path: rules.to, text: readFileSync(rules.from, 'utf8') }] : [];
  const rendered = helm ? [{ path: base, text: render(helm, 'deploy/kustomize/values.yaml') }] : [];
  return [...alerts, ...rendered];
}

const render = (helm: string, values: string, more: string[] = []): string =>
  run(helm, ['template', 'fairdue', chart, '--kube-version', kubernetesVersion, '--values', values, ...more]);

export function writeCopies(): void {
  for (const { path, text } of copies(goTool('helm'))) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

export async function checkHelm(): Promise<string[]> {
  const helm = goTool('helm');
  if (!helm) console.log(`helm lint, helm template: skipped, there is no helm; ${howToInstall}`);
  if (!kubernetesDescription()) console.log(`Kubernetes' schemas: skipped, they are not here; ${howToInstall}`);
  const stale = copies(helm)
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => `${path} is stale: \`npm run check:manifests -- --write\` renews it`);
  if (!helm) return [...stale, ...(await objectFaults(base, readObjects(readFileSync(base, 'utf8'))))];

  const withAlerts = existsSync(rules.to) ? ['--set', 'monitoring.prometheusRule.enabled=true'] : [];
  const faults = readdirSync(`${chart}/ci`).map(async (file) => {
    const values = `${chart}/ci/${file}`;
    try {
      run(helm, ['lint', chart, '--strict', '--quiet', '--kube-version', kubernetesVersion, '--values', values]);
      return await objectFaults(values, readObjects(render(helm, values, withAlerts)));
    } catch (error) {
      return [`${values}: ${(error as Error).message}`];
    }
  });
  return [...stale, ...(await Promise.all(faults)).flat(), ...refusedFaults(helm)];
}

const objectFaults = async (source: string, objects: KubernetesObject[]): Promise<string[]> =>
  [...kubernetesFaults(objects), ...(await podFaults(objects))].map((fault) => `${source}: ${fault}`);

/** Values that must not pass: a secret in plain sight, a password in an address, a service that is none, a needed address. */
function refusedFaults(helm: string): string[] {
  const wrong = [
    'services.recover.config.SSN_KEYS=first:abc',
    'mongodb.url=mongodb://me:password@mongo/',
    'services.gatway.replicas=1',
    'kafka.brokers=',
    'autoscaling.kind=sometimes',
  ];
  return wrong.flatMap((value) => {
    const args = ['template', 'fairdue', chart, '--kube-version', kubernetesVersion];
    try {
      run(helm, [...args, '--values', `${chart}/ci/minimal.yaml`, '--set', value]);
      return [`${chart}: ${value} is not refused`];
    } catch {
      return [];
    }
  });
}

export async function checkKustomize(): Promise<string[]> {
  const kustomize = goTool('kustomize');
  if (!kustomize) {
    console.log(`kustomize build: skipped, there is no kustomize; ${howToInstall}`);
    return [];
  }
  const faults = readdirSync('deploy/kustomize/overlays').map(async (name) => {
    const overlay = `deploy/kustomize/overlays/${name}`;
    try {
      return await objectFaults(overlay, readObjects(run(kustomize, ['build', overlay])));
    } catch (error) {
      return [`${overlay}: ${(error as Error).message}`];
    }
  });
  return (await Promise.all(faults)).flat();
}
