import { eventDefinitions, topics } from './index.ts';

test.each([...eventDefinitions.values()])(
  '$type is named after its topic’s publisher, versioned, and says whose it is',
  (definition) => {
    const { publisher, key } = topics[definition.topic];

    expect(definition.type).toMatch(new RegExp(`^${publisher}\\.[a-z-]+\\.v[1-9]$`));
    expect(Object.keys(definition.data.shape)).toEqual(expect.arrayContaining(['creditorId', key]));
    expect(definition.keyOf({ [key]: 'BO-1-1' })).toBe('BO-1-1');
  },
);
