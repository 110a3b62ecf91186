import { account, subjectLine } from './spanish-parts.ts';
import type { Notices, NoticeWording, validationSubjects } from './wording.ts';

/** As in English. */
type Local = { rights: readonly string[]; short: string };

const notice = ({ rights, short }: Local): NoticeWording => ({
  subjectLine,
  blocks: [
    {
      say: '{{ collector.name }} trata de cobrar una deuda que usted tiene con {{ loan.creditorName }}. Este aviso dice cuál es la deuda y qué puede hacer si no está de acuerdo.',
    },
    {
      rows: [
        ['Acreedor actual', '{{ loan.creditorName }}'],
        ['Acreedor original', '{{ loan.originalCreditorName }}', 'loan.originalCreditorName'],
        ['Cuenta', 'terminada en {{ loan.accountLast4 }}', 'loan.accountLast4'],
        ['Nuestra referencia', '{{ loan.displayId }}'],
        ['Usted debía el {{ itemization.date }}', '{{ itemization.principal }}'],
        ['Intereses desde entonces', '{{ itemization.interest }}'],
        ['Cargos desde entonces', '{{ itemization.fees }}'],
        ['Pagado o acreditado desde entonces', '{{ itemization.paymentsAndCredits }}'],
        ['Monto total de la deuda ahora', '{{ loan.balance }}'],
      ],
    },
    { say: 'Sus derechos hasta el {{ notice.disputeBy }}:' },
    {
      list: [
        'Llámenos o escríbanos hasta el {{ notice.disputeBy }} para disputar toda la deuda o una parte. Si no lo hace, supondremos que nuestra información es correcta.',
        'Si nos escribe hasta el {{ notice.disputeBy }}, debemos dejar de cobrar lo que usted dispute hasta enviarle información que muestre que lo debe.',
        'Escríbanos para pedir el nombre y la dirección del acreedor original, si no es el actual. Si lo hace hasta el {{ notice.disputeBy }}, debemos dejar de cobrar hasta enviárselos.',
      ],
    },
    { say: 'Qué más puede hacer:' },
    {
      list: [
        ...rights,
        'Conozca sus derechos según la ley federal en www.cfpb.gov/debt-collection. Por ejemplo, usted tiene derecho a detener o limitar la forma en que le contactamos.',
        'Póngase en contacto con nosotros sobre formas de pagar.',
        'Contact us to ask for this form in English.',
      ],
    },
  ],
  form: [
    {
      say: '¿Cómo quiere responder? Marque todo lo que corresponda y envíe este formulario a {{ collector.name }}, {{ collector.addressLine }}, o a {{ collector.email }}.',
    },
    {
      list: [
        '[  ] Quiero disputar la deuda, porque creo que:  [  ] no es mía  [  ] el monto es incorrecto  [  ] otro motivo (descríbalo al dorso o en una hoja aparte).',
        '[  ] Quiero que me envíen el nombre y la dirección del acreedor original.',
        '[  ] Adjunto este monto: $ ________. Para disputar no hace falta pagar.',
        '[  ] I want this form in English.',
      ],
    },
    {
      say: '{{ person.firstName }} {{ person.lastName }}\n{{ person.addressLine }}\nNuestra referencia: {{ loan.displayId }}',
    },
  ],
  text: `Aviso de validación de deuda, ${account}: usted debía {{ itemization.principal }} el {{ itemization.date }}; intereses desde entonces {{ itemization.interest }}, cargos {{ itemization.fees }}, pagado o acreditado {{ itemization.paymentsAndCredits }}; ahora {{ loan.balance }}. Puede disputarla o pedir el acreedor original hasta el {{ notice.disputeBy }}; si escribe, paramos hasta responder. ${short}Sus derechos: www.cfpb.gov/debt-collection. {{ collector.addressLine }}.`,
  call: `Diga: usted debe {{ loan.balance }} a {{ loan.creditorName }}: {{ itemization.principal }} el {{ itemization.date }}, intereses {{ itemization.interest }}, cargos {{ itemization.fees }}, pagado o acreditado {{ itemization.paymentsAndCredits }}. Puede disputar la deuda, o pedir el acreedor original, hasta el {{ notice.disputeBy }}; si lo hace por escrito, paramos hasta responder. ${short}Ofrezca enviarlo por escrito a la dirección de la persona.`,
});

const federal: Local = { rights: [], short: '' };
const arizona: Local = {
  rights: [
    'Si un abogado le representa por esta deuda, díganoslo, y trataremos con el abogado.',
    'Si nos dice por escrito que se niega a pagar, o que quiere que paremos, dejaremos de contactarle, salvo lo que la ley permite.',
  ],
  short: 'Si un abogado le representa, díganoslo. ',
};
const newYorkCityAndYonkers: Local = {
  rights: [
    'En la ciudad de Nueva York puede disputar esta deuda en cualquier momento, también después del {{ notice.disputeBy }}, por cualquier medio por el que nos contacte. Entonces no cobramos hasta haberle enviado la verificación, que le debemos dentro de 60 días. Si no podemos verificar la deuda, se lo decimos por escrito y dejamos de cobrarla.',
    'Díganos en qué idioma quiere que le escribamos: lo anotaremos.',
  ],
  short: 'En la ciudad de Nueva York puede disputarla en cualquier momento y por cualquier medio. ',
};
const puertoRico: Local = {
  rights: [
    'No le cobramos en su lugar de trabajo en horas de trabajo si su patrono lo prohíbe, o sin su consentimiento expreso o una orden de un tribunal.',
    'Solo podemos pedir lo que el acuerdo o la ley permite.',
  ],
  short: 'Solo podemos pedir lo que el acuerdo o la ley permite. ',
};

export const spanishValidation: Notices<(typeof validationSubjects)[number]> = {
  debtValidationNotice: notice(federal),
  debtValidationNoticeAutomatic: notice(federal),
  debtValidationNoticeArizona: notice(arizona),
  debtValidationNoticeNYCYonkers: notice(newYorkCityAndYonkers),
  debtValidationNoticePuertoRico: notice(puertoRico),
};
