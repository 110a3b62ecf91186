import { localText } from '../../places/local-time.ts';
import { isOpenIn, nextOpen } from '../../places/open-hours.ts';
import type { Facts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

export function judgeHours(rule: RuleOf<'hours'>, { asked, zones }: Facts): Verdict {
  if (asked.date) return { outcome: 'notApplicable', detail: 'no time of day was asked about' };
  if (zones.length === 0)
    return {
      outcome: 'against',
      detail: 'Nobody can tell what time it is at the customer’s place.',
      debtIds: [],
      isAboutContact: true,
      evidence: { zones: 0 },
      freeAt: null,
    };
  const { shape } = rule;
  const closed = zones.find((zone) => !isOpenIn(zone, asked.at, shape));
  if (!closed) return pass(`between ${shape.open} and ${shape.close} in every zone`);
  const local = localText(closed, asked.at);
  return {
    outcome: 'against',
    detail: `It is ${local.slice(11, 16)} at the customer’s place (${closed}).`,
    debtIds: [],
    isAboutContact: true,
    evidence: { localTime: local, zone: closed, allowedFrom: shape.open, allowedUntil: shape.close },
    freeAt: nextOpen(zones, asked.at, shape),
  };
}
