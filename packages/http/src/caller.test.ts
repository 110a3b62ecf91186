import { theCreditor, type Caller } from './caller.ts';

const from = (creditorIds: string[], over: Partial<Caller> = {}): Caller => ({
  accountId: 'AC-1-1',
  permissions: new Set(),
  creditorIds,
  requestId: 'r',
  ...over,
});
const forbidden = (code: string) => expect.objectContaining({ kind: 'forbidden', code });
const missing = expect.objectContaining({ kind: 'not-found', code: 'creditor-not-found' });

test.each<[string, Caller, string | undefined, string]>([
  ['the only one needs no name', from(['CR-A-1']), undefined, 'CR-A-1'],
  ['the header names one of several', from(['CR-A-1', 'CR-B-2'], { headerCreditorId: 'CR-B-2' }), undefined, 'CR-B-2'],
  ['the object names its own', from(['CR-A-1', 'CR-B-2']), 'CR-B-2', 'CR-B-2'],
  ['the object wins over the header', from(['CR-A-1', 'CR-B-2'], { headerCreditorId: 'CR-A-1' }), 'CR-B-2', 'CR-B-2'],
  ['a service names any', from([], { service: 'campaign' }), 'CR-Z-9', 'CR-Z-9'],
  ['a service may be bound to one', from(['CR-A-1'], { service: 'campaign' }), undefined, 'CR-A-1'],
])('%s', (_why, caller, named, expected) => {
  expect(theCreditor(caller, named)).toBe(expected);
});

test.each<[string, Caller, string | undefined, unknown]>([
  ['several and none named', from(['CR-A-1', 'CR-B-2']), undefined, forbidden('creditor-unnamed')],
  ['none linked', from([]), undefined, forbidden('creditor-unnamed')],
  [
    'a header outside the set',
    from(['CR-A-1'], { headerCreditorId: 'CR-Z-9' }),
    undefined,
    forbidden('creditor-not-linked'),
  ],
  ['an object outside the set', from(['CR-A-1']), 'CR-Z-9', missing],
  ['a service that names none', from([], { service: 'campaign' }), undefined, forbidden('creditor-unnamed')],
  ['a service bound to another', from(['CR-A-1'], { service: 'campaign' }), 'CR-Z-9', missing],
])('refused: %s', (_why, caller, named, expected) => {
  expect(() => theCreditor(caller, named)).toThrow(expected as Error);
});
