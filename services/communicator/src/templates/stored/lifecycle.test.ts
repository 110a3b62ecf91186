import { newDescriptor, type Descriptor } from './descriptor.ts';
import { activate, deactivate, removed, saved } from './lifecycle.ts';
import { changeVersion, missingFor, newVersion, type Sources, type Version, type VersionStatus } from './version.ts';

const now = new Date('2026-11-22T09:00:00Z');
const later = new Date('2026-11-22T10:00:00Z');
const none: Sources = { subjectLineTemplate: null, contentTextTemplate: null, contentHtmlTemplate: null };
const whole: Sources = { subjectLineTemplate: 'S', contentTextTemplate: 'T', contentHtmlTemplate: '<p>H</p>' };

const descriptor = (over: Partial<Descriptor> = {}): Descriptor => ({
  ...newDescriptor(
    'TD-1-A',
    'CR-1-A',
    {
      subject: 'paymentFailed',
      channel: 'email',
      language: 'en',
      productId: null,
      tone: null,
      sensitive: false,
      enabled: true,
      name: null,
    },
    now,
  ),
  ...over,
});
const version = (_id: string, status: VersionStatus, sources = whole): Version =>
  newVersion({ _id, creditorId: 'CR-1-A', descriptorId: 'TD-1-A' }, { ...sources, status }, now);
const live = (of: Version): Descriptor => descriptor({ activeVersionId: of._id, activeRevision: of.revision });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each(['draft', 'deployed', 'deprecated'] as const)('a %s version can go live, and is deployed then', (status) => {
  const after = activate(descriptor(), version('TV-1-A', status), undefined, later);

  expect(after.descriptor).toMatchObject({ activeVersionId: 'TV-1-A', activeRevision: 1, revision: 2 });
  expect(after.versions).toMatchObject([{ _id: 'TV-1-A', status: 'deployed' }]);
});

test('the version that was live is deprecated by the one that follows it', () => {
  const former = version('TV-1-A', 'deployed');

  const after = activate(live(former), version('TV-1-B', 'draft'), former, later);

  expect(after.descriptor.activeVersionId).toBe('TV-1-B');
  expect(after.versions.map(({ _id, status }) => [_id, status])).toEqual([
    ['TV-1-B', 'deployed'],
    ['TV-1-A', 'deprecated'],
  ]);
});

test('activating what is live changes nothing', () => {
  const own = version('TV-1-A', 'deployed');
  const before = live(own);

  expect(activate(before, own, own, later)).toEqual({ descriptor: before, versions: [] });
});

test('activation leaves a switched-off message off', () => {
  expect(
    activate(descriptor({ enabled: false }), version('TV-1-A', 'draft'), undefined, later).descriptor.enabled,
  ).toBe(false);
});

test('a message taken out of service has no live version', () => {
  const former = version('TV-1-A', 'deployed');

  const after = deactivate(live(former), former, later);

  expect(after.descriptor).toMatchObject({ activeVersionId: null, activeRevision: null });
  expect(after.versions).toMatchObject([{ status: 'deprecated' }]);
  expect(deactivate(after.descriptor, undefined, later)).toEqual({ descriptor: after.descriptor, versions: [] });
});

test('a live version is not deleted; another one is', () => {
  const own = version('TV-1-A', 'deployed');

  expect(codeOf(() => removed(live(own), own, later))).toBe('version-is-active');
  expect(removed(live(own), version('TV-1-B', 'deployed'), later).deletedAt).toBe(later);
});

test.each<[VersionStatus, string]>([
  ['deployed', 'done'],
  ['draft', 'version-is-live'],
  ['deprecated', 'version-is-live'],
])('a live version set to %s: %s', (status, expected) => {
  const own = version('TV-1-A', 'deployed');
  const changed = changeVersion(own, { status, contentTextTemplate: 'New' }, later);

  expect(codeOf(() => saved(live(own), changed, later))).toBe(expected);
  expect(codeOf(() => saved(descriptor(), changed, later))).toBe('done');
});

test('a save of the live version is the next revision, which is what is sent from then on', () => {
  const own = version('TV-1-A', 'deployed');

  const changed = changeVersion(own, { contentTextTemplate: 'New' }, later);

  expect(changed).toMatchObject({ revision: 2, contentTextTemplate: 'New', subjectLineTemplate: 'S' });
  expect(changed.contentSha256).not.toBe(own.contentSha256);
  expect(saved(live(own), changed, later).activeRevision).toBe(2);
});

test('a change that changes nothing is no save', () => {
  const own = version('TV-1-A', 'draft');

  expect(changeVersion(own, { status: 'draft', contentTextTemplate: undefined }, later)).toBe(own);
});

test('a live version cannot be emptied', () => {
  const own = version('TV-1-A', 'deployed');

  expect(codeOf(() => saved(live(own), changeVersion(own, { subjectLineTemplate: null }, later), later))).toBe(
    'template-incomplete',
  );
});

const subject = { ...none, subjectLineTemplate: 'S' };
const text = { ...none, contentTextTemplate: 'T' };
const html = { ...none, contentHtmlTemplate: 'H' };
test.each<[Descriptor['channel'], Sources, (keyof Sources)[]]>([
  ['email', none, ['subjectLineTemplate', 'contentTextTemplate']],
  ['email', subject, ['contentTextTemplate']],
  ['email', text, ['subjectLineTemplate']],
  ['email', { ...subject, ...{ contentTextTemplate: 'T' } }, []],
  ['email', { ...subject, ...{ contentHtmlTemplate: 'H' } }, []],
  ['email', { ...subject, ...{ contentHtmlTemplate: '  ' } }, ['contentTextTemplate']],
  ...(['text', 'chat', 'voice'] as const).flatMap((channel): [typeof channel, Sources, (keyof Sources)[]][] => [
    [channel, text, []],
    [channel, { ...subject, contentHtmlTemplate: 'H' }, ['contentTextTemplate']],
  ]),
  ...(['mail', 'document', 'gui', 'fax'] as const).flatMap(
    (channel): [typeof channel, Sources, (keyof Sources)[]][] => [
      [channel, text, []],
      [channel, html, []],
      [channel, subject, ['contentHtmlTemplate']],
    ],
  ),
])('a live version of %s with %j lacks %j', (channel, sources, missing) => {
  expect(missingFor(channel, sources)).toEqual(missing);
});
