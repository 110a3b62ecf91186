import type { z } from 'zod';

/** One request as a client writes it, and the status it is answered with. A test sends it. */
export type OperationExample = {
  /** What must stand first, by the name the service's fixtures know ("a placed debt"): it gives the path's parameters and may complete the body. */
  given?: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
  status: number;
};

/** What a client may ask of one route: the very schemas that parse its request and describe its answers. */
export type Operation = {
  /** Unique in the whole description: `recordPayment`. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As the gateway serves it, parameters in braces: `/api/v1/customers/{customerId}/debts/`. */
  path: string;
  /** One sentence. */
  summary: string;
  description?: string;
  tag: string;
  query?: z.ZodObject;
  /** Headers beyond those of the family. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of the body; JSON unless said. */
  bodyType?: string;
  /** Successes by status. Strings are the media types of an answer that is not JSON; `null` an answer without a body. */
  answers: Record<number, z.ZodType | string | readonly string[] | null>;
  /** Statuses answered in the family's error body, beside those every route of the family can give. */
  refusals: readonly number[];
  /** Statuses that may also be answered with an HTML page. */
  refusalPages?: readonly number[];
  /** `recover.payments:write`. */
  permission?: string;
  /** False where no credential is asked for. */
  credential?: false;
  example: OperationExample;
};
