import { createServer, type RequestListener } from 'node:http';
import { listening } from './listening.ts';

/* The service behind every proxy: 260 bytes of JSON to whatever is asked. And the creditor service, as the gateway asks it. */
const answer = JSON.stringify({ text: 'x'.repeat(260 - '{"text":""}'.length) });
const [creditorId = 'CR-1-1'] = process.argv.slice(2);
const account = JSON.stringify({
  accountId: 'AC-1-1',
  apiKeyId: 'KE-1-1',
  permissions: ['*'],
  creditors: [{ creditorId }],
});

const service: RequestListener = (req, res) => {
  req.resume();
  res
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length })
    .end(answer);
};

const creditor: RequestListener = async (req, res) => {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  if (req.url === '/internal/credentials') return void res.end(account);
  const { portion } = JSON.parse(body) as { portion: number };
  res.end(JSON.stringify({ granted: portion, total: portion, endsInMs: 60_000 }));
};

const [serviceUrl, creditorUrl] = [
  await listening(createServer({ keepAliveTimeout: 60_000 }, service)),
  await listening(createServer({ keepAliveTimeout: 60_000 }, creditor)),
];
process.send?.({ serviceUrl, creditorUrl });
