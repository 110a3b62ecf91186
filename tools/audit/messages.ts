import { byKey, type Facts, type Violation } from './facts.ts';

/** Nothing twice, nothing without leave, nothing lost: a message, its interaction and its permit name each other. */
export function messages(facts: Facts): Violation[] {
  const { delivered, interactions, consumed, endedPermitIds } = facts;
  const interactionOf = new Map(interactions.map((each) => [each._id, each]));
  const filesOf = byKey(delivered, ({ interactionId }) => interactionId);
  const ended = new Set(endedPermitIds);
  const used = consumed.filter(({ permitId }) => !ended.has(permitId));
  const permitsOf = byKey(used, ({ interactionId }) => interactionId);

  const broken = delivered.flatMap(({ file, interactionId, channel, sha256 }): Violation[] => {
    const interaction = interactionOf.get(interactionId);
    if (!interaction) return [{ invariant: 'one interaction', what: `${file} was delivered and is no interaction` }];
    const permits = permitsOf.get(interactionId) ?? [];
    const found: Violation[] = [];
    if (permits.length !== 1)
      found.push({ invariant: 'one permit', what: `${file} was delivered on ${permits.length} consumed permits` });
    if (permits.some(({ permitId }) => permitId !== interaction.permitId))
      found.push({ invariant: 'one permit', what: `${interactionId} names another permit than it used` });
    if (interaction.channel !== channel || permits.some((permit) => permit.channel !== channel))
      found.push({ invariant: 'one permit', what: `${file} went out by another channel than was permitted` });
    if (interaction.direction !== 'outbound' || interaction.handOver !== 'accepted')
      found.push({ invariant: 'one interaction', what: `${interactionId} was delivered, and is stored as ${interaction.handOver}` }); // prettier-ignore
    if (interaction.messageHash !== sha256)
      found.push({ invariant: 'the exact message', what: `${file} is not what ${interactionId} says was handed over` });
    return found;
  });

  const twice = [...filesOf].filter(([, files]) => files.length > 1);
  const reused = [...byKey(consumed, ({ permitId }) => permitId)].filter(([, uses]) => uses.length > 1);
  const ofTouch = byKey(
    delivered.flatMap(({ interactionId }) => {
      const interaction = interactionOf.get(interactionId);
      return interaction?.touchId && interaction.status !== 'failed' ? [interaction] : [];
    }),
    ({ touchId }) => touchId ?? '',
  );
  const lost = interactions.filter(
    ({ _id, direction, handOver }) => direction === 'outbound' && handOver === 'accepted' && !filesOf.has(_id),
  );
  const unused = used.filter(({ interactionId }) => !filesOf.has(interactionId));
  const unsettled = interactions.filter(({ handOver }) => handOver === 'dispatching' || handOver === 'unknown');
  return [
    ...broken,
    ...twice.map(([id]) => ({ invariant: 'nothing twice', what: `${id} was delivered more than once` })),
    ...reused.map(([id]) => ({ invariant: 'one permit', what: `${id} was consumed more than once` })),
    ...[...ofTouch]
      .filter(([, all]) => all.length > 1)
      .map(([id, all]) => ({ invariant: 'nothing twice', what: `${id} was delivered as ${all.map(({ _id }) => _id).join(' and ')}` })), // prettier-ignore
    ...lost.map(({ _id }) => ({
      invariant: 'nothing lost',
      what: `${_id} counts as handed over, and no provider has it`,
    })),
    ...unused.map(({ permitId }) => ({
      invariant: 'nothing lost',
      what: `${permitId} was consumed, and nothing came of it`,
    })),
    ...unsettled.map(({ _id }) => ({ invariant: 'nothing lost', what: `nobody knows whether ${_id} was handed over` })),
    ...facts.guardCustomers
      .filter(({ inFlight }) => inFlight.length > 0)
      .map(({ _id }) => ({ invariant: 'nothing lost', what: `the guard still waits for a hand-over to ${_id}` })),
  ];
}
