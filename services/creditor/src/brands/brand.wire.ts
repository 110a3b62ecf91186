import type { Brand } from './brand.ts';

/** A brand as this family shows it, with its full `meta`. */
export const brandBody = (brand: Brand) => {
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
