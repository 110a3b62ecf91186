import type { Channel } from '@fairdue/contracts';
import { dayMs } from '../../services/compliance-guard/src/places/local-time.ts';
import type { CountedContact, Facts, RecordedFact, Stop } from '../../services/compliance-guard/src/rules/facts.ts';
import { aContact, aFact, aStop, someFacts } from '../../services/compliance-guard/src/rules/some-facts.ts';

/** The same numbers in every run, so that every run asks the same questions (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const zones = [
  'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'Pacific/Honolulu',
]; // prettier-ignore
const channels: readonly Channel[] = ['voice', 'text', 'email'];
const stopReasons = [
  'do-not-interact', 'bankruptcy', 'deceased', 'cease', 'attorney', 'dispute', 'opted-out', 'pause',
] as const; // prettier-ignore
const firstDay = Date.parse('2026-03-01T00:00:00Z');

/** Questions about collecting from a customer of whom anything may stand on record, by day and by night. */
export function randomCases(count: number, seed = 1): Facts[] {
  const number = numbersFrom(seed);
  const isSo = (share: number): boolean => number() < share;
  const below = (end: number): number => Math.floor(number() * end);
  const oneOf = <T>(of: readonly T[]): T => of[below(of.length)] as T;

  const aMadeCall = (at: number): CountedContact => {
    const isConversation = isSo(0.06);
    return {
      interactionId: `IN-${below(1e9)}`,
      at: at - below(12 * dayMs),
      channel: isSo(0.8) ? 'voice' : 'email',
      themeClass: 'collection',
      debtIds: [isSo(0.9) ? 'LN-1-A' : 'LN-2-B'],
      counts: isSo(0.95),
      isConversation,
      reach: isConversation ? 'spoke' : oneOf(['answered', 'voicemail', 'no-answer', 'not-connected']),
      contactId: 'CT-1-A',
      label: 'personal',
      lineType: 'wireless',
      affiliation: 'self',
      isAutodialed: false,
      isPrerecorded: false,
      isConsented: false,
      isResponse: false,
    };
  };

  return Array.from({ length: count }, () => {
    const at = firstDay + below(365 * dayMs);
    const channel = oneOf(channels);
    const asked: Facts['asked'] = {
      channel,
      theme: 'opsCollDebt',
      themeClass: 'collection',
      subject: null,
      isAutodialed: channel === 'voice' && isSo(0.2),
      says: {},
      debtIds: isSo(0.8) ? ['LN-1-A'] : ['LN-1-A', 'LN-2-B'],
      at,
      date: null,
    };
    const contact = aContact({
      contactType: channel === 'email' ? 'email' : 'phone',
      affiliation: isSo(0.93) ? 'self' : oneOf(['spouse', 'other']),
      label: isSo(0.9) ? 'personal' : 'work',
      lineType: channel === 'email' ? null : oneOf(['wireless', 'residential']),
      valid: isSo(0.98),
      receiveTextMessages: isSo(0.9),
      consentAutodialedCall: isSo(0.7),
    });
    const stops: Stop[] = stopReasons.flatMap((reason) => (isSo(0.03) ? [aStop(reason)] : []));
    const flags = (
      [
        ['emailConsent', 0.9], ['textConsent', 0.9], ['employerProhibits', 0.3], ['electronicCommsRevoked', 0.03],
        ['isMinor', 0.02], ['workEmailConsent', 0.5],
      ] as const
    ).flatMap(([name, share]) => (isSo(share) ? [name] : [])); // prettier-ignore
    const recorded: RecordedFact[] = [
      ...flags.map((name) => aFact(name, true, { from: at - 5 * dayMs })),
      aFact('firstCommunicationAt', '2026-01-05'),
      aFact('firstWrittenCommunicationAt', '2026-01-05'),
      aFact('validationNoticeSentAt', '2026-01-05'),
      aFact('lastReassignedCheckAt', new Date(at - 5 * dayMs).toISOString().slice(0, 10)),
    ];
    return someFacts(asked, {
      contact,
      stops,
      recorded,
      zones: [...new Set(Array.from({ length: 1 + below(3) }, () => oneOf(zones)))],
      contacts: Array.from({ length: below(12) }, () => aMadeCall(at)),
    });
  });
}
