import { localDate } from '../../src/core/law';
import { AlarmRow, Outbox, OutboxRow, Transactions } from '../../src/records';
import type { TestApp } from '../support/app';

/** A message that was given up, an alarm that was set aside, and messages and an alarm that wait. Gives the ids of the two. */
export async function failedJobs(app: TestApp, caseId: string): Promise<{ message: string; alarm: string }> {
  const { institution, officials } = app.seed;
  const message = {
    institutionId: institution.id,
    caseId,
    kind: 'unassigned',
    recipient: 'zyra.per.qasje.ne.dokumente.publike@komuna-shembull.example.org',
    language: 'sq' as const,
    facts: {},
  };
  const [failed = '', waiting = '', undeliverable = ''] = await app
    .get(Transactions)
    .run((tx) => app.get(Outbox).add(tx, app.clock.now(), [message, message, { ...message, caseId: null }]));
  const { manager } = app.source;
  const problem =
    '550 5.1.1 <zyra.per.qasje.ne.dokumente.publike@komuna-shembull.example.org>: Recipient address rejected';
  await manager.update(OutboxRow, { id: failed }, { state: 'failed', failure: 'refused', attempts: 1, problem });
  await manager.update(
    OutboxRow,
    { id: undeliverable },
    { state: 'failed', kind: 'of-a-newer-version', failure: 'not-composed', attempts: 5, problem: 'Template missing' },
  );
  await manager.update(OutboxRow, { id: waiting }, { attempts: 2, problem: '451 Greylisted, try again later' });
  const alarm = {
    institutionId: institution.id,
    caseId,
    clockVersion: 'v',
    recipientKey: officials.zyrtar.id,
    dueOn: localDate('2026-03-30'),
    createdAt: app.clock.now(),
    tryAt: null,
  };
  const id = caseId.replace(/^.{8}/, 'a1a4a1a4');
  const said = "TypeError: Cannot read properties of undefined (reading 'dueOn')";
  await manager.insert(AlarmRow, [
    {
      ...alarm,
      id,
      rung: 'escalation-1',
      state: 'set-aside',
      settledAt: app.clock.now(),
      tries: 5,
      failure: 'failing',
      problem: said,
    },
    {
      ...alarm,
      id: caseId.replace(/^.{8}/, 'b1a4b1a4'),
      rung: 'reminder-3',
      state: 'planned',
      settledAt: null,
      tries: 0,
      failure: null,
      problem: null,
    },
  ]);
  return { message: failed, alarm: id };
}
