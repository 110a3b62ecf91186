import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Programs that exist as Go modules only, in the versions that were tried. */
const modules = {
  helm: 'helm.sh/helm/v3/cmd/helm@v3.22.0',
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
  'compose-spec': 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2',
};
export type GoTool = keyof typeof modules;

const kubernetes = 'k8s.io/kubernetes@v1.34.2';
export const kubernetesVersion = '1.34.2';

/** Outside every clone, so that they are built once. */
const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fairdue-tools');
const suffix = process.platform === 'win32' ? '.exe' : '';
const pathOf = (tool: GoTool): string => join(folder, modules[tool].replace(/.*@/, `${tool}-`) + suffix);

export const goTool = (tool: GoTool): string | undefined => (existsSync(pathOf(tool)) ? pathOf(tool) : undefined);

const descriptionPath = join(folder, `kubernetes-${kubernetesVersion}.json`);

/** What operators add to Kubernetes describes itself in modules of its own. */
const definitions = {
  'github.com/kedacore/keda/v2@v2.21.0': ['config/crd/bases/keda.sh_scaledobjects.yaml', 'config/crd/bases/keda.sh_triggerauthentications.yaml'],
  'sigs.k8s.io/gateway-api@v1.4.0': ['config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'],
  'github.com/prometheus-operator/prometheus-operator@v0.85.0': [
    'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
    'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
  ],
}; // prettier-ignore
const definitionPath = (module: string, file: string): string =>
  join(folder, `${file.split('/').at(-1)?.replace('.yaml', '')}-${module.split('@').at(-1)}.yaml`);
/** Kubernetes' own description of its objects (OpenAPI 2). */
export const kubernetesDescription = (): string | undefined =>
  existsSync(descriptionPath) ? descriptionPath : undefined;

/** Files of CustomResourceDefinitions, as far as they are here. */
export const operatorDefinitions = (): string[] =>
  Object.entries(definitions)
    .flatMap(([module, files]) => files.map((file) => definitionPath(module, file)))
    .filter((path) => existsSync(path));

export const howToInstall = '`npm run check:manifests -- --install` builds it, with Go 1.26 or later';

/** Builds what is missing. Takes some minutes the first time, and nothing afterwards. */
export function installGoTools(): void {
  mkdirSync(folder, { recursive: true });
  for (const [tool, module] of Object.entries(modules)) {
    if (goTool(tool as GoTool)) continue;
    console.log(`building ${module} …`);
    run('go', ['install', module], { GOBIN: folder });
    const built = module.replace(/@.*/, '').split('/').at(-1)?.replace(/^v\d+$/, tool) ?? tool;
    renameSync(join(folder, built + suffix), pathOf(tool as GoTool));
  }
  if (!kubernetesDescription()) copyFileSync(join(downloaded(kubernetes), 'api/openapi-spec/swagger.json'), descriptionPath);
  for (const [module, files] of Object.entries(definitions))
    for (const file of files.filter((each) => !existsSync(definitionPath(module, each))))
      copyFileSync(join(downloaded(module), file), definitionPath(module, file));
} // prettier-ignore

const downloaded = (module: string): string =>
  (JSON.parse(run('go', ['mod', 'download', '-json', module])) as { Dir: string }).Dir;

/** What a program says, or an error with what it said instead. */
export function run(program: string, args: string[], environment: Record<string, string> = {}, input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    input,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...environment },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${stderr}${stdout}`.trim());
  return stdout;
}
