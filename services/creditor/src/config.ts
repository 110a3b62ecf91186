import { z } from 'zod';

export const creditorConfig = z.object({
  BOOTSTRAP_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{24,200}$/, 'an API key has 24 to 200 characters of A-Z a-z 0-9 _ -')
    .optional()
    .describe('API key of the account made at the first start. Without it one is generated and shown once.'),
});
