import { serviceNames } from '@fairdue/service';
import { anOperators, environmentFaults } from './known-variables.ts';
import type { KubernetesObject } from './kubernetes-objects.ts';

type Env = { name: string; value?: string; valueFrom?: unknown };
type Container = {
  name: string;
  image: string;
  env?: Env[];
  securityContext?: Record<string, unknown>;
  volumeMounts?: { name: string; mountPath: string }[];
  livenessProbe?: unknown;
  readinessProbe?: unknown;
  startupProbe?: unknown;
};
type Volume = { name: string; secret?: { items?: { key: string; path: string }[] } };
type PodSpec = {
  containers: Container[];
  volumes?: Volume[];
  automountServiceAccountToken?: boolean;
  securityContext?: Record<string, unknown>;
};
type WithPod = { template?: { spec?: PodSpec } };

/** The restricted standard of Kubernetes, and what we promise beyond it; and whether each process would start. */
export async function podFaults(objects: readonly KubernetesObject[]): Promise<string[]> {
  const faults = objects.map(async (object) => {
    const pod = (object.spec as WithPod | undefined)?.template?.spec;
    if (!pod) return [];
    const started = pod.containers.map(({ name, env = [] }) =>
      environmentFaults(name, Object.fromEntries(env.map((each) => [each.name, each.value])), contentOf(pod)),
    );
    return [...hardeningFaults(object.kind, pod), ...mountFaults(pod), ...(await Promise.all(started)).flat()].map(
      (fault) => `${object.kind}/${object.metadata.name}: ${fault}`,
    );
  });
  const names = new Set(objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name));
  const absent = serviceNames.filter((service) => ![...names].some((name) => name.endsWith(`-${service}`)));
  return [...(await Promise.all(faults)).flat(), ...absent.map((service) => `there is no Deployment of ${service}`)];
}

function hardeningFaults(kind: string, { containers, securityContext = {}, automountServiceAccountToken }: PodSpec): string[] {
  const [container] = containers;
  const own = container?.securityContext ?? {};
  const rules: [boolean, string][] = [
    [automountServiceAccountToken === false, 'it is given a token of the cluster'],
    [securityContext['runAsNonRoot'] === true, 'it may run as root'],
    [(securityContext['seccompProfile'] as { type?: string } | undefined)?.type === 'RuntimeDefault', 'no seccomp profile'],
    [own['allowPrivilegeEscalation'] === false, 'it may gain privileges'],
    [own['readOnlyRootFilesystem'] === true, 'it may write to its image'],
    [JSON.stringify(own['capabilities']) === '{"drop":["ALL"]}', 'it keeps capabilities'],
    [!/:latest$|^[^:]*$/.test(container?.image ?? ''), 'its image has no version'],
    [kind === 'Job' || Boolean(container?.livenessProbe && container.readinessProbe && container.startupProbe), 'a probe is missing'],
  ];
  return rules.filter(([holds]) => !holds).map(([, words]) => words);
} // prettier-ignore

/** A variable that names a file in a mounted folder needs that file to be mounted there. */
const filesOf = ({ volumes = [], containers }: PodSpec): Map<string, string> =>
  new Map(
    (containers[0]?.volumeMounts ?? []).flatMap(({ name, mountPath }) =>
      (volumes.find((volume) => volume.name === name)?.secret?.items ?? []).map(
        ({ key, path }) => [`${mountPath}/${path}`, key] as const,
      ),
    ),
  );

function mountFaults(pod: PodSpec): string[] {
  const files = filesOf(pod);
  return (pod.containers[0]?.env ?? [])
    .filter(({ name, value = '' }) => name.endsWith('_FILE') && !files.has(value))
    .map(({ name, value }) => `${name} names ${value}, which no volume brings`);
}

/** Which files of Secrets a process reads, in place of those that an operator made. */
function contentOf(pod: PodSpec): (path: string) => string | undefined {
  const files = filesOf(pod);
  const secrets = { ...anOperators(), username: 'fairdue', password: 'secret', url: 'mongodb://mongo/?replicaSet=rs0' };
  return (path) => {
    const key = files.get(path);
    return key === undefined ? undefined : (secrets as Record<string, string>)[key];
  };
}
