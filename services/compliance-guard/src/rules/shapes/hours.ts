import { localText } from '../../places/local-time.ts';
import { isOpenIn, nextOpen } from '../../places/open-hours.ts';
import type { Facts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';

/** The zones in which this rule reads the clock. None: nobody can tell what time it is. */
export function zonesOf({ shape }: RuleOf<'hours'>, { zones, contact }: Facts): readonly string[] {
  if (shape.zones === 'fixed') return shape.fixed;
  const own = shape.zones === 'contact-area-code' && contact.zones.length > 0 ? contact.zones : zones;
  return own.length === 0 || shape.fixed.length === 0 ? own : [...new Set([...own, ...shape.fixed])];
}

const noTime: Verdict = { outcome: 'notApplicable', detail: 'no time of day was asked about' };

export function judgeHours(rule: RuleOf<'hours'>): Judge {
  const isOpen = pass(`between ${rule.shape.open} and ${rule.shape.close} in every zone`);
  return ({ facts }) => judge(rule, facts, isOpen);
}

function judge(rule: RuleOf<'hours'>, facts: Facts, isOpen: Verdict): Verdict {
  const { asked } = facts;
  if (asked.date) return noTime;
  const zones = zonesOf(rule, facts);
  const against = { outcome: 'against' as const, debtIds: [], isAboutContact: true };
  if (zones.length === 0)
    return {
      ...against,
      detail: 'Nobody can tell what time it is at the customer’s place.',
      evidence: { zones: 0 },
      freeAt: null,
    };
  const { shape } = rule;
  const closed = zones.find((zone) => !isOpenIn(zone, asked.at, shape));
  if (!closed) return isOpen;
  const local = localText(closed, asked.at);
  return {
    ...against,
    detail: `It is ${local.slice(11, 16)} at the customer’s place (${closed}).`,
    evidence: { localTime: local, zone: closed, allowedFrom: shape.open, allowedUntil: shape.close },
    freeAt: nextOpen(zones, asked.at, shape),
  };
}
