import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { roleNames } from './account.ts';

const Permission = z.string().regex(/^(\*|[a-z-]+(\.[a-z-]+)?:[a-z-]+(\.[a-z-]+)?)$/);
const fields = {
  name: z.string().trim().min(1).max(200),
  roles: z.array(z.enum(roleNames)).max(10),
  permissions: z.array(Permission).max(200),
  creditorIds: z
    .array(Id)
    .min(1)
    .max(100)
    .transform((ids) => [...new Set(ids)]),
};

export const AccountRequest = z.strictObject({
  ...fields,
  roles: fields.roles.default([]),
  permissions: fields.permissions.default([]),
});

export const AccountChangeRequest = z.strictObject({
  name: fields.name.exactOptional(),
  roles: fields.roles.exactOptional(),
  permissions: fields.permissions.exactOptional(),
  creditorIds: fields.creditorIds.exactOptional(),
});

/** The subject of a configured OIDC issuer: who logs in there is this account. */
export const SubjectRequest = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  subject: z.string().min(1).max(255),
});
export type SubjectRequest = z.output<typeof SubjectRequest>;
