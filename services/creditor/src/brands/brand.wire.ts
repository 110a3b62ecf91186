import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import type { Brand } from './brand.ts';
import { BrandRequest } from './brand.schema.ts';

const { address, brandDetails, logoUrl, description, websiteUrl } = BrandRequest.shape;

/** A brand as this family shows it, with its full `meta`. Times are milliseconds since 1970. */
export const BrandBody = z.strictObject({
  name: z.string(),
  type: z.enum(['DOING_BUSINESS_AS', 'ORIGINAL']),
  ...{ logoUrl, description, websiteUrl, address, brandDetails },
  meta: z.strictObject({
    id: Id,
    isActive: z.boolean(),
    isPrimary: z.boolean(),
    timeCreated: z.int(),
    lastModified: z.int(),
    versionInfo: z.strictObject({ versionNumber: z.int() }),
  }),
});

export const brandBody = (brand: Brand): z.output<typeof BrandBody> => {
  const { brandId, isActive, isPrimary, timeCreated, lastModified, versionNumber, ...own } = brand;
  return {
    ...own,
    meta: {
      id: brandId,
      isActive,
      isPrimary,
      timeCreated: timeCreated.getTime(),
      lastModified: lastModified.getTime(),
      versionInfo: { versionNumber },
    },
  };
};

/** A brand as other services hear of it. */
export const brandFacts = ({ brandId, name, type, isActive, isPrimary, logoUrl, websiteUrl, brandDetails }: Brand) => ({
  brandId,
  name,
  type,
  isActive,
  isPrimary,
  ...(logoUrl !== undefined && { logoUrl }),
  ...(websiteUrl !== undefined && { websiteUrl }),
  ...(brandDetails?.originalCreditor !== undefined && { originalCreditor: brandDetails.originalCreditor }),
  ...(brandDetails?.merchant !== undefined && { merchant: brandDetails.merchant }),
});
