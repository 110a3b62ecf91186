import type { Tone } from './parts/show.tsx';
import type { Option } from './parts/fields.tsx';

/** What ids and codes of the platform are called on the screen. */

export const channels: readonly Option[] = [
  ['email', 'Email'], ['text', 'Text'], ['voice', 'Call'], ['mail', 'Letter'],
  ['chat', 'Chat'], ['fax', 'Fax'], ['gui', 'Portal'], ['document', 'Document'],
]; // prettier-ignore

export const themes: readonly Option[] = [
  ['opsCollDebt', 'Collecting the debt'],
  ['opsServicing', 'Servicing'],
  ['opsServicingDebtValidation', 'Validation of the debt'],
  ['opsServicingVerificationOfDebt', 'Verification of the debt'],
  ['opsServicingTimeBarredNotice', 'Notice of a time-barred debt'],
  ['opsCollLocateBorrower', 'Locating the borrower'],
  ['opsCollVerifyEmployment', 'Verifying employment'],
  ['opsAccountCredentials', 'Account credentials'],
  ['inbRequest', 'Answering a request'],
]; // prettier-ignore

export const holdReasons: readonly Option[] = [
  ['do-not-interact', 'Do not contact'],
  ['cease', 'Cease and desist'],
  ['attorney', 'Represented by an attorney'],
  ['dispute', 'Disputed'],
  ['bankruptcy', 'Bankruptcy'],
  ['deceased', 'Deceased'],
  ['fraud', 'Identity theft or fraud'],
  ['military', 'Active military duty'],
  ['disaster', 'Disaster area'],
  ['pause', 'Paused'],
]; // prettier-ignore

/** `doNotInteract`, `blockedByComplianceGuard`, `do-not-interact` as words; where we have better ones, those. */
export const inWords = (code: string, options: readonly Option[] = []): string =>
  options.find(([value]) => value === code)?.[1] ??
  code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_.]/g, ' ')
    .toLowerCase()
    .replace(/^./, (first) => first.toUpperCase());

/** Why something was not done: a hold or an ending in words; a rule by its id, as everywhere else in the console. */
export const reasonWords = (code: string): string =>
  /^[a-z0-9]+(-[a-z0-9]+)+$/.test(code) && !holdReasons.some(([value]) => value === code)
    ? code
    : inWords(code, holdReasons);

export const channelWords = (code: string | null): string =>
  code === null ? '–' : inWords(code, [...channels, ['sms', 'Text'], ['call', 'Call']]);

const good = new Set(['PaidInFull', 'SettledInFull', 'succeeded', 'running', 'done', 'activated', 'active', 'sent']);
const bad = new Set(['failed', 'Fraud', 'Deceased', 'Bankruptcy', 'blocked', 'refused']);
const warn = new Set([
  'Paused',
  'Disputed',
  'paused',
  'proposed',
  'waiting',
  'rescheduled',
  'awaiting_schedule',
  'underway',
]);

export function toneOf(state: string): Tone {
  if (good.has(state)) return 'good';
  if (bad.has(state)) return 'bad';
  return warn.has(state) ? 'warn' : 'plain';
}
