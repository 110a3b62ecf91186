import { listed, seen, type Check, type Finding } from '../finding.ts';

/** Do services believe each other, share what they must share, and have every key that stored rows need? */
export const keys: Check = ({ looks }) => [...trust(looks), ...shared(looks), ...missing(looks)];

const trust: (looks: Parameters<Check>[0]['looks']) => Finding[] = (looks) =>
  seen(looks).flatMap(({ service, health }) => {
    const strangers = seen(looks).filter(
      ({ health: { trust: other } }) => !health.trust.believes.includes(other.signsWith),
    );
    if (strangers.length === 0) return [];
    const names = listed(strangers.map((each) => each.service));
    return [
      {
        ...{ check: 'keys', level: 'fault' as const },
        says: `${service} does not believe calls of ${names}: it does not know the key that signs them.`,
        do: `Put the public key of ${names} into INTERNAL_TRUSTED_KEYS of ${service}, and start it again.`,
      },
    ];
  });

function shared(looks: Parameters<Check>[0]['looks']): Finding[] {
  const all = seen(looks).flatMap(({ service, health }) =>
    Object.entries(health.shared).map(([variable, hash]) => ({ service, variable, hash })),
  );
  return [...new Set(all.map(({ variable }) => variable))].flatMap((variable): Finding[] => {
    const those = all.filter((each) => each.variable === variable);
    if (new Set(those.map(({ hash }) => hash)).size < 2) return [];
    const names = listed(those.map(({ service }) => service));
    return [
      {
        ...{ check: 'keys', level: 'fault' },
        says: `${variable} is not the same at ${names}: no permit fits its address, so nothing is sent.`,
        do: `Give them the same ${variable}: the one that the guard started with, under which its lists are kept.`,
      },
    ];
  });
}

const missing: (looks: Parameters<Check>[0]['looks']) => Finding[] = (looks) =>
  seen(looks).flatMap(({ service, health }) =>
    health.keys
      .filter((each) => each.missing.length > 0)
      .map(({ variable, missing: names }) => ({
        ...{ check: 'keys', level: 'fault' as const },
        says: `${service} has stored what it cannot read or prove: ${variable} lacks ${listed(names)}.`,
        do: `Put ${listed(names)} back into ${variable}, behind the first. A key goes only after its rotation is done.`,
      })),
  );
