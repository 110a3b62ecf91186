import { mayGrant, permissionsOf } from './account.ts';

test('an account may do what its roles say and what it was given beside them, each once', () => {
  const permissions = permissionsOf({ roles: ['reader'], permissions: ['recover.debts:read', 'agency.holds:write'] });

  expect(permissions).toContain('recover.customers:read');
  expect(permissions.filter((each) => each === 'recover.debts:read')).toHaveLength(1);
  expect(permissions).toContain('agency.holds:write');
});

test('nobody grants what they do not hold', () => {
  const holds = new Set(['agency.accounts:write', 'recover.debts:read']);

  expect(() => mayGrant(holds, ['recover.debts:read'])).not.toThrow();
  expect(() => mayGrant(new Set(['*']), ['*', 'anything:at-all'])).not.toThrow();
  for (const beyond of ['*', 'recover.debts:write'])
    expect(() => mayGrant(holds, [beyond])).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'permission-not-held' }),
    );
});
