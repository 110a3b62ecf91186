import { account, accountRows, subjectLine } from './spanish-parts.ts';
import type { Notices } from './wording.ts';

const reference = { rows: [['Nuestra referencia', '{{ loan.displayId }}']] } as const;
const noMore =
  'De ahora en adelante, nosotros o el acreedor le contactaremos sobre esto solo donde la ley lo prevé: para decirle que un recurso que nosotros o el acreedor usamos de ordinario se puede usar, o se va a usar.';

/** As in English. */
export const spanishAnswers: Notices<
  | 'substantiationInstructions'
  | 'disputeOfDebtAcknowledgement'
  | 'ceaseCommunicationAcknowledgement'
  | 'ceaseCommunicationRefuseToPay'
> = {
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
  disputeOfDebtAcknowledgement: {
    subjectLine,
    blocks: [
      { say: `Usted nos dijo que disputa la deuda de su cuenta con ${account}. Lo hemos anotado.` },
      { say: 'No cobramos lo que usted disputa hasta haberlo revisado y haberle respondido por escrito.' },
      accountRows,
      {
        say: 'No tiene que hacer nada más. Si tiene documentos que muestran qué no es correcto, puede enviarnos copias, a {{ collector.addressLine }} o a {{ collector.email }}, con nuestra referencia.',
      },
    ],
    text: `Hemos anotado que usted disputa la deuda de su cuenta con ${account} ({{ loan.balance }}). No cobramos lo que disputa hasta haberlo revisado y respondido por escrito.`,
  },
  ceaseCommunicationAcknowledgement: {
    subjectLine,
    blocks: [
      {
        say: 'Usted nos pidió que dejáramos de contactarle. Ponemos fin a nuestros intentos de comunicarnos con usted para {{ loan.creditorName }}.',
      },
      { say: noMore },
      reference,
      { say: 'Usted puede escribirnos o llamarnos cuando quiera.' },
    ],
    text: 'Usted nos pidió que dejáramos de contactarle. Ponemos fin a nuestros intentos de comunicarnos con usted para {{ loan.creditorName }}. Puede contactarnos cuando quiera.',
  },
  ceaseCommunicationRefuseToPay: {
    subjectLine,
    blocks: [
      {
        say: `Usted nos dijo que se niega a pagar su cuenta con ${account}. Ponemos fin a nuestros intentos de comunicarnos con usted.`,
      },
      { say: noMore },
      reference,
      { say: 'Usted puede escribirnos o llamarnos cuando quiera.' },
    ],
    text: `Usted nos dijo que se niega a pagar su cuenta con ${account}. Ponemos fin a nuestros intentos. Puede contactarnos cuando quiera.`,
  },
};
