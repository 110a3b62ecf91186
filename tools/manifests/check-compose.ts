import { readFileSync } from 'node:fs';
import { serviceNames } from '@fairdue/service';
import { composeText, interpolated, readCompose, variablesOf, type ComposeService } from './compose.ts';
import { anOperators, environmentFaults } from './known-variables.ts';

/** What docker-compose.yml promises, and whether each of its processes would start with the environment it is given. */
export async function checkCompose(text = composeText()): Promise<string[]> {
  const told = `${readFileSync('docs/configuration.md', 'utf8')}\n${readFileSync('.env.example', 'utf8')}`;
  const untold = variablesOf(text)
    .filter((name) => !new RegExp(`(\`|^)${name}(\`|=)`, 'm').test(told))
    .map((name) => `\${${name}} is told of neither in docs/configuration.md nor in .env.example`);

  const compose = readCompose(interpolated(text, anOperators()));
  const { services, networks } = compose;
  const perService = Object.entries(services).flatMap(([name, service]) => hardeningFaults(name, service));
  const absent = serviceNames.filter((name) => !(name in services)).map((name) => `there is no service ${name}`);
  const ours = Object.entries(services).filter(
    ([, { profiles = [], build }]) => build !== undefined && profiles.includes('core'),
  );
  const started = await Promise.all(
    ours.map(([name, { environment = {} }]) =>
      environmentFaults(name, Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, String(value ?? '')]))),
    ),
  ); // prettier-ignore
  const early = ours
    .filter(([name]) => (serviceNames as readonly string[]).includes(name))
    .filter(([, { depends_on: waits }]) =>
      ['topics', 'migrate'].some((job) => waits?.[job]?.condition !== 'service_completed_successfully'),
    )
    .map(([name]) => `${name} does not wait for topics and migrate to complete`);
  const open = networks['inside']?.internal === true ? [] : ['the network inside is not internal'];
  return [...untold, ...absent, ...perService, ...started.flat(), ...early, ...open].map(
    (fault) => `docker-compose.yml: ${fault}`,
  );
}

function hardeningFaults(name: string, service: ComposeService): string[] {
  const { profiles = [], ports = [], image = '', build } = service;
  const published = ports.filter((port) => !port.startsWith('127.0.0.1:'));
  return [
    ...(profiles.length > 0 ? [] : ['is in no profile']),
    ...(service.read_only || name === 'kafka' ? [] : ['may write to its image']),
    ...(service.cap_drop?.includes('ALL') ? [] : ['keeps capabilities']),
    ...(service.security_opt?.includes('no-new-privileges:true') ? [] : ['may gain privileges']),
    ...(service.privileged ? ['is privileged'] : []),
    ...(published.length > 0 && name !== 'gateway' ? [`publishes ${published.join()} beyond this machine`] : []),
    ...(build === undefined && !/:[^:/]*\d/.test(image) ? [`takes ${image}, which is no exact version`] : []),
  ].map((fault) => `${name} ${fault}`);
}
