import { InteractionStatus } from '@fairdue/contracts';
import { detailNames, details, mayBecome, misfit } from './status-matrix.ts';

test('there are the 33 details of the wire, each beside its statuses and no other', () => {
  expect(detailNames).toHaveLength(33);
  for (const detail of detailNames)
    for (const status of InteractionStatus.options) {
      const { channel, directions, statuses } = details[detail];
      const told = {
        channel: channel === 'any' ? ('text' as const) : channel,
        direction: directions[0] ?? 'outbound',
        status,
        statusDetails: detail,
        agentOutcome: null,
      };

      expect(misfit(told) === undefined).toBe((statuses as readonly string[]).includes(status));
    }
});

test('a detail of another channel or direction does not fit', () => {
  const told = { channel: 'email', direction: 'outbound', status: 'attempted', statusDetails: null } as const;

  expect(misfit({ ...told, agentOutcome: 'voiceConnected' })).toMatchObject({ field: 'agentOutcome' });
  expect(misfit({ ...told, channel: 'voice', agentOutcome: 'voiceReceivedOutsideOpenHours' })).toMatchObject({
    detail: 'voiceReceivedOutsideOpenHours requires direction=inbound',
  });
});

test('failed and canceled are final', () => {
  for (const to of InteractionStatus.options) {
    expect(mayBecome('failed', to)).toBe(to === 'failed');
    expect(mayBecome('canceled', to)).toBe(to === 'canceled');
  }
});
