import { envelopeErrors, pageErrors, problemErrors, rcmErrors, recoverErrors, type ErrorMapper } from '@fairdue/http';
import { storingServices, type ServiceName } from '@fairdue/service';
import { oauthErrors } from '../oauth/oauth-errors.ts';

export type Owner = Exclude<ServiceName, 'gateway'>;

/** The paths of one wire format: how its errors look, and which service owns which of them. */
export type Family = {
  name: string;
  covers: RegExp;
  errors: ErrorMapper;
  /** First match has the request. `gateway` answers itself. Nothing matching is the family's 404. */
  owners: readonly (readonly [paths: RegExp, owner: Owner | 'gateway'])[];
  /** Paths that take larger bodies than others (bytes). */
  largeBodies?: readonly (readonly [paths: RegExp, bytesMax: number])[];
  /** Paths whose answers have no end: server-sent events. */
  streams?: RegExp;
  /** No credential at the door: what comes is signed by its sender, or shows a secret that the owner checks. */
  isOpen?: boolean;
  /** Anybody may come with nothing to show: requests are counted by the address they come from. */
  isLimitedByAddress?: boolean;
};

const under = (prefix: string, ...names: string[]): RegExp => new RegExp(`^${prefix}/(${names.join('|')})(/|$)`);

/** Who owns which noun of the agency's own API. */
const agencyNouns: readonly (readonly [owner: Owner, nouns: readonly string[]])[] = [
  ['creditor', ['creditors', 'accounts', 'keys']],
  ['recover', ['customers', 'contacts', 'debts', 'plans', 'disputes', 'closings', 'payments', 'retention']],
  [
    'compliance-guard',
    ['holds', 'consents', 'preferences', 'people', 'rules', 'evidence', 'decisions', 'imports', 'duties'],
  ],
  ['communicator', ['files', 'interactions', 'cases']],
  ['campaign', ['documents', 'campaigns', 'touches']],
];

export const families: readonly Family[] = [
  {
    name: 'recover',
    covers: /^\/api\/v1(\/|$)/,
    errors: recoverErrors,
    owners: [
      [under('/api/v1', 'customers', 'customersBatch', 'debts'), 'recover'],
      [under('/api/v1', 'creditors'), 'creditor'],
    ],
  },
  {
    name: 'communicator',
    covers: under('/api', 'communicator'),
    errors: envelopeErrors,
    owners: [[under('/api', 'communicator'), 'communicator']],
    largeBodies: [[/^\/api\/communicator\/templates\/import\/?$/, 20 * 1_024 * 1_024]],
  },
  {
    name: 'compliance',
    covers: under('/api', 'people', 'compliance-guard'),
    errors: envelopeErrors,
    owners: [
      [/^\/api\/people\/[^/]+\/can-interact\/?$/, 'compliance-guard'],
      [under('/api', 'compliance-guard'), 'compliance-guard'],
    ],
  },
  {
    name: 'rcm',
    covers: /^\/v1(\/|$)/,
    errors: rcmErrors,
    owners: [[under('/v1', 'documents', 'rcm', 'activity', 'webhooks'), 'campaign']],
    streams: /^\/v1\/activity\/stream\/?$/,
  },
  {
    name: 'agency',
    covers: under('/agency', 'v1'),
    errors: problemErrors,
    owners: [
      [/^\/agency\/v1\/clock\/?$/, 'gateway'],
      [/^\/agency\/v1\/customers\/[^/]+\/evidence\/?$/, 'compliance-guard'], // proof is the guard's, whoever it is about
      ...agencyNouns.map(([owner, nouns]) => [under('/agency/v1', ...nouns), owner] as const),
      // `dead-letters/recover/…`, `faulty-jobs/recover` and `health/recover` go to the service they are about.
      ...storingServices.map((owner) => [under('/agency/v1/(dead-letters|faulty-jobs|health)', owner), owner] as const),
    ],
    largeBodies: [[/^\/agency\/v1\/files\/[^/]+\/content\/?$/, 20 * 1_024 * 1_024]],
  },
  {
    name: 'oauth',
    covers: /^\/oauth(\/|$)/,
    errors: oauthErrors,
    owners: [[/^\/oauth\/token\/?$/, 'gateway']],
    isOpen: true,
  },
  {
    name: 'unsubscribe',
    covers: /^\/unsubscribe(\/|$)/,
    errors: pageErrors,
    owners: [[/^\/unsubscribe\/[^/]+\/?$/, 'communicator']],
    isOpen: true,
    isLimitedByAddress: true,
  },
  {
    name: 'callbacks',
    covers: /^\/callbacks(\/|$)/,
    errors: problemErrors,
    owners: [[/^\/callbacks\/[^/]+\/?$/, 'communicator']],
    isOpen: true,
  },
];

export const familyOf = (path: string): Family | undefined => families.find(({ covers }) => covers.test(path));

export const ownerOf = ({ owners }: Family, path: string): Owner | 'gateway' | undefined =>
  owners.find(([paths]) => paths.test(path))?.[1];

/** Has the answer of this path no end? */
export const isStream = ({ streams }: Family, path: string): boolean => streams?.test(path) ?? false;

/** What a path takes, where that is more than the gateway takes elsewhere. */
export const largestBody = ({ largeBodies = [] }: Family, path: string): number =>
  largeBodies.find(([paths]) => paths.test(path))?.[1] ?? 0;
