// npm run check:manifests [-- --install | --write]: is what an operator is handed sound, and would its processes start?
// --install builds helm, kustomize and compose's own reader with Go; --write renews what is copied into the chart and the overlays.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTool, howToInstall, installGoTools, run } from './go-tools.ts';
import { checkCompose } from './check-compose.ts';
import { checkDockerfile } from './check-dockerfile.ts';
import { checkHelm, checkKustomize, writeCopies } from './check-helm.ts';
import { composeText, interpolated } from './compose.ts';
import { anOperators } from './known-variables.ts';

if (process.argv.includes('--install')) installGoTools();
if (process.argv.includes('--write')) writeCopies();

/** The specification's own reader: a word that it does not know is a fault. Ours has put the variables in, all of them. */
function readByComposeItself(): string[] {
  const reader = goTool('compose-spec');
  if (!reader) console.log(`compose's schema: skipped, its reader is not here; ${howToInstall}`);
  if (!reader) return [];
  const folder = mkdtempSync(join(tmpdir(), 'fairdue-compose-'));
  const file = join(folder, 'docker-compose.yml');
  try {
    writeFileSync(file, interpolated(composeText(), anOperators()));
    run(reader, ['--no-interpolation', file], { COMPOSE_PROFILES: '*' });
    return [];
  } catch (error) {
    return [`docker-compose.yml: ${(error as Error).message}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const faults = [
  ...(await checkCompose()),
  ...readByComposeItself(),
  ...checkDockerfile(),
  ...(await checkHelm()),
  ...(await checkKustomize()),
];
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'manifests: nothing to say' : `manifests: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
