import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type Sent = {
  resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: { spans: WireSpan[] }[];
  }[];
};
type WireSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  attributes: { key: string; value: Value }[];
  links: { traceId: string }[];
};

/** A span as it came: `service` without the platform's name, times as the sender's clock has them. */
export type SeenSpan = Pick<WireSpan, 'traceId' | 'spanId' | 'parentSpanId' | 'name'> & {
  service: string;
  startedAt: bigint;
  facts: Record<string, string>;
  links: string[];
};

const factsOf = (attributes: WireSpan['attributes']): Record<string, string> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue ?? value.boolValue)]),
  );

/** Takes traces by OTLP/HTTP as JSON, and keeps them. */
export async function aCollector() {
  const spans: SeenSpan[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sent;
      for (const { resource, scopeSpans } of resourceSpans)
        for (const span of scopeSpans.flatMap((scope) => scope.spans))
          spans.push({
            ...span,
            service: factsOf(resource.attributes)['service.name']?.replace('fairdue-', '') ?? '',
            startedAt: BigInt(span.startTimeUnixNano),
            facts: factsOf(span.attributes),
            links: span.links.map(({ traceId }) => traceId),
          });
      res.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
