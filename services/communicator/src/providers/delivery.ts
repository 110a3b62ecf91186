import { ConfigurationFault } from '@fairdue/config';
import type { CommunicatorDeps } from '../config.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { Form } from '../templates/built-in/layout.ts';
import { httpProvider } from './http-provider.ts';
import type { Provider } from './provider.ts';
import { smtpProvider } from './smtp-provider.ts';

/** The providers of this process, by the form of message they take. */
export type Delivery = { providers: Record<Form, Provider>; sandbox: Sandbox | undefined };

const started = new WeakMap<object, Promise<Delivery>>();

/** Started once per service, by whoever needs it first: jobs may run before everything else is up. */
export function deliveryOf(deps: CommunicatorDeps): Promise<Delivery> {
  const known = started.get(deps) ?? startDelivery(deps);
  started.set(deps, known);
  return known;
}

type Addresses = {
  SMTP_URL: string;
  MAIL_LOOKUP_URL: string | undefined;
  TEXT_PROVIDER_URL: string;
  LETTER_PROVIDER_URL: string;
  DIALER_PROVIDER_URL: string;
};

async function startDelivery({ config, log }: CommunicatorDeps): Promise<Delivery> {
  const sandbox = config.SANDBOX
    ? await startSandbox({
        dataFolder: config.DATA_DIR,
        httpPort: config.SANDBOX_HTTP_PORT,
        smtpPort: config.SANDBOX_SMTP_PORT,
        callBackUrl: config.SANDBOX_CALLBACK_URL ?? `${config.GATEWAY_URL}/callbacks/sandbox`,
        callBackSecret: config.CALLBACK_SECRET,
        onFault: (error) => log.error({ err: error }, 'the sandbox could not take a message'),
      })
    : undefined;
  const addresses = sandbox ? addressesOf(sandbox) : requireAddresses(config);
  const limits = { connectMs: config.PROVIDER_CONNECT_MS, answerMs: config.PROVIDER_ANSWER_MS };
  const http = { token: config.PROVIDER_TOKEN, ...limits };
  return {
    sandbox,
    providers: {
      email: smtpProvider({ url: addresses.SMTP_URL, lookUpUrl: addresses.MAIL_LOOKUP_URL, ...limits }),
      text: httpProvider({ name: 'text', channel: 'text', baseUrl: addresses.TEXT_PROVIDER_URL, ...http }),
      mail: httpProvider({ name: 'letter', channel: 'mail', baseUrl: addresses.LETTER_PROVIDER_URL, ...http }),
      voice: httpProvider({ name: 'dialer', channel: 'voice', baseUrl: addresses.DIALER_PROVIDER_URL, ...http }),
    },
  };
}

const addressesOf = ({ httpUrl, smtpUrl }: Sandbox): Addresses => ({
  SMTP_URL: smtpUrl,
  MAIL_LOOKUP_URL: `${httpUrl}/email/messages`,
  TEXT_PROVIDER_URL: `${httpUrl}/text`,
  LETTER_PROVIDER_URL: `${httpUrl}/mail`,
  DIALER_PROVIDER_URL: `${httpUrl}/voice`,
});

/** Real providers have to be named, all of them: a channel without one would fail when its first message is due. */
function requireAddresses(config: CommunicatorDeps['config']): Addresses {
  const { SMTP_URL, MAIL_LOOKUP_URL, TEXT_PROVIDER_URL, LETTER_PROVIDER_URL, DIALER_PROVIDER_URL } = config;
  if (SMTP_URL && TEXT_PROVIDER_URL && LETTER_PROVIDER_URL && DIALER_PROVIDER_URL)
    return { SMTP_URL, MAIL_LOOKUP_URL, TEXT_PROVIDER_URL, LETTER_PROVIDER_URL, DIALER_PROVIDER_URL };
  const missing = Object.entries({ SMTP_URL, TEXT_PROVIDER_URL, LETTER_PROVIDER_URL, DIALER_PROVIDER_URL });
  throw new ConfigurationFault(
    missing.filter(([, value]) => !value).map(([name]) => `${name}: needed where SANDBOX is false`),
  );
}
