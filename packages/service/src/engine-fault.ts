type Thrown = {
  name?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  originalError?: unknown;
  reason?: { servers?: Map<string, { error: unknown }> };
};

/** An error with what lies behind it: kafkajs and the driver of MongoDB each wrap in a way of their own. */
function layers(error: unknown): Thrown[] {
  const found: Thrown[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && !found.includes(next)) {
    const thrown: Thrown = next;
    found.push(thrown);
    const ofServer = [...(thrown.reason?.servers?.values() ?? [])].map((server) => server.error).find(Boolean);
    next = thrown.cause ?? thrown.originalError ?? ofServer;
  }
  return found;
}

const certificate =
  /certificate|self-signed|self signed|altnames|tlsv1|ssl3|handshake|disconnected before secure TLS|wrong version number/i;

/** What keeps a process from its engines, in words for who runs it; undefined when it is something else. */
export function engineFault(error: unknown): string | undefined {
  const all = layers(error);
  const names = all.map(({ name }) => String(name));
  const engine = names.some((name) => name.startsWith('KafkaJS'))
    ? { name: 'Kafka', settings: 'KAFKA_', signIn: 'KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD, KAFKA_SASL_MECHANISM' }
    : names.some((name) => name.startsWith('Mongo'))
      ? { name: 'MongoDB', settings: 'MONGODB_', signIn: 'MONGODB_URL, MONGODB_USERNAME, MONGODB_PASSWORD' }
      : undefined;
  if (engine === undefined) return undefined;
  const said = all.map(({ message }) => String(message));
  const last = said.at(-1) ?? '';
  if (names.includes('KafkaJSSASLAuthenticationError') || all.some(({ code }) => code === 18))
    return `${engine.name} does not know this user name or password (${last}): see ${engine.signIn}.`;
  if (all.some(({ code }) => code === 13))
    return `${engine.name} knows the user and does not allow what is needed (${last}): give it the rights of docs/deploy.md.`;
  const untrusted = said.find((words) => certificate.test(words));
  if (untrusted !== undefined)
    return `${engine.name} cannot be spoken to over TLS (${untrusted}): see ${engine.settings}TLS_CA_FILE and what it vouches for.`;
  return `${engine.name} does not answer (${last}): see its address and ${engine.settings}… in docs/configuration.md.`;
}
