import { listed, seen, type Check, type Finding } from '../finding.ts';

/** Does each service answer, and are all of them of one version? */
export const services: Check = ({ gateway, looks }) => [
  ...looks.flatMap((look): Finding[] =>
    'health' in look
      ? []
      : [{ check: 'services', level: 'fault', says: `${look.service} does not answer: ${look.failure.says}.`, do: adviceFor(look) }],
  ),
  ...versions([{ service: 'gateway', version: gateway.version }, ...seen(looks).map(({ health }) => health)]),
]; // prettier-ignore

const adviceFor = ({
  service,
  failure: { status },
}: {
  service: string;
  failure: { status: number | null };
}): string =>
  status === 401
    ? `Put the gateway’s public key into INTERNAL_TRUSTED_KEYS of ${service}, and start it again.`
    : `Look at the log of ${service} and at its /readyz; see that the gateway’s ${service.toUpperCase().replaceAll('-', '_')}_URL is its address.`;

function versions(all: readonly { service: string; version: string }[]): Finding[] {
  const found = [...new Set(all.map(({ version }) => version))];
  if (found.length < 2) return [];
  const of = (wanted: string): string =>
    listed(all.filter(({ version }) => version === wanted).map(({ service }) => service));
  const said = found.map((version) => `${version} at ${of(version)}`);
  return [
    {
      check: 'services',
      level: 'warning',
      says: `There are several versions: ${said.join('; ')}.`,
      do: 'While an upgrade rolls out this is as it should be. Otherwise finish it: see docs/upgrades.md.',
    },
  ];
}
