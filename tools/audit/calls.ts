import { confirmationsOfWishes } from './confirmations.ts';
import { byKey, type Consumed, type Facts, type Person, type Violation } from './facts.ts';
import { made } from './made.ts';
import { localTime, zonesOfNumber, zonesOfState } from './zones.ts';

const [firstHour, hourAfterLast] = [8, 21];
const [callsMax, days] = [7, 7];

/** Each set holds the zones of one thing that is known of them: where they live, and where their number is from. */
function placesOf(person: Person | undefined, contactId: string | null): (readonly string[])[] {
  const contacts = person?.contacts ?? [];
  const homes = contacts.filter(({ kind, isActive }) => kind === 'address' && isActive);
  const number = contacts.find((each) => each.contactId === contactId)?.phoneNumber;
  return [...homes.map(({ state }) => zonesOfState(state)), zonesOfNumber(number)].filter((zones) => zones.length > 0);
}

const isOpen = (at: Date, zone: string): boolean => {
  const { hour } = localTime(at, zone);
  return hour >= firstHour && hour < hourAfterLast;
};

/** Where a state keeps two zones, one of them decides: what is too early or too late in both surely is. */
const outsideHours = ({ at }: Consumed, places: readonly (readonly string[])[]): boolean =>
  places.some((zones) => !zones.some((zone) => isOpen(at, zone)));

/** The caps of 12 CFR 1006.14 and 1006.6, counted anew from what was delivered. */
export function calls(facts: Facts): Violation[] {
  const { interactions, people } = facts;
  const confirmations = confirmationsOfWishes(facts);
  const personOf = new Map(people.map((person) => [person._id, person]));
  const outcomeOf = new Map(interactions.map(({ _id, agentOutcome }) => [_id, agentOutcome]));
  const contacts = made(facts);
  const spoken = contacts.filter(
    ({ channel, interactionId }) => channel === 'voice' || (channel === 'text' && !confirmations.has(interactionId)),
  );
  const late = spoken
    .filter((each) => outsideHours(each, placesOf(personOf.get(each.customerId), each.contactId)))
    .map(({ interactionId, channel, at }) => ({ invariant: 'hours', what: `${interactionId} (${channel}) went out at ${at.toISOString()}` })); // prettier-ignore

  const callsOf = byKey(
    contacts
      .filter(({ channel }) => channel === 'voice')
      .flatMap((call) => call.debtIds.map((debtId) => ({ debtId, call }))),
    ({ debtId }) => debtId,
  );
  const dayOf = ({ at, customerId, contactId }: Consumed): number =>
    localTime(at, placesOf(personOf.get(customerId), contactId)[0]?.[0] ?? 'UTC').day;
  const crowded = [...callsOf].flatMap(([debtId, entries]) => {
    const inOrder = entries.map(({ call }) => call).sort((a, b) => a.at.getTime() - b.at.getTime());
    return inOrder.flatMap((call, i): Violation[] => {
      const eighth = inOrder[i + callsMax];
      const next = inOrder[i + 1];
      const isWithin = (later: Consumed | undefined): later is Consumed => later !== undefined && dayOf(later) - dayOf(call) < days; // prettier-ignore
      const spoke = outcomeOf.get(call.interactionId) === 'voiceSpokeWithFirstParty';
      return [
        ...(isWithin(eighth) ? [{ invariant: 'seven calls', what: `${debtId} was called about more than ${callsMax} times in ${days} days, up to ${eighth.interactionId}` }] : []),
        ...(spoke && isWithin(next) ? [{ invariant: 'after a conversation', what: `${debtId} was called about by ${next.interactionId} within ${days} days of the conversation ${call.interactionId}` }] : []),
      ]; // prettier-ignore
    });
  });
  return [...late, ...crowded];
}
