import fc from 'fast-check';
import { Refused } from '@fairdue/refused';
import { addBrand, replaceBrands, type Brand } from './brand.ts';
import type { BrandRequest } from './brand.schema.ts';

const now = new Date('2026-03-01T12:00:00Z');
let last = 0;
const newBrandId = () => `BR-1-${++last}`;
const add = (brands: readonly Brand[], request: BrandRequest) => addBrand(brands, request, newBrandId(), now);

const aRequest = fc.record({
  name: fc.constantFrom('A', 'a', 'B', 'b ', 'C'),
  meta: fc.record({ isActive: fc.boolean(), isPrimary: fc.boolean() }),
});

/** The brands after a request; one that is refused changes nothing. */
function after(brands: Brand[], request: BrandRequest): Brand[] {
  try {
    return add(brands, request);
  } catch (error) {
    if (error instanceof Refused && error.code === 'brand-exists') return brands;
    throw error;
  }
}

test('whatever is added, at most one brand is primary and no name is there twice', () => {
  fc.assert(
    fc.property(fc.array(aRequest, { maxLength: 12 }), (requests) => {
      const brands = requests.reduce(after, []);

      const names = brands.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
      expect(brands.filter(({ isPrimary }) => isPrimary).length).toBeLessThanOrEqual(1);
    }),
  );
});

test('sending back what was read changes nothing', () => {
  const brands = add(add([], { name: 'A', type: 'ORIGINAL' }), { name: 'B', brandDetails: { merchant: 'M' } });
  const requests = brands.map(({ brandId, name, type, isActive, isPrimary, brandDetails }) => ({
    name,
    type,
    ...(brandDetails && { brandDetails }),
    meta: { id: brandId, isActive, isPrimary },
  }));

  expect(replaceBrands(brands, requests, newBrandId, new Date())).toEqual(brands);
});

test('a type that is left out stays, and two brands may swap their names', () => {
  const brands = add(add([], { name: 'A', type: 'ORIGINAL' }), { name: 'B' });
  const [a, b] = brands.map(({ brandId }) => ({ id: brandId }));

  const swapped = replaceBrands(
    brands,
    [
      { name: 'B', meta: a! },
      { name: 'A', meta: b! },
    ],
    newBrandId,
    now,
  );

  expect(swapped.map(({ name, type, versionNumber }) => [name, type, versionNumber])).toEqual([
    ['B', 'ORIGINAL', 1],
    ['A', 'DOING_BUSINESS_AS', 1],
  ]);
});
