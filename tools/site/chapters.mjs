/** The pages of the site in the order in which they are shown. A page of docs/ that is not named comes under “More”. */
export const chapters = {
  Begin: ['quick-start', 'by-hand', 'glossary'],
  'How to': [
      'how-to/place-a-portfolio',
      'how-to/start-a-campaign',
      'how-to/take-payments',
      'how-to/honour-an-opt-out',
      'how-to/answer-a-dispute',
      'how-to/prove-a-contact',
      'how-to/import-history',
      'how-to/consume-events',
      'how-to/receive-webhooks',
      'how-to/rotate-keys',
    ],
  'Reference': ['errors', 'events/README', 'configuration', 'facts', 'campaigns', 'webhooks', 'imports', 'evidence', 'letters', 'providers'],
  'Security': ['security', 'threat-model', 'asvs'],
  'Run it': ['deploy', 'upgrades', 'backup', 'retention', 'doctor', 'scaling', 'console'],
}; // prettier-ignore
