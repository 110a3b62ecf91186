import { isDeepStrictEqual } from 'node:util';
import { Refused } from '@fairdue/refused';
import type { BrandRequest } from './brand.schema.ts';

/** A name a creditor does business under, or that of a debt's former owner. */
export type Brand = {
  brandId: string;
  name: string;
  type: 'DOING_BUSINESS_AS' | 'ORIGINAL';
  isActive: boolean;
  isPrimary: boolean;
  logoUrl?: string;
  description?: string;
  websiteUrl?: string;
  address?: NonNullable<BrandRequest['address']>;
  brandDetails?: NonNullable<BrandRequest['brandDetails']>;
  timeCreated: Date;
  lastModified: Date;
  /** 0 at first, one more with each change. */
  versionNumber: number;
};

const invalid = (problem: string, path: string): Refused =>
  new Refused('malformed', 'brand-invalid', 'Invalid input.', [{ path, problem }]);

const exists = (faults: Refused['faults']): Refused =>
  new Refused('malformed', 'brand-exists', 'Object already exists.', faults);

/** Everything of a request that is kept as it came; what was left out is not there any more. */
const describedBy = ({ logoUrl, description, websiteUrl, address, brandDetails }: BrandRequest) => ({
  ...(logoUrl !== undefined && { logoUrl }),
  ...(description !== undefined && { description }),
  ...(websiteUrl !== undefined && { websiteUrl }),
  ...(address && { address }),
  ...(brandDetails && { brandDetails }),
});

function newBrand(request: BrandRequest, brandId: string, now: Date): Brand {
  return {
    brandId,
    name: request.name,
    type: request.type ?? 'DOING_BUSINESS_AS',
    isActive: request.meta?.isActive ?? true,
    isPrimary: request.meta?.isPrimary ?? false,
    ...describedBy(request),
    timeCreated: now,
    lastModified: now,
    versionNumber: 0,
  };
}

const changed = (before: Brand, after: Brand, now: Date): Brand =>
  isDeepStrictEqual(before, after) ? before : { ...after, lastModified: now, versionNumber: before.versionNumber + 1 };

const withPrimary = (brand: Brand, isPrimary: boolean, now: Date): Brand =>
  changed(brand, { ...brand, isPrimary }, now);

/** The pair of a debt's merchant and original creditor points to one brand. Details that name neither point nowhere. */
const pairOf = ({ brandDetails: { merchant, originalCreditor } = {} }: Brand): string | undefined =>
  merchant === undefined && originalCreditor === undefined ? undefined : JSON.stringify([merchant, originalCreditor]);

/** Names differ by more than letter case, pairs differ at all. */
function requireDistinct(brands: readonly Brand[]): void {
  const names = new Set<string>();
  const pairs = new Set<string>();
  for (const brand of brands) {
    const name = brand.name.toLowerCase();
    if (names.has(name)) throw exists([{ path: 'name', problem: brand.name }]);
    names.add(name);
    const pair = pairOf(brand);
    if (pair === undefined) continue;
    const { merchant = '', originalCreditor = '' } = brand.brandDetails ?? {};
    if (pairs.has(pair))
      throw exists([
        { path: 'merchant', problem: merchant },
        { path: 'originalCreditor', problem: originalCreditor },
      ]);
    pairs.add(pair);
  }
}

/** R35: one more brand. One that is primary takes that from the brand that was. */
export function addBrand(brands: readonly Brand[], request: BrandRequest, brandId: string, now: Date): Brand[] {
  const added = newBrand(request, brandId, now);
  const others = added.isPrimary ? brands.map((brand) => withPrimary(brand, false, now)) : brands;
  const all = [...others, added];
  requireDistinct(all);
  return all;
}

/** Where the request stands, and whether another brand claims to be primary. */
type Edit = { path: string; yields: boolean };

/** What may change of a brand: everything but its type, and of its `meta` only `isPrimary`. */
function editBrand(before: Brand, request: BrandRequest, { path, yields }: Edit, now: Date): Brand {
  const { type = before.type, name, meta } = request;
  if (type !== before.type) throw invalid('must not change', `${path}.type`);
  if ((meta?.isActive ?? before.isActive) !== before.isActive)
    throw invalid('must not change', `${path}.meta.isActive`);
  const { brandId, isActive, timeCreated, lastModified, versionNumber } = before;
  const isPrimary = meta?.isPrimary ?? (before.isPrimary && !yields);
  const kept = { brandId, name, type, isActive, isPrimary, timeCreated, lastModified, versionNumber };
  return changed(before, { ...kept, ...describedBy(request) }, now);
}

/**
 * R34: every brand there is as it shall be, and new ones without an id. A brand that claims to be primary in the request
 * takes that from one whose entry does not say.
 */
export function replaceBrands(
  brands: readonly Brand[],
  requests: readonly BrandRequest[],
  newBrandId: () => string,
  now: Date,
): Brand[] {
  const known = new Map(brands.map((brand) => [brand.brandId, brand]));
  const ids = requests.flatMap(({ meta }) => (meta?.id === undefined ? [] : [meta.id]));
  if (new Set(ids).size < ids.length) throw invalid('must name each brand once', 'brands');
  const missing = brands.filter(({ brandId }) => !ids.includes(brandId));
  if (missing.length > 0)
    throw new Refused(
      'malformed',
      'brands-missing',
      'All existing brands must be included.',
      missing.map(({ brandId }) => ({ path: 'missingBrandIds', problem: brandId })),
    );
  const claims = requests.filter(({ meta }) => meta?.isPrimary);
  if (claims.length > 1) throw invalid('at most one may be primary', 'brands');

  const all = requests.map((request, i) => {
    const id = request.meta?.id;
    if (id === undefined) return newBrand(request, newBrandId(), now);
    const before = known.get(id);
    if (!before) throw invalid('is not a brand of this creditor', `brands[${i}].meta.id`);
    return editBrand(before, request, { path: `brands[${i}]`, yields: claims.length > 0 }, now);
  });
  requireDistinct(all);
  return all;
}
