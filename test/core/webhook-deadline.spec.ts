import { deadlineOfVersion } from '../../src/core/webhooks';

describe('the deadline that a webhook names for an alarm', () => {
  it.each([
    ['access.decision:2026-03-09', { procedure: 'access.decision', dueOn: '2026-03-09', dueAt: null }],
    [
      'access.urgent:2026-03-08T23:30:00.000Z',
      { procedure: 'access.urgent', dueOn: '2026-03-09', dueAt: '2026-03-08T23:30:00.000Z' },
    ],
    // Days inside the house are no deadline of the law: the message then names that of the case.
    ['directorate:2026-03-05', null],
    ['registration', null],
  ])('of the clock version %s', (version, deadline) => expect(deadlineOfVersion(version)).toEqual(deadline));
});
