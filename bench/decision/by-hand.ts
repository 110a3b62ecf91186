import { addDays, localDate, localDay, startOfDay } from '../../services/compliance-guard/src/places/local-time.ts';
import { isOpenIn, nextOpen } from '../../services/compliance-guard/src/places/open-hours.ts';
import type { Facts } from '../../services/compliance-guard/src/rules/facts.ts';

const hours = { open: '08:00', close: '21:00' };
const revokeAllFrom = '2027-01-31';
const days = 7;

type Answer = { rules: readonly string[]; next: number | null };

/** When fewer than seven calls about each debt lie on the seven dates up to today; undefined when that is so now. */
function callsFreeAt({ asked, contacts, dateZones: [zone = 'UTC'] }: Facts, at: number): number | undefined {
  const today = localDay(zone, at);
  let freeAt: number | undefined;
  for (const debtId of asked.debtIds) {
    const dates: number[] = [];
    for (const { channel, counts, reach, debtIds, affiliation, at: madeAt } of contacts) {
      if (channel !== 'voice' || !counts || reach === 'not-connected' || affiliation !== 'self') continue;
      const date = localDay(zone, madeAt);
      if (date > today - days && debtIds.includes(debtId)) dates.push(date);
    }
    if (dates.length < days) continue;
    const oldest = dates.sort((a, b) => a - b).at(-days) ?? today;
    const free = startOfDay(zone, addDays(localDate(zone, at), oldest + days - today));
    freeAt = Math.max(freeAt ?? 0, free);
  }
  return freeAt;
}

/** When the seven days after the last conversation about one of the debts are over; undefined when they are. */
function quietUntil({ asked, contacts, dateZones: [zone = 'UTC'] }: Facts, at: number): number | undefined {
  const today = localDay(zone, at);
  let last: number | undefined;
  for (const { isConversation, debtIds, at: spokenAt } of contacts) {
    if (!isConversation || !asked.debtIds.some((id) => debtIds.includes(id))) continue;
    const date = localDay(zone, spokenAt);
    if (date > today - days) last = Math.max(last ?? 0, date);
  }
  return last === undefined ? undefined : startOfDay(zone, addDays(localDate(zone, at), last + days - today));
}

/** Those of the rules that depend on the clock, and when the last of them ends. */
function byTheClock(facts: Facts, at: number, rules: string[]): number | undefined {
  const { asked, contact, zones } = facts;
  let freeAt: number | undefined;
  if (asked.channel === 'voice' && contact.affiliation !== 'other') {
    const calls = callsFreeAt(facts, at);
    if (calls !== undefined) rules.push('reg-f-calls-7-in-7');
    const quiet = quietUntil(facts, at);
    if (quiet !== undefined) rules.push('reg-f-calls-after-conversation');
    freeAt = calls === undefined || quiet === undefined ? (calls ?? quiet) : Math.max(calls, quiet);
  }
  if (!zones.every((zone) => isOpenIn(zone, at, hours))) {
    rules.push('reg-f-hours');
    freeAt = Math.max(freeAt ?? 0, nextOpen(zones, at, hours) ?? Infinity);
  }
  return freeAt;
}

/** The policy as somebody would write it who needs no other: one function, nothing looked up, nothing explained. */
export function byHand(facts: Facts): Answer {
  const { asked, contact, stops, recorded, dateZones } = facts;
  const { channel, isAutodialed, at } = asked;
  const isHeld = (reason: string): boolean => stops.some((stop) => stop.reason === reason);
  const isSaid = (name: string): boolean => recorded.some((fact) => fact.name === name);
  const isSelf = contact.affiliation === 'self';
  const rules: string[] = [];
  if (stops.length > 0) {
    if (isHeld('do-not-interact')) rules.push('platform-do-not-interact');
    if (isHeld('bankruptcy')) rules.push('bankruptcy-stay');
    if (isHeld('deceased') && isSelf) rules.push('reg-f-deceased');
    if (isHeld('cease')) rules.push('reg-f-cease');
    if (isHeld('attorney')) rules.push('reg-f-attorney-represented');
    if (isHeld('dispute')) rules.push('reg-f-dispute-hold');
    if (isHeld('pause')) rules.push('lender-loan-state');
    if (isHeld('opted-out')) {
      rules.push('reg-f-medium-opt-out');
      if (isAutodialed && localDate(dateZones[0] ?? 'UTC', at) >= revokeAllFrom) rules.push('tcpa-revoke-all');
    }
  }
  if (!contact.valid) rules.push('platform-invalid-contact');
  if (contact.affiliation === 'other') rules.push('platform-third-party-contact', 'reg-f-third-party');
  if (isSelf && isSaid('isMinor')) rules.push('reg-f-minor');
  if (channel !== 'voice' && isSaid('electronicCommsRevoked')) rules.push('reg-f-medium-opt-out-electronic');
  if (contact.label === 'work') {
    if (channel === 'email' && !isSaid('workEmailConsent')) rules.push('reg-f-work-email');
    if (isSaid('employerProhibits')) rules.push('reg-f-work-prohibited');
  }
  if (channel === 'text' && contact.receiveTextMessages !== true) {
    rules.push('tcpa-revocation');
    if (!isSaid('textConsent')) rules.push('reg-f-text-basis');
  }
  if (isAutodialed && contact.consentAutodialedCall !== true) rules.push('tcpa-cell-consent');
  const lasting = rules.length;
  let freeAt = byTheClock(facts, at, rules);
  if (rules.length === 0 || lasting > 0) return { rules, next: null };
  for (let next = at; ;) {
    if (freeAt === undefined) return { rules, next };
    next = freeAt;
    freeAt = byTheClock(facts, next, []);
  }
}
