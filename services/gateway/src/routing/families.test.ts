import { familyOf, ownerOf } from './families.ts';

const routeOf = (path: string) => {
  const family = familyOf(path);
  return [family?.name, family && ownerOf(family, path)];
};

test.each([
  ['/api/v1/customers/BO-1-1/debts/', 'recover', 'recover'],
  ['/api/v1/customersBatch/', 'recover', 'recover'],
  ['/api/v1/debts/LN-1-1/paymentPlans', 'recover', 'recover'],
  ['/api/v1/creditors/CR-1-1/info', 'recover', 'creditor'],
  ['/api/communicator/send', 'communicator', 'communicator'],
  ['/api/people/BO-1-1/can-interact', 'compliance', 'compliance-guard'],
  ['/api/compliance-guard/rules', 'compliance', 'compliance-guard'],
  ['/v1/documents/DO-1-1/rcm', 'rcm', 'campaign'],
  ['/v1/activity', 'rcm', 'campaign'],
  ['/v1/activity/stream', 'rcm', 'campaign'],
  ['/v1/webhooks/WH-1-1/rotate', 'rcm', 'campaign'],
  ['/agency/v1/clock', 'agency', 'gateway'],
  ['/agency/v1/accounts/AC-1-1/keys', 'agency', 'creditor'],
  ['/agency/v1/customers', 'agency', 'recover'],
  ['/agency/v1/customers/BO-1-1/evidence', 'agency', 'compliance-guard'],
  ['/agency/v1/evidence/export', 'agency', 'compliance-guard'],
  ['/agency/v1/people/BO-1-1/calendar', 'agency', 'compliance-guard'],
  ['/agency/v1/files', 'agency', 'communicator'],
  ['/agency/v1/cases/IN-1-1/decide', 'agency', 'communicator'],
  ['/agency/v1/dead-letters/campaign/x', 'agency', 'campaign'],
  ['/agency/v1/faulty-jobs/recover/redrive', 'agency', 'recover'],
  ['/unsubscribe/a.b', 'unsubscribe', 'communicator'],
  ['/callbacks/sandbox', 'callbacks', 'communicator'],
])('%s is of the %s family, and %s answers', (path, family, owner) => {
  expect(routeOf(path)).toEqual([family, owner]);
});

test.each([
  ['/api/v1/customersBatchX', 'recover'],
  ['/api/v1/', 'recover'],
  ['/api/people/BO-1-1', 'compliance'],
  ['/v1/other', 'rcm'],
  ['/agency/v1/dead-letters/gateway', 'agency'],
  ['/agency/v1/clock/x', 'agency'],
  ['/callbacks/a/b', 'callbacks'],
  ['/unsubscribe', 'unsubscribe'],
])('%s is of the %s family, and nobody’s', (path, family) => {
  expect(routeOf(path)).toEqual([family, undefined]);
});

test.each(['/internal/permits', '/', '/api', '/apiv1', '/API/v1/customers', '/agency', '/v10'])(
  '%s is of no family',
  (path) => {
    expect(familyOf(path)).toBeUndefined();
  },
);
