import type { DisclosureSlot } from '@fairdue/contracts';
import type { Form } from '../built-in/layout.ts';

/** Jinja sources that say it. The first is what is added to a message; one that holds any of them has said it. */
export type Words = readonly [string, ...string[]];

/** By the form of the message; `any` is for those that are not named. */
export type DisclosureTexts = Partial<Record<DisclosureSlot, Partial<Record<Form | 'any', Words>>>>;
