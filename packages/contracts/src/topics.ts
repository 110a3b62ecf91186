/** Each topic has one publisher and is keyed so that one customer's (or creditor's) facts stay in order. */
export const topics = {
  'creditor.creditors': { publisher: 'creditor', key: 'creditorId' },
  'recover.customers': { publisher: 'recover', key: 'customerId' },
  'compliance-guard.decisions': { publisher: 'compliance-guard', key: 'customerId' },
  'communicator.interactions': { publisher: 'communicator', key: 'customerId' },
  'campaign.campaigns': { publisher: 'campaign', key: 'customerId' },
} as const;

export type TopicName = keyof typeof topics;
export const topicNames = Object.keys(topics) as TopicName[];
