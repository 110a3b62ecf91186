import { spanish } from '../built-in/spanish.ts';
import type { DisclosureTexts } from './texts.ts';

const { firstDisclosure, laterDisclosure, textOptOut, emailOptOut, callFrame } = spanish.shared;
const optOut = { text: [textOptOut], email: [emailOptOut] } as const;
const collector = '{{ collector.name }}';

/** Own wording, as the English one. */
export const spanishDisclosures: DisclosureTexts = {
  mini_miranda: { any: [firstDisclosure] },
  from_collector: { any: [laterDisclosure, firstDisclosure] },
  az_debt_collector: { any: [laterDisclosure, firstDisclosure] },
  dc_collection_purpose: { any: [firstDisclosure] },
  purpose: { any: ['El propósito de este mensaje es cobrar una deuda.', firstDisclosure] },
  electronic_opt_out: optOut,
  opt_out: optOut,
  nyc_one_word_stop: optOut,
  unsubscribe: { email: [emailOptOut] },
  opt_out_other_way: {
    text: [
      'Para no recibir más textos también puede llamar al {{ collector.phone }} o escribir a {{ collector.email }}.',
    ],
  },
  caller_identity: { voice: [callFrame.opening], any: [`Este mensaje es de ${collector}.`, collector] },
  caller_name: { voice: [callFrame.opening] },
  business_name: { any: [`Este mensaje es de ${collector}.`, collector] },
  ma_caller_name: { voice: [`Diga el nombre de la empresa, ${collector}, y su propio nombre y apellido.`] },
  callback_number: { any: ['Devuélvanos la llamada al {{ collector.phone }}.', '{{ collector.phone }}'] },
  mn_agency_name: { any: [`Este mensaje es de ${collector}.`, collector] },
  postal_address: { any: ['Nuestra dirección: {{ collector.addressLine }}.', '{{ collector.addressLine }}'] },
  wa_agency_address: { any: [`${collector}, {{ collector.addressLine }}.`] },
  wa_original_creditor: { any: ['Acreedor original: {{ loan.originalCreditorName or loan.creditorName }}.'] },
  wa_itemised_claim: {
    any: [
      'Usted debía {{ itemization.principal }} el {{ itemization.date }}; intereses desde entonces {{ itemization.interest }}, cargos {{ itemization.fees }}, pagado o acreditado {{ itemization.paymentsAndCredits }}; ahora {{ loan.balance }}. Cuenta: {{ loan.displayId }}.',
      'Usted debía el {{ itemization.date }}: {{ itemization.principal }}',
    ],
  },
  debt_disputed: { any: ['Usted disputa esta deuda.'] },
  dc_not_personally_liable: { any: ['Usted no responde personalmente por esta deuda.'] },
};
