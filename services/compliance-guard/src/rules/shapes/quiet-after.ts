import { addDays, localDate, startOfDay } from '../../places/local-time.ts';
import type { CountedContact } from '../facts.ts';
import { todayIn, type Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';

/**
 * The day of the conversation is day 1, whoever began it. A conversation about no debt in particular is about each; one
 * with the customer's attorney is none.
 */
export function judgeQuiet({ shape }: RuleOf<'quiet-after'>): Judge {
  const isOver = pass(`no conversation within ${shape.days} days`);
  return (look, inScope) => {
    if (!look.facts.contacts.some(isConversation)) return isOver;
    return judge(shape, look, inScope, look.facts.contacts.filter(isConversation)) ?? isOver;
  };
}

const isConversation = ({ isConversation: isOne, affiliation }: CountedContact): boolean =>
  isOne && affiliation !== 'attorney';

function judge(
  shape: RuleOf<'quiet-after'>['shape'],
  look: Look,
  inScope: readonly string[],
  conversations: readonly CountedContact[],
): Verdict | null {
  const { dateZones } = look.facts;
  const quiet = dateZones.flatMap((zone) => {
    const today = todayIn(zone, look);
    return conversations.flatMap(({ at, debtIds, interactionId }) => {
      const dayOne = localDate(zone, at);
      const freeOn = addDays(dayOne, shape.days);
      const about = inScope.filter((debtId) => debtIds.length === 0 || debtIds.includes(debtId));
      if (about.length === 0 || today >= freeOn) return [];
      return [{ interactionId, dayOne, freeOn, about, freeAt: startOfDay(zone, freeOn) }];
    });
  });
  const last = quiet.toSorted((a, b) => a.freeAt - b.freeAt || (a.interactionId < b.interactionId ? -1 : 1)).at(-1);
  if (!last) return null;

  return {
    outcome: 'against',
    detail: `The customer was spoken to on ${last.dayOne}.`,
    debtIds: [...new Set(quiet.flatMap(({ about }) => about))].toSorted(),
    isAboutContact: false,
    evidence: {
      conversationInteractionId: last.interactionId,
      dayOne: last.dayOne,
      lastBlockedDay: addDays(last.freeOn, -1),
    },
    freeAt: last.freeAt,
  };
}
