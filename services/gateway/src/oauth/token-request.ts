import { z } from 'zod';
import { HttpFault } from '@fairdue/http';

/** The form as RFC 6749 4.4.2 has it. It is read by hand, for each fault has a code of its own there. */
export const TokenForm = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().exactOptional(),
  client_secret: z.string().exactOptional(),
  scope: z.string().exactOptional(),
});

/** What a client asks for at `/oauth/token`, and the secret it shows. Without an id the secret alone says who it is. */
export type TokenRequest = { clientId?: string; secret: string; scopes?: readonly string[] };

const invalidRequest = (detail: string): HttpFault => new HttpFault(400, 'invalid-request', detail);
export const invalidClient = (): HttpFault =>
  new HttpFault(401, 'invalid-client', 'The client is unknown, or its secret is wrong or revoked.');

/** RFC 6749 3.2: a parameter without a value counts as absent, and none may come twice. */
function parametersOf(body: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (parameters.has(name)) throw invalidRequest(`${name} came more than once.`);
    if (value !== '') parameters.set(name, value);
  }
  return parameters;
}

const formDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidClient();
  }
};

type Client = Pick<TokenRequest, 'clientId' | 'secret'>;

/** Both halves are form-encoded (RFC 6749 2.3.1). With a blank password the user name is the key, as on every path. */
function clientOfHeader(authorization: string): Client {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(authorization) ?? [];
  if (encoded === undefined) throw invalidClient();
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) throw invalidClient();
  const [user, password] = [formDecoded(text.slice(0, colon)), formDecoded(text.slice(colon + 1))];
  return password === '' ? { secret: user } : { clientId: user, secret: password };
}

function clientOf(authorization: string | undefined, parameters: ReadonlyMap<string, string>): Client {
  const [clientId, secret] = [parameters.get('client_id'), parameters.get('client_secret')];
  if (authorization !== undefined) {
    if (secret !== undefined) throw invalidRequest('A client may show its secret in one way only.');
    const client = clientOfHeader(authorization);
    if (clientId !== undefined && client.clientId !== undefined && clientId !== client.clientId) throw invalidClient();
    return clientId === undefined ? client : { ...client, clientId };
  }
  if (secret === undefined) throw invalidClient();
  return { secret, ...(clientId !== undefined && { clientId }) };
}

const scopeForm = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Parses a request of the client credentials grant (RFC 6749 4.4.2). */
export function readTokenRequest(authorization: string | undefined, body: string): TokenRequest {
  const parameters = parametersOf(body);
  const grant = parameters.get('grant_type');
  if (grant === undefined) throw invalidRequest('grant_type is required.');
  const client = clientOf(authorization, parameters);
  if (grant !== 'client_credentials')
    throw new HttpFault(400, 'unsupported-grant-type', 'Only client_credentials is granted here.');
  const scope = parameters.get('scope');
  if (scope === undefined) return client;
  const scopes = [...new Set(scope.split(' ').filter((each) => each !== ''))];
  if (scopes.length === 0 || !scopes.every((each) => scopeForm.test(each))) throw invalidScope();
  return { ...client, scopes };
}

export const invalidScope = (): HttpFault =>
  new HttpFault(400, 'invalid-scope', 'A scope is unknown, or this client does not hold it.');
