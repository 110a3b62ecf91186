import type { Wording } from './wording.ts';

const account =
  '{{ loan.creditorName }}{% if loan.accountLast4 %}, cuenta terminada en {{ loan.accountLast4 }}{% endif %}';
const subjectLine = `Sobre su cuenta con ${account}`;

const accountRows = {
  rows: [
    ['Acreedor', '{{ loan.creditorName }}'],
    ['Cuenta', 'terminada en {{ loan.accountLast4 }}', 'loan.accountLast4'],
    ['Referencia', '{{ loan.displayId }}'],
    ['Saldo a la fecha', '{{ loan.balance }}'],
  ],
} as const;

const installments = '{% for each in plan.installments %}{{ each.dueOn }}: {{ each.amount }}\n{% endfor %}';

const options = {
  list: [
    'Pagar el saldo completo.',
    'Acordar un plan con pagos más pequeños.',
    'Decirnos que algo no es correcto, y lo revisaremos.',
  ],
} as const;

/** Own wording, not a translation by machine of the English one. The validation notice follows the content of 12 CFR 1006.34(c) and (d). */
export const spanish: Wording = {
  shared: {
    greeting: 'Estimado/a {{ person.firstName }} {{ person.lastName }}:',
    tone: {
      empathetic: 'Sabemos que el dinero puede no alcanzar, y queremos encontrar una forma que le convenga.',
      firm: 'Por favor, dedique unos minutos a este asunto hoy.',
    },
    firstDisclosure:
      '{{ collector.name }} es un cobrador de deudas. Estamos tratando de cobrar una deuda, y toda información que obtengamos se usará para ese fin.',
    laterDisclosure: 'Este mensaje es de un cobrador de deudas.',
    reachUs: 'Llámenos al {{ collector.phone }} o escríbanos a {{ collector.email }}.',
    signature: '{{ collector.name }}',
    emailOptOut:
      'Para no recibir más correos en esta dirección, responda a este correo con la palabra STOP. No cuesta nada y no hace falta nada más.',
    textOptOut: 'Responda STOP para no recibir más textos.',
    letterDate: '{{ today }}',
    callFrame: {
      opening:
        'Pregunte por {{ person.firstName }} {{ person.lastName }}. Diga su nombre y que llama de parte de {{ collector.name }}. No mencione ninguna deuda hasta que la persona haya confirmado quién es.',
      optOut: 'Si la persona pide que no la llamen, confírmelo, termine la llamada y registre el deseo.',
      voicemail:
        'Buzón de voz, palabra por palabra: «Hola, le habla (su nombre) de {{ collector.name }} con un mensaje para {{ person.firstName }} {{ person.lastName }}. Por favor, devuélvame la llamada al {{ collector.phone }}.» No deje nada más.',
    },
  },
  notices: {
    debtValidationNotice: {
      subjectLine,
      blocks: [
        {
          say: '{{ loan.creditorName }} ha encargado a {{ collector.name }} el cobro de una deuda a su nombre. Este aviso dice cuál es la deuda y qué puede hacer si no está de acuerdo.',
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
            'Escríbanos para pedir el nombre y la dirección del acreedor original. Si lo hace hasta el {{ notice.disputeBy }}, debemos dejar de cobrar hasta enviárselos.',
            'Conozca sus derechos según la ley federal en www.cfpb.gov/debt-collection.',
          ],
        },
        { say: '¿Cómo quiere responder? Elija lo que corresponda y devuélvalo por correo postal o electrónico:' },
        {
          list: [
            'Quiero disputar la deuda, porque creo que: no es mía / el monto es incorrecto / otro motivo.',
            'Quiero el nombre y la dirección del acreedor original.',
            'Adjunto un pago, o quiero acordar uno. Para disputar no hace falta pagar.',
            'I want this form in English.',
          ],
        },
      ],
      text: `Aviso de validación de deuda, ${account}: usted debía {{ itemization.principal }} el {{ itemization.date }}; intereses desde entonces {{ itemization.interest }}, cargos {{ itemization.fees }}, pagado o acreditado {{ itemization.paymentsAndCredits }}; ahora {{ loan.balance }}. Puede disputarla o pedir el acreedor original hasta el {{ notice.disputeBy }}; si escribe, paramos hasta responder. Sus derechos: www.cfpb.gov/debt-collection. {{ collector.addressLine }}.`,
      call: `Diga: usted debe {{ loan.balance }} a {{ loan.creditorName }}: {{ itemization.principal }} el {{ itemization.date }}, intereses {{ itemization.interest }}, cargos {{ itemization.fees }}, pagado o acreditado {{ itemization.paymentsAndCredits }}. Puede disputar la deuda, o pedir el acreedor original, hasta el {{ notice.disputeBy }}; si lo hace por escrito, paramos hasta responder. Ofrezca enviarlo por escrito a la dirección de la persona.`,
    },
    planCopy: {
      subjectLine,
      blocks: [
        {
          say: `Esta es la copia escrita del plan de pagos que usted acordó el {{ plan.agreedOn }} para su cuenta con ${account}.`,
        },
        {
          rows: [
            ['Usted paga en total', '{{ plan.total }}'],
            ['No tiene que pagar', '{{ plan.discount }}', 'plan.discount'],
          ],
        },
        { say: 'Cuándo y cuánto:' },
        { say: installments },
        accountRows,
        {
          say: 'Si algo no es lo que usted acordó, díganoslo antes de pagar. Puede terminar el plan en cualquier momento.',
        },
      ],
      text: `Copia de su plan de pagos del {{ plan.agreedOn }} para su cuenta con ${account} ({{ loan.balance }}): en total {{ plan.total }}. ${installments}`,
      call: 'Lea a la persona el plan del {{ plan.agreedOn }} por {{ loan.balance }} con {{ loan.creditorName }}, y diga que recibirá la copia escrita.',
    },
    substantiationInstructions: {
      subjectLine,
      blocks: [
        {
          say: `Usted disputa la deuda de su cuenta con ${account}. Tiene derecho a pedirnos pruebas escritas de que la debe y de que podemos cobrarla.`,
        },
        {
          say: 'Cómo pedirlas: escríbanos que solicita la comprobación de esta deuda, con nuestra referencia, por correo a {{ collector.addressLine }} o por correo electrónico a {{ collector.email }}.',
        },
        {
          say: 'Cuando tengamos su solicitud, dejaremos de cobrar hasta enviarle las pruebas, dentro de 60 días. No le cuesta nada.',
        },
        accountRows,
      ],
      text: `Usted disputa la deuda de su cuenta con ${account} ({{ loan.balance }}). Para pedir pruebas escritas, escriba que solicita la comprobación: {{ collector.addressLine }} o {{ collector.email }}. Dejaremos de cobrar hasta enviarlas, dentro de 60 días.`,
      call: 'Diga que la persona puede pedir por escrito pruebas de la deuda de {{ loan.balance }} con {{ loan.creditorName }}, adónde escribir, y que dejamos de cobrar hasta enviarlas.',
    },
    loanOverdueFirstNotice: {
      subjectLine,
      blocks: [
        { say: `Hay un saldo vencido en su cuenta con ${account}.` },
        accountRows,
        { say: 'Lo que puede hacer:' },
        options,
      ],
      text: `Su cuenta con ${account} tiene un saldo vencido de {{ loan.balance }}. Puede pagar, acordar un plan o decirnos si algo no es correcto: {{ collector.phone }}.`,
      call: 'Diga que hay {{ loan.balance }} vencidos con {{ loan.creditorName }}, y pregunte qué ayudaría: pagar, un plan, o revisar lo que no es correcto.',
    },
    loanOverdueSecondNotice: {
      subjectLine,
      blocks: [
        {
          say: `Le escribimos sobre su cuenta con ${account}, que sigue vencida. Si pagó en los últimos días, gracias, y no haga caso de este mensaje.`,
        },
        accountRows,
        { say: 'Todavía tiene todas estas opciones:' },
        options,
      ],
      text: `Su cuenta con ${account} sigue vencida: {{ loan.balance }}. ¿Ya pagó? Gracias. Si no, llame al {{ collector.phone }} para conocer sus opciones.`,
      call: 'Diga que el saldo con {{ loan.creditorName }} sigue siendo {{ loan.balance }}, y pregunte si llegó el aviso anterior y qué ayudaría.',
    },
    loanOverdueThirdNotice: {
      subjectLine,
      blocks: [
        {
          say: `El saldo de su cuenta con ${account} sigue abierto. Muchas personas lo pagan por partes: díganos un monto y un día que pueda cumplir, y veremos si es posible.`,
        },
        accountRows,
        options,
      ],
      text: `Puede pagar su cuenta con ${account} ({{ loan.balance }}) por partes. Díganos un monto y un día que le convengan: {{ collector.phone }}.`,
      call: 'Diga que hay {{ loan.balance }} abiertos con {{ loan.creditorName }}, ofrezca un plan por partes, y pregunte por un monto y un día que la persona pueda cumplir.',
    },
    loanOverdueFourthNotice: {
      subjectLine,
      blocks: [
        {
          say: `Todavía no tenemos noticias suyas sobre su cuenta con ${account}. Si el saldo no es correcto, o si no es suyo, díganoslo: lo revisaremos antes de volver a escribir.`,
        },
        accountRows,
        options,
      ],
      text: `No tenemos noticias suyas sobre su cuenta con ${account} ({{ loan.balance }}). Si no es correcta o no es suya, díganoslo: {{ collector.phone }}.`,
      call: 'Diga que hay {{ loan.balance }} abiertos con {{ loan.creditorName }}, y pregunte si algo no es correcto o no está claro.',
    },
    loanOverdueFifthNotice: {
      subjectLine,
      blocks: [
        {
          say: `Su cuenta con ${account} sigue vencida. Un plan puede empezar con un primer pago pequeño, y mientras se cumpla no enviamos estos mensajes.`,
        },
        accountRows,
        options,
      ],
      text: `Su cuenta con ${account} sigue vencida: {{ loan.balance }}. Un plan puede empezar con poco y detiene estos mensajes: {{ collector.phone }}.`,
      call: 'Diga que siguen abiertos {{ loan.balance }} con {{ loan.creditorName }}, y que un plan con un primer pago pequeño detendría nuestros mensajes.',
    },
    loanOverdueSixthNotice: {
      subjectLine,
      blocks: [
        {
          say: `Este es, por ahora, el último de nuestros mensajes regulares sobre su cuenta con ${account}. El saldo sigue abierto, y sus opciones también.`,
        },
        accountRows,
        options,
      ],
      text: `Último mensaje regular, por ahora, sobre su cuenta con ${account}. El saldo de {{ loan.balance }} sigue abierto, y sus opciones también: {{ collector.phone }}.`,
      call: 'Diga que esta es nuestra última llamada regular por ahora, que {{ loan.balance }} siguen abiertos con {{ loan.creditorName }}, y cuáles son las opciones.',
    },
  },
};
