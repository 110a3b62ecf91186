import { dayOf, localDay, localMinute } from '../../services/compliance-guard/src/places/local-time.ts';
import type { Facts } from '../../services/compliance-guard/src/rules/facts.ts';

/**
 * What a peer is told of a question: everything is worked out before it is asked, calls are counted and clocks are read.
 * Nobody measures how long that takes, so peers have less to do than the guard has.
 */
export type Told = {
  channel: string;
  affiliation: string;
  label: string;
  isAutodialed: boolean;
  valid: boolean;
  consentAutodialedCall: boolean;
  receiveTextMessages: boolean;
  textConsent: boolean;
  workEmailConsent: boolean;
  employerProhibits: boolean;
  electronicCommsRevoked: boolean;
  isMinor: boolean;
  doNotInteract: boolean;
  bankruptcy: boolean;
  deceased: boolean;
  cease: boolean;
  attorney: boolean;
  dispute: boolean;
  optedOut: boolean;
  paused: boolean;
  day: number;
  /** Most calls about one of the debts on the seven dates up to today. */
  calls: number;
  /** Local dates since the last conversation about one of the debts. */
  daysSinceConversation: number;
  /** Minutes of the day where it is earliest and latest. */
  earliest: number;
  latest: number;
};

export type Test = { [Field in keyof Told]: { field: Field; is?: Told[Field]; in?: string[]; from?: number; below?: number } }[keyof Told]; // prettier-ignore

/** One objection. Two rows of a rule are two ways in which it objects; what follows a slash tells them apart. */
export type Row = { id: string; when: readonly Test[] };

const toCustomer: Test = { field: 'affiliation', in: ['self', 'spouse'] };
const toStranger: Test = { field: 'affiliation', is: 'other' };
const onChannel = (...channels: string[]): Test => ({ field: 'channel', in: channels });

/** Every rule of the shipped set that ever objects to one of the random questions. */
export const policy: readonly Row[] = [
  { id: 'platform-do-not-interact', when: [{ field: 'doNotInteract', is: true }] },
  { id: 'platform-invalid-contact', when: [{ field: 'valid', is: false }] },
  { id: 'platform-third-party-contact', when: [toStranger] },
  { id: 'bankruptcy-stay', when: [{ field: 'bankruptcy', is: true }] },
  {
    id: 'reg-f-deceased',
    when: [
      { field: 'deceased', is: true },
      { field: 'affiliation', is: 'self' },
    ],
  },
  {
    id: 'reg-f-minor',
    when: [
      { field: 'isMinor', is: true },
      { field: 'affiliation', is: 'self' },
    ],
  },
  { id: 'reg-f-cease', when: [{ field: 'cease', is: true }] },
  { id: 'reg-f-attorney-represented', when: [{ field: 'attorney', is: true }] },
  { id: 'reg-f-dispute-hold', when: [{ field: 'dispute', is: true }] },
  { id: 'lender-loan-state', when: [{ field: 'paused', is: true }] },
  { id: 'reg-f-medium-opt-out', when: [{ field: 'optedOut', is: true }] },
  {
    id: 'reg-f-medium-opt-out-electronic',
    when: [onChannel('email', 'text'), { field: 'electronicCommsRevoked', is: true }],
  },
  {
    id: 'reg-f-work-email',
    when: [onChannel('email'), { field: 'label', is: 'work' }, { field: 'workEmailConsent', is: false }],
  },
  {
    id: 'reg-f-text-basis',
    when: [onChannel('text'), { field: 'textConsent', is: false }, { field: 'receiveTextMessages', is: false }],
  },
  {
    id: 'tcpa-cell-consent',
    when: [
      { field: 'isAutodialed', is: true },
      { field: 'consentAutodialedCall', is: false },
    ],
  },
  { id: 'tcpa-revocation', when: [onChannel('text'), { field: 'receiveTextMessages', is: false }] },
  {
    id: 'tcpa-revoke-all',
    when: [
      { field: 'isAutodialed', is: true },
      { field: 'optedOut', is: true },
      { field: 'day', from: dayOf('2027-01-31') },
    ],
  },
  { id: 'reg-f-third-party', when: [toStranger] },
  {
    id: 'reg-f-work-prohibited',
    when: [
      { field: 'label', is: 'work' },
      { field: 'employerProhibits', is: true },
    ],
  },
  { id: 'reg-f-calls-7-in-7', when: [onChannel('voice'), toCustomer, { field: 'calls', from: 7 }] },
  {
    id: 'reg-f-calls-after-conversation',
    when: [onChannel('voice'), toCustomer, { field: 'daysSinceConversation', below: 7 }],
  },
  { id: 'reg-f-hours/early', when: [{ field: 'earliest', below: 8 * 60 }] },
  { id: 'reg-f-hours/late', when: [{ field: 'latest', from: 21 * 60 }] },
];

export const ruleOf = (rowId: string): string => rowId.split('/')[0] ?? rowId;

const never = 9_999;

export function toldOf({ asked, contact, stops, recorded, contacts, zones, dateZones }: Facts): Told {
  const [zone = 'UTC'] = dateZones;
  const today = localDay(zone, asked.at);
  const isHeld = (reason: string): boolean => stops.some((stop) => stop.reason === reason);
  const isSaid = (name: string): boolean => recorded.some((fact) => fact.name === name);
  const ofCustomer = contacts.filter(({ affiliation }) => affiliation === 'self');
  const calls = ofCustomer.filter(
    ({ channel, counts, reach }) => channel === 'voice' && counts && reach !== 'not-connected',
  );
  const minutes = zones.map((each) => localMinute(each, asked.at));
  return {
    channel: asked.channel,
    affiliation: contact.affiliation,
    label: contact.label,
    isAutodialed: asked.isAutodialed,
    valid: contact.valid,
    consentAutodialedCall: contact.consentAutodialedCall ?? false,
    receiveTextMessages: contact.receiveTextMessages ?? false,
    textConsent: isSaid('textConsent'),
    workEmailConsent: isSaid('workEmailConsent'),
    employerProhibits: isSaid('employerProhibits'),
    electronicCommsRevoked: isSaid('electronicCommsRevoked'),
    isMinor: isSaid('isMinor'),
    doNotInteract: isHeld('do-not-interact'),
    bankruptcy: isHeld('bankruptcy'),
    deceased: isHeld('deceased'),
    cease: isHeld('cease'),
    attorney: isHeld('attorney'),
    dispute: isHeld('dispute'),
    optedOut: isHeld('opted-out'),
    paused: isHeld('pause'),
    day: today,
    calls: Math.max(
      ...asked.debtIds.map(
        (id) => calls.filter(({ debtIds, at }) => debtIds.includes(id) && localDay(zone, at) > today - 7).length,
      ),
    ),
    daysSinceConversation: Math.min(
      never,
      ...ofCustomer
        .filter(({ isConversation, debtIds }) => isConversation && debtIds.some((id) => asked.debtIds.includes(id)))
        .map(({ at }) => today - localDay(zone, at)),
    ),
    earliest: Math.min(...minutes),
    latest: Math.max(...minutes),
  };
}
