import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { PageEnd } from '../page-query.ts';
import { SubjectRequest } from './account.schema.ts';
import { permissionsOf, roleNames, type Account } from './account.ts';

/** An account as the agency sees it, and as its history keeps it. */
export const AccountBody = z.strictObject({
  accountId: Id,
  name: z.string(),
  roles: z.array(z.enum(roleNames)),
  /** Those of its roles included. */
  permissions: z.array(z.string()),
  creditorIds: z.array(Id),
  closedAt: z.iso.datetime().exactOptional(),
});
export type AccountBody = z.output<typeof AccountBody>;

export const AccountPage = z.strictObject({ items: z.array(AccountBody), ...PageEnd });
/** One account, with who logs in as it. */
export const WholeAccountBody = AccountBody.extend({ subjects: z.array(SubjectRequest) });
export const SubjectBody = z.strictObject({ accountId: Id, ...SubjectRequest.shape });

export const accountBody = (account: Account): AccountBody => ({
  accountId: account._id,
  name: account.name,
  roles: account.roles,
  permissions: permissionsOf(account),
  creditorIds: account.creditorIds,
  ...(account.closedAt && { closedAt: account.closedAt.toISOString() }),
});
