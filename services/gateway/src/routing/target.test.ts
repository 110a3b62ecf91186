import { readTarget } from './target.ts';

test.each([
  ['/api/v1/customers/', { path: '/api/v1/customers/', query: '' }],
  ['/api/v1/customers?reference=E=>7IzDYM', { path: '/api/v1/customers', query: '?reference=E=>7IzDYM' }],
  ['/%61pi/v1/x%2dy', { path: '/api/v1/x-y', query: '' }],
  ['/api/v1/customers/ext-M%c3%bcller', { path: '/api/v1/customers/ext-M%C3%BCller', query: '' }],
  ['/a%252fb', { path: '/a%252fb', query: '' }],
  ['/?next=//x/../y;z', { path: '/', query: '?next=//x/../y;z' }],
  ['/v1/documents/..hidden', { path: '/v1/documents/..hidden', query: '' }],
])('%s has one reading', (url, expected) => {
  expect(readTarget(url)).toEqual(expected);
});

test.each([
  'http://elsewhere.example/api/v1/customers',
  '//elsewhere.example/api',
  '*',
  '/api//v1',
  '/api/v1/../internal/permits',
  '/api/v1/%2e%2e/internal/permits',
  '/api/v1/.%2E/internal',
  '/api/v1/./customers',
  '/api/v1/customers/..',
  '/api/v1%2fcustomers',
  '/api/v1%5Ccustomers',
  '/api\\v1',
  '/api/v1;jsessionid=1/customers',
  '/api/v1/customers%00',
  '/api/v1/%',
  '/api/v1/%zz',
  '/api/v1/%ff',
  '/api/v1/customers#part',
  '/api/v1/cust omers',
])('%s is refused', (url) => {
  expect(() => readTarget(url)).toThrow(expect.objectContaining({ kind: 'malformed', code: 'path-ambiguous' }));
});
