import { referencesIn } from './references.ts';

test.each([
  ['/api/v1/customers', undefined],
  ['/api/v1/customers/?count=5', undefined],
  ['/api/v1/customers/?reference=A', ['A']],
  ['/api/v1/customers/?reference=A,B%2CC&count=5', ['A', 'B,C']],
  ['/api/v1/customers/?reference=E=>7IzDYM', ['E=>7IzDYM']],
  ['/api/v1/customers/?reference=a+b%2B?c', ['a b+?c']],
  ['/api/v1/customers/?reference=A&reference=B', ['A', 'B']],
])('%s names %j', (url, expected) => {
  expect(referencesIn(url)).toEqual(expected);
});

test.each([
  '?reference',
  '?reference=',
  '?reference=A,,B',
  '?reference=%zz',
  `?reference=${Array.from({ length: 101 }, (_, i) => i).join(',')}`,
])('%s is refused', (query) => {
  expect(() => referencesIn(`/customers${query}`)).toThrow(expect.objectContaining({ code: 'request-invalid' }));
});
