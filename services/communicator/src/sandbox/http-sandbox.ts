import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import { takeMessage, type Desk } from './desk.ts';
import { Behaviour, type SandboxChannel } from './scripts.ts';

const Channel = z.enum(['email', 'text', 'mail', 'voice']);
/** `pdf`: the pages of a letter, in base64. */
const Posted = z.looseObject({
  key: z.string(),
  to: z.union([z.string(), z.array(z.string())]),
  pdf: z.base64().nullish(),
});
const Script = z.strictObject({ recipient: z.string(), behaviour: Behaviour });

/** A provider of texts, letters and calls, and the place where all of the sandbox is asked and scripted. */
export async function startHttpSandbox(desk: Desk, port: number, onFault: (error: unknown) => void): Promise<Server> {
  const app = express()
    .use(express.raw({ type: () => true, limit: '10mb' }))
    .get('/:channel/messages/:key', async (req, res) => {
      const channel = Channel.parse(req.params.channel);
      const { key } = req.params;
      const isDelivered = await desk.delivered.has(channel, key);
      const known = isDelivered || (channel === 'voice' && (await desk.dialer.has(key)));
      res
        .status(known ? 200 : 404)
        .json(known ? { id: key, ...(channel === 'voice' && { dialled: isDelivered }) } : {});
    })
    .post('/voice/messages/:key/turn', async (req, res) => {
      res.status((await desk.dialer.next(req.params.key)) ? 200 : 404).json({});
    })
    .delete('/voice/messages/:key', async (req, res) => {
      res.status((await desk.dialer.drop(req.params.key)) ? 200 : 404).json({});
    })
    .post('/:channel/messages', (req, res, next) => {
      takeOver(desk, Channel.parse(req.params['channel']), req, res).catch(next);
    })
    .put('/scripts', (req, res) => {
      const { recipient, behaviour } = Script.parse(JSON.parse((req.body as Buffer).toString('utf8')));
      desk.scripts.set(recipient, behaviour);
      res.json({ recipient, behaviour });
    })
    .use((error: unknown, _req: Request, res: Response, _next: unknown) => {
      onFault(error);
      res.status(500).json({});
    });
  const server = createServer(app).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function takeOver(desk: Desk, channel: SandboxChannel, req: Request, res: Response): Promise<void> {
  const bytes = req.body as Buffer;
  const { key, to, pdf } = Posted.parse(JSON.parse(bytes.toString('utf8')));
  const answer = await takeMessage(desk, channel, key, Array.isArray(to) ? to.join('\n') : to, bytes);
  if (pdf && answer !== 'refused' && (await desk.delivered.has(channel, key)))
    await desk.letters.write(key, Buffer.from(pdf, 'base64'));
  if (answer === 'accepted') res.status(202).json({ id: key });
  if (answer === 'refused') res.status(422).json({ error: 'refused' });
}
