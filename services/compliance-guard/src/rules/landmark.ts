import { noteChange, recordedFact, type Look } from './look.ts';

/** Dates that follow from contacts made: of several instants the first counts, or the last. */
const counted = {
  firstCommunicationAt: 'first',
  firstOralCommunicationAt: 'first',
  firstWrittenCommunicationAt: 'first',
  validationNoticeSentAt: 'first',
  cityNoticeSentAt: 'first',
  timeBarredNoticeSentAt: 'first',
  creditReportNoticeSentAt: 'first',
  employerNoticeAt: 'first',
  planCopySentAt: 'last',
  substantiationInstructionsSentAt: 'first',
  lastInboundFromItAt: 'last',
} as const;
export type LandmarkFact = keyof typeof counted;

/** Does an instant replace another one of the same fact? */
export const replaces = (fact: LandmarkFact, at: number, known: number): boolean =>
  counted[fact] === 'first' ? at < known : at > known;

/**
 * When it happened about this debt, or by this contact: by what events told and by what somebody wrote down, whichever of
 * them counts. Undefined where no event told.
 */
export function landmarkAt(look: Look, fact: LandmarkFact, of: string | null): string | undefined {
  let found: number | undefined;
  for (const { fact: name, of: about, at } of look.facts.landmarks) {
    if (name !== fact || (about !== null && about !== of)) continue;
    noteChange(look, at);
    if (at <= look.at && (found === undefined || replaces(fact, at, found))) found = at;
  }
  if (found === undefined) return undefined;
  const said = recordedFact(look, fact, of)?.value;
  return typeof said === 'string' && replaces(fact, Date.parse(said), found) ? said : new Date(found).toISOString();
}
