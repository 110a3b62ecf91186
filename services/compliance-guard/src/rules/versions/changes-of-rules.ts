import type { Guard } from '../../start-guard.ts';

/** What tests do about versions of rules: one person proposes, another activates. */

type Agent = Guard['creditor'];
type Wish = { ruleId: string; creditorId: string | null; change: object | null };

export const proposes = (agent: Agent, { ruleId, ...wish }: Wish) =>
  agent.post(`/agency/v1/rules/${ruleId}/versions`).send({ ...wish, reason: 'counsel asked for it' });

export const activates = (agent: Agent, ruleId: string, version: number, effectiveAt?: string) =>
  agent
    .post(`/agency/v1/rules/${ruleId}/versions/${version}/activation`)
    .send({ reason: 'read and agreed to', ...(effectiveAt !== undefined && { effectiveAt }) });

export const withdraws = (agent: Agent, ruleId: string, version: number) =>
  agent.post(`/agency/v1/rules/${ruleId}/versions/${version}/withdrawal`).send({ reason: 'a mistake' });

/** The number of a version that was proposed. */
export async function proposed(agent: Agent, wish: Wish): Promise<number> {
  const { body } = await proposes(agent, wish).expect(201);
  return (body as { version: number }).version;
}
