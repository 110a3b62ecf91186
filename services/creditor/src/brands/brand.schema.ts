import { z } from 'zod';

const Text = z.string().max(1_024, 'must be at most 1024 characters');
const Line = z.string().max(200, 'must be at most 200 characters');
const RequiredLine = Line.min(1, 'must not be empty');
const twoLetters = z.string().regex(/^[A-Za-z]{2}$/, 'must be two letters');

const PostalAddress = z
  .object({
    name: z
      .object({ firstName: RequiredLine, middleName: Line.exactOptional(), lastName: RequiredLine })
      .exactOptional(),
    streetLine1: Line.exactOptional(),
    streetLine2: Line.exactOptional(),
    city: RequiredLine,
    state: twoLetters,
    zipcode: z.string().min(1, 'must not be empty').max(20, 'must be at most 20 characters'),
    countryCode: twoLetters,
  })
  .refine(({ countryCode, zipcode }) => countryCode.toUpperCase() !== 'US' || /^\d{5}(-\d{4})?$/.test(zipcode), {
    path: ['zipcode'],
    error: 'must look like ##### or #####-####',
  });

/** One brand as R34 and R35 take it. Of `meta`, times and version are the server's and not read. */
export const BrandRequest = z.object({
  name: z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters'),
  type: z.enum(['DOING_BUSINESS_AS', 'ORIGINAL']).exactOptional(),
  logoUrl: Text.exactOptional(),
  description: Text.exactOptional(),
  websiteUrl: Text.exactOptional(),
  address: PostalAddress.exactOptional(),
  brandDetails: z
    .object({
      originalCreditor: Text.exactOptional(),
      merchant: Text.exactOptional(),
      productType: z.enum(['UNKNOWN', 'CARD']).exactOptional(),
    })
    .exactOptional(),
  meta: z
    .object({
      id: z.string().max(100).exactOptional(),
      isActive: z.boolean().exactOptional(),
      isPrimary: z.boolean().exactOptional(),
    })
    .exactOptional(),
});
export type BrandRequest = z.output<typeof BrandRequest>;

const brandsMax = 1_000;

export const BrandsRequest = z.object({
  brands: z.array(BrandRequest).max(brandsMax, `at most ${brandsMax} are allowed`),
});
