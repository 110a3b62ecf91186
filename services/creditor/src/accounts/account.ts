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
    'campaign.webhooks:read',
    'campaign.webhooks:write',
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
  /** A closed account opens nothing any more, and stays closed. */
  closedAt?: Date;
};

export type AccountChange = Partial<Pick<Account, 'name' | 'roles' | 'permissions' | 'creditorIds'>>;

export const permissionsOf = (account: Pick<Account, 'roles' | 'permissions'>): string[] => [
  ...new Set([...account.roles.flatMap((role) => roles[role] as readonly string[]), ...account.permissions]),
];

/** Nobody gives away, or takes away, what they do not have. */
export function mayGrant(granter: ReadonlySet<string>, granted: readonly string[]): void {
  const beyond = granted.filter((permission) => !granter.has('*') && !granter.has(permission));
  if (beyond.length === 0) return;
  throw new Refused('forbidden', 'permission-not-held', `You do not hold ${beyond.join(', ')} yourself.`);
}

const requireOpen = ({ _id, closedAt }: Account): void => {
  if (closedAt) throw new Refused('conflict', 'account-closed', `The account ${_id} is closed.`);
};

/** Whoever may change their own rights, or close the account they act with, can lock everybody out. */
function requireAnother(account: Account, byAccountId: string): void {
  if (account._id !== byAccountId) return;
  throw new Refused('conflict', 'account-own', 'Another account must do that: this is the one you act with.');
}

/** Who changes an account must hold everything it could do before and can do afterwards. */
export type Changer = { accountId: string; permissions: ReadonlySet<string> };

export function changeAccount(account: Account, change: AccountChange, by: Changer): Account {
  requireOpen(account);
  mayGrant(by.permissions, permissionsOf(account));
  const after = { ...account, ...change };
  if (change.roles || change.permissions) requireAnother(account, by.accountId);
  mayGrant(by.permissions, permissionsOf(after));
  return after;
}

/** Closing twice changes nothing. */
export function closeAccount(account: Account, by: Changer, now: Date): Account {
  if (account.closedAt) return account;
  requireAnother(account, by.accountId);
  mayGrant(by.permissions, permissionsOf(account));
  return { ...account, closedAt: now };
}

/** Who gets a key of an account, or logs in as it, may do what it may. */
export function mayOpenAs(account: Account, by: Changer): void {
  requireOpen(account);
  mayGrant(by.permissions, permissionsOf(account));
}
