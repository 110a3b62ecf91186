import type { Operations } from '@fairdue/sdk';

/** What the platform answers, as its own description says it. */
export type AnswerTo<Id extends keyof Operations> = Operations[Id]['answer'];
export type Item<Id extends keyof Operations> = AnswerTo<Id> extends { items: readonly (infer Each)[] } ? Each : never;
export type Items<T> = { items: readonly T[]; next: string | null };
