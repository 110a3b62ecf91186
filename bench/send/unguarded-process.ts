import { createTransport } from 'nodemailer';
import nunjucks from 'nunjucks';
import { messageContext } from '../../services/communicator/src/templates/message-context.ts';
import { systemTemplates } from '../../services/communicator/src/templates/system-templates.ts';
import { addressOf, creditor, creditorId, morning, personOf, subject } from './list.ts';

/*
 * A loop that asks nobody and stores nothing: templates compiled before, nodemailer's pool with as many connections as the
 * communicator has. Asked for `from to`, it sends to those of the list, and answers its processor time (ms).
 */
const [smtpUrl = '', connections = '32'] = process.argv.slice(2);
const source = systemTemplates.find(
  (each) => each.subject === subject && each.channel === 'email' && each.language === 'en',
);
if (!source) throw new Error(`There is no ${subject}.`);
const compile = (words: string | null, autoescape: boolean) =>
  new nunjucks.Template(words ?? '', new nunjucks.Environment(null, { autoescape }), undefined, true);
const line = compile(source.subjectLineTemplate, false);
const text = compile(source.contentTextTemplate, false);
const page = compile(source.contentHtmlTemplate, true);
const transport = createTransport({
  url: smtpUrl,
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Number.MAX_SAFE_INTEGER,
});

async function sendTo(n: number): Promise<void> {
  const { customer, debt } = personOf(n);
  const context = messageContext({
    ...{ creditor, customer, contact: customer.contacts[0], debt },
    ...{ tone: 'neutral', language: 'en', now: new Date(morning) },
  });
  await transport.sendMail({
    messageId: `<${creditorId}.${n}@bench.example>`,
    from: { name: creditor.sender.companyName, address: creditor.sender.email },
    to: { name: `${customer.name.first} ${customer.name.last}`, address: addressOf(n) },
    subject: line.render(context),
    text: text.render(context),
    html: page.render(context),
  });
}

process.on('message', async (asked: string) => {
  const [from = 0, to = 0] = asked.split(' ').map(Number);
  const before = process.cpuUsage();
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) await sendTo(next++);
  };
  await Promise.all(Array.from({ length: Number(connections) * 2 }, worker));
  const { user, system } = process.cpuUsage(before);
  process.send?.((user + system) / 1_000);
});
process.send?.('ready');
