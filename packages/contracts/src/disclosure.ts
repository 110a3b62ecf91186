import { z } from 'zod';

/**
 * Texts that the law wants in a message, by name. What each must say stands in the rules that ask for it; its words are
 * the communicator’s, or the collector’s own (setting `disclosures`). A message for which there are none is not sent.
 */
export const DisclosureSlot = z.enum([
  'az_debt_collector', 'business_name', 'ca_license_number', 'ca_time_barred', 'ca_time_barred_unreportable',
  'callback_number', 'caller_identity', 'caller_name', 'claim_owner_address', 'dc_collection_purpose',
  'dc_document_rights', 'dc_not_personally_liable', 'dc_owner_of_debt', 'debt_disputed', 'electronic_opt_out',
  'from_collector', 'id_affiliation', 'location_script', 'ma_caller_name', 'ma_household_script',
  'ma_third_party_script', 'me_office_hours', 'me_street_address', 'mini_miranda', 'mn_agency_name',
  'mn_counselling_sheet', 'mn_license', 'mn_medical_rights', 'nd_no_cost_payment', 'nj_medical_not_reported',
  'nm_indigency_notice', 'nm_time_barred', 'nyc_one_word_stop', 'nyc_time_barred', 'nys_time_barred', 'opt_out',
  'opt_out_other_way', 'postal_address', 'prerecorded_opt_out', 'purpose', 'registered_business_name',
  'same_language', 'tx_time_barred', 'unsubscribe', 'wa_agency_address', 'wa_charity_care', 'wa_itemised_claim',
  'wa_itemised_statement_right', 'wa_original_creditor', 'wi_license',
]); // prettier-ignore
export type DisclosureSlot = z.infer<typeof DisclosureSlot>;

/** A text that one message must carry, and the rules that ask for it. */
export const Disclosure = z.object({ slot: DisclosureSlot, ruleIds: z.array(z.string()).min(1) });
export type Disclosure = z.infer<typeof Disclosure>;
