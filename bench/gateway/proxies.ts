import { Agent, createServer, request } from 'node:http';
import { listening } from './listening.ts';

export type Upstreams = { serviceUrl: string; creditorUrl: string };

/** Each starts a proxy before the service and answers where it listens. Modules come late: a process loads its own only. */
type Start = (upstreams: Upstreams) => Promise<string>;

/** As its README shows it. */
const middleware =
  (keepAlive: boolean): Start =>
  async ({ serviceUrl }) => {
    const { default: express } = await import('express');
    const { createProxyMiddleware } = await import('http-proxy-middleware');
    const agent = keepAlive ? { agent: new Agent({ keepAlive }) } : {};
    const app = express().use(createProxyMiddleware({ target: serviceUrl, changeOrigin: true, ...agent }));
    return listening(createServer(app));
  };

const httpProxy: Start = async ({ serviceUrl }) => {
  const { default: proxies } = await import('http-proxy');
  const proxy = proxies.createProxyServer({ target: serviceUrl, agent: new Agent({ keepAlive: true }) });
  return listening(createServer((req, res) => proxy.web(req, res)));
};

const fastifyProxy: Start = async ({ serviceUrl }) => {
  const { default: fastify } = await import('fastify');
  const { default: proxy } = await import('@fastify/http-proxy');
  return fastify().register(proxy, { upstream: serviceUrl }).listen({ port: 0, host: '127.0.0.1' });
};

const bare: Start = ({ serviceUrl }) => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(serviceUrl);
  return listening(
    createServer((req, res) => {
      const { method, url, headers } = req;
      const sent = request({ hostname, port, method, path: url, headers, agent }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      });
      sent.once('error', () => res.destroy());
      req.pipe(sent);
    }),
  );
};

export const proxies = {
  'http-proxy-middleware': middleware(false),
  'http-proxy-middleware, keep-alive': middleware(true),
  'http-proxy, keep-alive': httpProxy,
  '@fastify/http-proxy': fastifyProxy,
  'bare Node proxy, keep-alive': bare,
} satisfies Record<string, Start>;

export type ProxyName = keyof typeof proxies;
