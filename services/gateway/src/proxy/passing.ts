import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { safeHeaders } from '../safe-headers.ts';
import { answerHeaders } from './headers.ts';

type Controller = Dispatcher.DispatchController;

/** Larger ones gain nothing from being text. */
const plainBytesMax = 8_192;

/**
 * Head and body in one plain write, where `end(bytes)` has Node gather three pieces: the head, the bytes, and nothing to
 * end with. Latin1 has a character for each byte, so the bytes stay what they are.
 */
function answerWhole(res: ServerResponse, bytes: Buffer): void {
  if (bytes.length > plainBytesMax) return void res.end(bytes);
  const { socket } = res; // none while an earlier answer is on this connection
  socket?.cork();
  res.write(bytes.toString('latin1'), 'latin1');
  socket?.uncork();
  res.end();
}

/** One request under way to a service. Its answer goes to the client as it comes, no faster than the client takes it. */
export class Passing implements Dispatcher.DispatchHandler {
  /** Settled when the answer begins, or is known never to begin. */
  readonly begun: Promise<void>;
  readonly #res: ServerResponse;
  readonly #carried: OutgoingHttpHeaders;
  #begin!: () => void;
  #fail!: (error: Error) => void;
  #controller: Controller | undefined;
  #state: 'waiting' | 'begun' | 'over' = 'waiting';
  #length = NaN;

  /** `carried`: what every answer of ours carries, beside what the service says. */
  constructor(res: ServerResponse, carried: OutgoingHttpHeaders) {
    this.#res = res;
    this.#carried = carried;
    this.begun = new Promise((resolve, reject) => {
      this.#begin = resolve;
      this.#fail = reject;
    });
  }

  /** Ends it wherever it is, also in the queue for a connection. A client whose answer has begun loses its connection. */
  giveUp(): void {
    if (this.#state === 'over') return;
    const error = new Error('The request was given up.');
    this.onResponseError(this.#controller, error);
    this.#controller?.abort(error);
  }

  /** Ends an answer that would go on, where it stands: its reader comes back for the rest. */
  finish(): void {
    if (this.#state !== 'begun') return this.giveUp();
    this.#state = 'over';
    this.#controller?.abort(new Error('The answer was ended.'));
    this.#res.end();
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#state === 'over') controller.abort(new Error('The request was given up.'));
  }

  onResponseStart(_: Controller, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200 || this.#state !== 'waiting') return;
    this.#state = 'begun';
    this.#length = Number(headers['content-length']);
    this.#res.writeHead(status, answerHeaders(headers, this.#carried, safeHeaders));
    this.#begin();
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#res.destroyed || this.#state === 'over') return;
    if (chunk.length === this.#length) return answerWhole(this.#res, chunk);
    if (this.#res.write(chunk)) return;
    controller.pause();
    this.#res.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    if (this.#state === 'begun' && !this.#res.writableEnded) this.#res.end();
    this.#state = 'over';
  }

  onResponseError(_: Controller | undefined, error: Error): void {
    if (this.#state === 'begun') this.#res.destroy();
    this.#state = 'over';
    this.#fail(error);
  }
}
