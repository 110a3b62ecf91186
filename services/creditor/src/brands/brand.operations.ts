import { z } from 'zod';
import { idempotencyHeader, type Operation } from '@fairdue/http';
import { BrandRequest, BrandsRequest } from './brand.schema.ts';
import { BrandBody } from './brand.wire.ts';

const tag = 'Brands';
const path = '/api/v1/creditors/{creditorId}/brands';
const brand = {
  name: 'Bluebird Store',
  type: 'DOING_BUSINESS_AS',
  websiteUrl: 'https://bluebird.example',
  address: { streetLine1: '1 Road', city: 'Springfield', state: 'IL', zipcode: '62701', countryCode: 'US' },
  brandDetails: { originalCreditor: 'First Dune Bank', merchant: 'Bluebird', productType: 'CARD' },
  meta: { isActive: true, isPrimary: true },
};

export const brandOperations: Operation[] = [
  {
    id: 'listBrands',
    method: 'get',
    path,
    summary: 'Lists every brand of a creditor, active or not (R33).',
    tag,
    answers: { 200: z.array(BrandBody) },
    refusals: [404],
    permission: 'creditor.brands:read',
    example: { given: 'a creditor with a brand', status: 200 },
  },
  {
    id: 'replaceBrands',
    method: 'put',
    path,
    summary: 'Replaces all brands of a creditor at once, or none (R34). Every brand there is must be in the list.',
    tag,
    headers: idempotencyHeader,
    body: BrandsRequest,
    answers: { 200: z.array(BrandBody) },
    refusals: [400, 404, 409, 422],
    permission: 'creditor.brands:write',
    example: {
      given: 'a creditor with a brand',
      body: { brands: [{ ...brand, description: 'Our shop', meta: { id: 'BR-0000000000-0000000000' } }] },
      status: 200,
    },
  },
  {
    id: 'addBrand',
    method: 'post',
    path,
    summary: 'Adds one brand to a creditor (R35).',
    tag,
    headers: idempotencyHeader,
    body: BrandRequest,
    answers: { 200: BrandBody },
    refusals: [400, 404, 409, 422],
    permission: 'creditor.brands:write',
    example: { given: 'a registered creditor', body: brand, status: 200 },
  },
];
