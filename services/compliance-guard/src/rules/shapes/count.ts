import { addDays, dateOfDay, dayOf, localDay, startOfDay, weekdayOf } from '../../places/local-time.ts';
import { known } from '../condition.ts';
import type { CountedContact } from '../facts.ts';
import { dateOf, todayIn, type Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';
import type { Judge } from './judge.ts';
import { isUnit } from './units.ts';

type Count = RuleOf<'count'>['shape'];
/** What one limit is kept for: a debt, a contact, or the person. */
type Slot = { debtId: string | null; has: (contact: CountedContact) => boolean };
type Reached = { debtId: string | null; zone: string; count: number; first: string; freeOn: string | null };

/** Does this contact use up a place under the limit? */
function isCounted(shape: Count, contact: CountedContact): boolean {
  const { to, labels, lineTypes, dialled, notCounted } = shape;
  if (!shape.channels.includes(contact.channel) || !shape.classes.includes(contact.themeClass)) return false;
  if (!isUnit(shape.unit, contact)) return false;
  if (
    to.length > 0
      ? contact.affiliation !== null && !to.includes(contact.affiliation)
      : contact.affiliation === 'attorney'
  )
    return false;
  if (labels.length > 0 && contact.label !== null && !labels.some((label) => label === contact.label)) return false;
  if (lineTypes.length > 0 && contact.lineType !== null && !lineTypes.includes(contact.lineType)) return false;
  if (
    dialled.length > 0 &&
    !dialled.some((how) => (how === 'autodialed' ? contact.isAutodialed : contact.isPrerecorded))
  )
    return false;
  return !notCounted.some((kind) => (kind === 'consented' ? contact.isConsented : contact.isResponse));
}

function slotsOf({ per }: Count, { facts }: Look, inScope: readonly string[]): Slot[] {
  if (per === 'person') return [{ debtId: null, has: () => true }];
  if (per === 'contact') {
    const { contactId } = facts.contact;
    return [{ debtId: null, has: (contact) => contact.contactId === null || contact.contactId === contactId }];
  }
  return inScope.map((debtId) => ({
    debtId,
    has: ({ debtIds }) => debtIds.length === 0 || debtIds.includes(debtId),
  }));
}

/** The first local date of the window; null where the limit has not begun. */
function windowStart({ window }: Count, look: Look, zone: string, debtId: string | null): string | null {
  const today = todayIn(zone, look);
  if ('days' in window) return addDays(today, 1 - window.days);
  if ('calendar' in window) return addDays(today, -weekdayOf(today));
  const since = known(window.since, look, debtId);
  return since ? dateOf(zone, since.value, since.from) : null;
}

function freeOn({ window }: Count, oldest: string, first: string): string | null {
  if ('days' in window) return addDays(oldest, window.days);
  return 'calendar' in window ? addDays(first, 7) : null;
}

/**
 * Whole local dates: reached when `max` counted contacts lie on the dates of the window, today included, and free again
 * when the max-th last one has left it. Contacts of tomorrow, by the clock of another replica, count too.
 */
export function judgeCount({ shape }: RuleOf<'count'>): Judge {
  const isFree = pass(`fewer than ${shape.max} in the window`);
  return (look, inScope) => {
    const { contacts } = look.facts;
    if (contacts.length < shape.max) return isFree;
    const counted = contacts.filter((contact) => isCounted(shape, contact));
    return counted.length < shape.max ? isFree : (judge(shape, look, inScope, counted) ?? isFree);
  };
}

function judge(
  shape: Count,
  look: Look,
  inScope: readonly string[],
  counted: readonly CountedContact[],
): Verdict | null {
  const reached: Reached[] = [];
  for (const zone of look.facts.dateZones)
    for (const { debtId, has } of slotsOf(shape, look, inScope)) {
      const first = windowStart(shape, look, zone, debtId);
      if (first === null) continue;
      const firstDay = dayOf(first);
      const inWindow: number[] = [];
      for (const contact of counted) {
        const day = localDay(zone, contact.at);
        if (day >= firstDay && has(contact)) inWindow.push(day);
      }
      const oldest = inWindow.sort((one, other) => one - other).at(-shape.max);
      if (inWindow.length < shape.max || oldest === undefined) continue;
      reached.push({ debtId, zone, count: inWindow.length, first, freeOn: freeOn(shape, dateOfDay(oldest), first) });
    }
  if (reached.length === 0) return null;

  const free = reached.map(({ zone, freeOn: day }) => (day === null ? Infinity : startOfDay(zone, day)));
  const freeAt = Math.max(...free);
  const last = reached[free.indexOf(freeAt)] as Reached;
  return {
    outcome: 'against',
    detail: `${last.count} counted contacts${last.debtId ? ` about debt ${last.debtId}` : ''} since ${last.first}${last.freeOn ? `; free again on ${last.freeOn}` : ''}.`,
    debtIds: [...new Set(reached.flatMap(({ debtId }) => debtId ?? []))].toSorted(),
    isAboutContact: shape.per === 'contact',
    evidence: {
      max: shape.max,
      ...('days' in shape.window ? { days: shape.window.days } : {}),
      count: last.count,
      windowStart: last.first,
      windowEnd: todayIn(last.zone, look),
    },
    freeAt: freeAt === Infinity ? null : freeAt,
  };
}
