import { Channel, InteractionStatus } from '@fairdue/contracts';
import { detailNames, mayBecome, misfit, type Detail, type Told } from './status-matrix.ts';

/** Section 7.1 of the wire, line by line: detail, channel, directions, statuses. */
const rows = `
voiceSpokeWithFirstParty            voice both attempted,succeeded
voiceSpokeWithThirdParty            voice both attempted,succeeded
voiceLeftVoicemailFirstParty        voice out  attempted,succeeded
voiceLeftVoicemailThirdParty        voice out  attempted,succeeded
voiceLeftVoicemail                  voice out  attempted,succeeded
voiceLineBusyNoRing                 voice out  failed
voiceReachedVoicemailNoMessageLeft  voice out  attempted
voiceRangNoPickup                   voice out  attempted
voicePickedHungUp                   voice out  attempted
voiceFailedToInitiate               voice out  failed
voiceNumberDisconnected             voice out  failed
voiceReceivedOutsideOpenHours       voice in   attempted
voiceUnexpectedDisconnect           voice both attempted
voiceDisconnectedWhileQueuedOnHold  voice in   attempted
voiceReceivedNoAgentsAvailable      voice in   failed
voiceLenderDisabledInboundCalls     voice in   failed
voiceConnected                      voice both attempted
emailSent                           email out  attempted
emailDelivered                      email out  succeeded
emailBounced                        email out  failed
emailOpened                         email out  succeeded
emailDropped                        email out  failed
emailFailedToSend                   email out  failed
emailReportedAsSpam                 email out  attempted
mailFailedToCreate                  mail  out  failed
mailSent                            mail  out  attempted
mailReturnedToSender                mail  out  failed
mailDeleted                         mail  out  canceled,failed
chatPosted                          chat  both attempted
chatRead                            chat  both succeeded
chatBorrowerInactivity              chat  both attempted,succeeded
blockedByComplianceGuard            any   out  failed
invalidContact                      any   out  failed`
  .trim()
  .split('\n')
  .map((line) => {
    const [detail = '', channel = '', direction = '', statuses = ''] = line.split(/\s+/);
    const directions = { both: ['outbound', 'inbound'], out: ['outbound'], in: ['inbound'] }[direction] ?? [];
    return { detail: detail as Detail, channel, directions, statuses: statuses.split(',') };
  });

test('there are the 33 details of the wire and no other', () => {
  expect(detailNames.toSorted()).toEqual(rows.map(({ detail }) => detail).toSorted());
  expect(detailNames).toHaveLength(33);
});

test.each(rows)('$detail stands on its channel, in its direction, beside its statuses, and nowhere else', (row) => {
  const { detail, channel: own, directions, statuses } = row;
  for (const channel of Channel.options)
    for (const direction of ['outbound', 'inbound'] as const)
      for (const status of InteractionStatus.options)
        for (const field of ['statusDetails', 'agentOutcome'] as const) {
          const told: Told = { channel, direction, status, statusDetails: null, agentOutcome: null, [field]: detail };
          const fits =
            (own === 'any' || own === channel) && directions.includes(direction) && statuses.includes(status);

          expect([told, misfit(told)?.field]).toEqual([told, fits ? undefined : field]);
        }
});

test('no detail stands beside what has no result yet, and none is needed anywhere', () => {
  expect(rows.filter(({ statuses }) => statuses.includes('scheduled') || statuses.includes('inProgress'))).toEqual([]);
  for (const channel of Channel.options)
    for (const status of InteractionStatus.options)
      expect(
        misfit({ channel, direction: 'outbound', status, statusDetails: null, agentOutcome: null }),
      ).toBeUndefined();
});

test('what contradicts is told with what it would need', () => {
  const told = { channel: 'email', direction: 'outbound', status: 'attempted', statusDetails: null } as const;

  expect(misfit({ ...told, agentOutcome: 'voiceConnected' })).toMatchObject({ detail: 'voiceConnected requires channel=voice' }); // prettier-ignore
  expect(misfit({ ...told, channel: 'voice', agentOutcome: 'voiceReceivedOutsideOpenHours' })).toMatchObject({
    detail: 'voiceReceivedOutsideOpenHours requires direction=inbound',
  });
  expect(misfit({ ...told, status: 'failed', agentOutcome: 'emailSent' })).toMatchObject({ detail: 'emailSent requires status=attempted' }); // prettier-ignore
});

/** The changes of section 7, and no other. */
const changes: Record<InteractionStatus, readonly InteractionStatus[]> = {
  scheduled: ['inProgress', 'attempted', 'failed', 'canceled'],
  inProgress: ['attempted', 'succeeded', 'failed'],
  attempted: ['succeeded', 'failed'],
  succeeded: ['attempted', 'failed'],
  failed: [],
  canceled: [],
};

test.each(InteractionStatus.options)('%s becomes what it may, and nothing else', (from) => {
  for (const to of InteractionStatus.options)
    expect([to, mayBecome(from, to)]).toEqual([to, from === to || changes[from].includes(to)]);
});
