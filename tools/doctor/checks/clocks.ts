import { seen, type Check, type Examination, type Finding } from '../finding.ts';

const skewMaxMs = 1_000;

const skewed = (what: string, skewMs: number, whose: string): Finding => ({
  ...{ check: 'clocks', level: 'fault' },
  says: `The clock of ${what} is ${(Math.abs(skewMs) / 1_000).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} ${whose}.`,
  do: 'Have every machine follow one time server (chrony, timesyncd): tokens and hours of contact depend on it.',
});

/** Do all machines, this one among them, agree what time it is, and all services what business time it is? */
export const clocks: Check = ({ gateway, looks }) => [
  ...gatewaySkew(gateway),
  ...seen(looks).flatMap(({ service, askedAtMs, roundTripMs, health: { clock, store } }) => {
    const skewMs = Date.parse(clock.real) - (askedAtMs + roundTripMs / 2);
    const findings: Finding[] = [];
    if (Math.abs(skewMs) > skewMaxMs + roundTripMs / 2) findings.push(skewed(service, skewMs, 'this machine’s'));
    if (Math.abs(store.skewMs) > skewMaxMs + store.roundTripMs / 2)
      findings.push(skewed(`the database of ${service}`, store.skewMs, 'the service’s'));
    return findings;
  }),
  ...businessSkew(looks),
];

/** Its `Date` is cut to the second. */
function gatewaySkew({ dateMs, askedAtMs, roundTripMs }: Examination['gateway']): Finding[] {
  if (dateMs === null) return [];
  const skewMs = dateMs + 500 - (askedAtMs + roundTripMs / 2);
  return Math.abs(skewMs) > skewMaxMs + 500 + roundTripMs / 2 ? [skewed('gateway', skewMs, 'this machine’s')] : [];
}

function businessSkew(looks: Examination['looks']): Finding[] {
  const offsets = seen(looks).map(({ service, health: { clock, sandbox } }) => ({
    ...{ service, sandbox },
    offsetMs: Date.parse(clock.business) - Date.parse(clock.real),
  }));
  const real = offsets.filter(({ sandbox, offsetMs }) => !sandbox && Math.abs(offsetMs) > skewMaxMs);
  const [first] = offsets;
  const apart = offsets.filter(
    ({ sandbox, offsetMs }) => sandbox && Math.abs(offsetMs - (first?.offsetMs ?? offsetMs)) > skewMaxMs,
  );
  return [
    ...real.map(({ service, offsetMs }) => skewed(`business at ${service}`, offsetMs, 'its own')),
    ...apart.map(({ service, offsetMs }): Finding => ({
      ...skewed(`business at ${service}`, offsetMs - (first?.offsetMs ?? 0), `${first?.service}’s`),
      do: 'Move the sandbox’s clock once more (POST /agency/v1/clock): that sets all services to one instant.',
    })),
  ];
}
