import { english } from '../built-in/english.ts';
import type { DisclosureTexts } from './texts.ts';

const { firstDisclosure, laterDisclosure, textOptOut, emailOptOut, callFrame } = english.shared;
const optOut = { text: [textOptOut], email: [emailOptOut] } as const;
const collector = '{{ collector.name }}';

/** Own wording. What a state prescribes word for word, and what only the collector knows, is not here: it is said or nothing is sent. */
export const englishDisclosures: DisclosureTexts = {
  mini_miranda: { any: [firstDisclosure] },
  from_collector: { any: [laterDisclosure, firstDisclosure] },
  az_debt_collector: { any: [laterDisclosure, firstDisclosure] },
  dc_collection_purpose: { any: [firstDisclosure] },
  purpose: { any: ['The purpose of this message is to collect a debt.', firstDisclosure] },
  electronic_opt_out: optOut,
  opt_out: optOut,
  nyc_one_word_stop: optOut,
  unsubscribe: { email: [emailOptOut] },
  opt_out_other_way: {
    text: ['To end texts in another way, call {{ collector.phone }} or write to {{ collector.email }}.'],
  },
  caller_identity: { voice: [callFrame.opening], any: [`This message is from ${collector}.`, collector] },
  caller_name: { voice: [callFrame.opening] },
  business_name: { any: [`This message is from ${collector}.`, collector] },
  ma_caller_name: { voice: [`Say the name of the business, ${collector}, and your own first and last name.`] },
  callback_number: { any: ['Call us back at {{ collector.phone }}.', '{{ collector.phone }}'] },
  mn_agency_name: { any: [`This message is from ${collector}.`, collector] },
  postal_address: { any: ['Our address: {{ collector.addressLine }}.', '{{ collector.addressLine }}'] },
  wa_agency_address: { any: [`${collector}, {{ collector.addressLine }}.`] },
  wa_original_creditor: { any: ['Original creditor: {{ loan.originalCreditorName or loan.creditorName }}.'] },
  wa_itemised_claim: {
    any: [
      'You owed {{ itemization.principal }} on {{ itemization.date }}; interest since {{ itemization.interest }}, fees {{ itemization.fees }}, paid or credited {{ itemization.paymentsAndCredits }}; now {{ loan.balance }}. Account: {{ loan.displayId }}.',
      'You owed on {{ itemization.date }}: {{ itemization.principal }}',
    ],
  },
  debt_disputed: { any: ['You dispute this debt.'] },
  dc_not_personally_liable: { any: ['You are not personally liable for this debt.'] },
};
