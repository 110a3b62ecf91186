import { Refused } from '@fairdue/refused';

/** Roles are bundles of permissions that most accounts need. `*` is every permission, also those yet to come. */
export const roles = {
  operator: ['*'],
  client: [
    'recover.customers:read',
    'recover.customers:write',
    'recover.debts:read',
    'recover.debts:write',
    'recover.payments:read',
    'recover.payments:write',
    'creditor.brands:read',
    'creditor.brands:write',
    'campaign.documents:read',
    'campaign.documents:write',
    'campaign.campaigns:read',
    'campaign.campaigns:write',
    'complianceguard.decision:create',
    'complianceguard.decision:read',
    'complianceguard.rule:read',
    'communicator.template:read',
    'communicator.template:create',
    'communicator.template:update',
    'communicator.template:activate',
    'communicator.message:send',
    'communicator.message:receive',
    'communicator.message:render',
  ],
  reader: [
    'recover.customers:read',
    'recover.debts:read',
    'recover.payments:read',
    'creditor.brands:read',
    'campaign.documents:read',
    'campaign.campaigns:read',
    'complianceguard.decision:read',
    'complianceguard.rule:read',
    'communicator.template:read',
  ],
} as const;
export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as [Role, ...Role[]];

/** A login of a person or a system: what it may do, and for which creditors. */
export type Account = {
  _id: string;
  name: string;
  roles: Role[];
  /** Beside those of its roles. */
  permissions: string[];
  creditorIds: string[];
  createdAt: Date;
};

export const permissionsOf = (account: Pick<Account, 'roles' | 'permissions'>): string[] => [
  ...new Set([...account.roles.flatMap((role) => roles[role] as readonly string[]), ...account.permissions]),
];

/** Nobody gives away what they do not have. */
export function mayGrant(granter: ReadonlySet<string>, granted: readonly string[]): void {
  const beyond = granted.filter((permission) => !granter.has('*') && !granter.has(permission));
  if (beyond.length === 0) return;
  throw new Refused('forbidden', 'permission-not-held', `You cannot grant ${beyond.join(', ')}: you do not hold it.`);
}
