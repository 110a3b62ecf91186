import type { Channel } from '@fairdue/contracts';
import type { Facts, Stop } from '../facts.ts';
import type { HoldKind } from '../words.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';

const includes = <T>(list: readonly T[], one: T): boolean => list.length === 0 || list.includes(one);

/** Shown, not sent: what a customer looks up by themselves is no contact. */
const shown: readonly Channel[] = ['gui', 'document'];

function covers(stop: Stop, { contact, asked }: Facts, inScope: readonly string[]): boolean {
  if (stop.endsAt !== null && stop.endsAt <= asked.at) return false;
  if (stop.startsAt !== undefined && stop.startsAt > asked.at) return false;
  if (!shown.includes(asked.channel) && !includes(stop.channels, asked.channel)) return false;
  if (shown.includes(asked.channel) && stop.reason !== 'deceased') return false;
  if (!includes(stop.contactIds, contact.contactId)) return false;
  if (stop.debtIds.length > 0 && !stop.debtIds.some((debtId) => inScope.includes(debtId))) return false;
  return stop.themes === 'all'
    ? asked.themeClass !== 'credentials'
    : asked.themeClass === 'collection' || asked.themeClass === 'notice';
}

export function judgeStop({ shape }: RuleOf<'stop'>): Judge {
  const nothing = pass(`nothing on record: ${shape.reasons.join(', ')}`);
  return ({ facts }, inScope) => (facts.stops.length === 0 ? nothing : judge(shape, facts, inScope, nothing));
}

/** Of two from one source their text decides, so that the order of arrival does not. */
const bySource = (a: Stop, b: Stop): number => {
  const [one, other] = [a.source + JSON.stringify(a), b.source + JSON.stringify(b)];
  return one === other ? 0 : one < other ? -1 : 1;
};

function judge(
  { reasons }: { reasons: readonly HoldKind[] },
  facts: Facts,
  inScope: readonly string[],
  nothing: Verdict,
): Verdict {
  const against = facts.stops
    .filter((stop) => reasons.includes(stop.reason) && covers(stop, facts, inScope))
    .toSorted(bySource);
  if (against.length === 0) return nothing;

  const isAboutDebts = against.every(({ debtIds }) => debtIds.length > 0);
  const ends = against.map(({ endsAt }) => endsAt);
  return {
    outcome: 'against',
    detail: `On record: ${[...new Set(against.map(({ reason }) => reason))].join(', ')}.`,
    debtIds: isAboutDebts ? inScope.filter((id) => against.some(({ debtIds }) => debtIds.includes(id))) : [],
    isAboutContact: against.some(({ contactIds }) => contactIds.length > 0),
    evidence: {
      sources: against.map(({ source }) => source),
      channels: [
        ...new Set<string>(
          against.flatMap(({ channels }): readonly string[] => (channels.length > 0 ? channels : ['all'])),
        ),
      ],
      themes: [...new Set(against.map(({ themes }) => themes))],
    },
    freeAt: ends.every((end) => end !== null) ? Math.max(...ends) : null,
  };
}
