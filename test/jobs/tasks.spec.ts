import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import { AlarmTeller } from '../../src/features/alarms/alarm-teller';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { Absences, Heartbeats, Tasks } from '../../src/records';
import { DATABASES } from '../support/databases';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

/** A request of Monday 2 March, extended to Tuesday the 17th; documents asked for on Friday the 6th, due on Thursday the 12th. */
describe.each(DATABASES)('the reminders of a request to a directorate on %s', (database) => {
  let house: JobHouse;
  let worker: Awaited<ReturnType<JobHouse['worker']>>;

  beforeEach(async () => {
    house = await startJobHouse({ database, env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
    const looked = async () => (await worker.get(Heartbeats).last(house.transactions.reader, 'sweep')) !== null;
    await until('the worker has looked', looked);
  });
  afterEach(() => house.close());

  const at = (day: string, time: string): void => void house.clock.set(`2026-03-${day}T${time}:00+01:00`);
  const sweepAt = async (day: string, time: string): Promise<void> => {
    at(day, time);
    for (let i = 0; i < 2; i += 1) {
      await worker.get(SweepService).run();
      await until('every alarm is told and every message sent', async () => {
        const open = (await house.alarms()).some((one) => one.state === 'planned');
        return !open && !(await house.outbox()).some((one) => one.state !== 'sent');
      });
    }
  };
  const mailsTo = (address: string) => house.smtp.to(address);
  const about = (address: string, words: string) => mailsTo(address).filter(({ text = '' }) => text.includes(words));

  async function asked(directorate: 'urbanism' | 'budget' = 'urbanism') {
    at('02', '09:00');
    const row = await house.file();
    const today = localDate('2026-03-06');
    const { officials, directorates } = house.seed;
    await house.happen(
      row,
      { type: 'assigned', occurredOn: localDate('2026-03-02'), assigneeId: officials.zyrtar.id, directorateId: null },
      { type: 'extended', occurredOn: localDate('2026-03-05'), ground: 'several-documents', letterId: null },
    );
    at('06', '10:00');
    const taskId = randomUUID();
    const directorateId = directorates[directorate].id;
    await house.transactions.run((tx) =>
      worker.get(Tasks).add(tx, [
        {
          ...{ id: taskId, institutionId: row.institutionId, caseId: row.id, directorateId, assigneeId: null },
          ...{ state: 'open', text: 'Lejet e vitit 2025', answer: null, fileIds: [], answerFileIds: [] },
          ...{
            askedBy: officials.zyrtar.id,
            askedAt: house.clock.now(),
            dueOn: today,
            settledBy: null,
            settledAt: null,
          },
        },
      ]),
    );
    const askedAt = house.clock.now().toISOString();
    await house.happen(row, { type: 'task-asked', occurredOn: today, taskId, directorateId, by: null, askedAt });
    return { row, taskId, directorateId };
  }
  const SOON = 'përgjigjja e drejtorisë pritet deri më 12 mars 2026';
  const OVER = 'drejtoria nuk u përgjigj deri më 12 mars 2026';

  it('come with the head’s digest: a working day before, on the day, and after it, once each', async () => {
    const { taskId } = await asked();
    await sweepAt('10', '09:00');
    await sweepAt('11', '07:00');
    expect(about('drejtor@test', SOON)).toEqual([]);
    for (const time of ['07:30', '09:00', '16:00', '23:00']) await sweepAt('11', time);
    const [digest, ...more] = about('drejtor@test', SOON);
    expect(more).toEqual([]);
    expect(digest?.subject).toBe('Dita juaj: e mërkurë, 11 mars 2026');
    // The head cannot open the case: the mail leads to the task.
    expect(digest?.text).toContain(`https://qasja.example/desk/tasks/${taskId}`);
    expect(digest?.text).not.toContain('/desk/cases/');
    await sweepAt('12', '07:30');
    expect(about('drejtor@test', SOON)).toHaveLength(2);
    await sweepAt('13', '07:30');
    expect(about('drejtor@test', OVER)).toHaveLength(1);
    // Whoever answers for the case hears that the directorate is late.
    expect(about('zyrtar@test', OVER)).toHaveLength(1);
  });

  it('go to whoever stands in for the head, and where there is no head to the responsible officer', async () => {
    await house.transactions.run((tx) =>
      worker.get(Absences).enter(tx, {
        institutionId: house.seed.institution.id,
        officialId: house.seed.officials.drejtor.id,
        fromOn: localDate('2026-03-09'),
        untilOn: localDate('2026-03-20'),
        standInId: house.seed.officials.staf.id,
        by: house.seed.officials.admin.id,
        now: house.clock.now(),
      }),
    );
    await asked();
    await asked('budget');
    await sweepAt('11', '07:30');
    expect(about('drejtor@test', SOON)).toEqual([]);
    expect(about('staf@test', SOON)).toHaveLength(1);
    expect(about('zyrtar@test', SOON)).toHaveLength(1);
  });

  it('look again: once answered, taken back or decided, nobody is reminded any more', async () => {
    const answered = await asked();
    const withdrawn = await asked();
    const decided = await asked();
    const on = { occurredOn: localDate('2026-03-10') };
    at('10', '12:00');
    const { taskId, directorateId } = answered;
    await house.happen(answered.row, { type: 'task-answered', ...on, taskId, directorateId });
    await house.happen(withdrawn.row, { type: 'task-withdrawn', ...on, taskId: withdrawn.taskId, directorateId });
    const how = { outcome: 'granted', answerForm: 'electronic', letterId: null } as const;
    await house.happen(decided.row, { type: 'decided', ...on, ...how, grounds: [] });
    for (const day of ['11', '12', '13', '16']) await sweepAt(day, '09:00');
    expect(mailsTo('drejtor@test').filter(({ text = '' }) => /drejtoris?/.test(text) && /12 mars/.test(text))).toEqual(
      [],
    );
    expect(
      (await house.alarms()).filter((one) => one.clockVersion.startsWith('task:') && one.state === 'told'),
    ).toEqual([]);
  });

  it('an alarm that was planned and answered before it was told is not told, nor repeated by the digest', async () => {
    const { row, taskId, directorateId } = await asked();
    at('11', '08:00');
    const planned = await house.planned();
    expect(planned.length).toBeGreaterThan(0);
    await house.happen(row, { type: 'task-answered', occurredOn: localDate('2026-03-11'), taskId, directorateId });
    await worker.get(AlarmTeller).tellAll(planned);
    const alarms = (await house.alarms()).filter((one) => one.clockVersion.startsWith('task:'));
    expect(alarms.map((one) => one.state)).toEqual(['no-longer-due']);
    expect((await house.outbox()).filter((one) => JSON.stringify(one.facts).includes(taskId))).toEqual([]);
  });

  it('of a day that was told on the bell, the digest says nothing once the directorate has answered', async () => {
    const { row, taskId, directorateId } = await asked();
    // Told on the bell after the morning's digest was out.
    await sweepAt('11', '07:30');
    await sweepAt('12', '07:29');
    expect(about('drejtor@test', SOON)).toHaveLength(1);
    await house.happen(row, { type: 'task-answered', occurredOn: localDate('2026-03-12'), taskId, directorateId });
    await sweepAt('12', '07:30');
    await sweepAt('13', '07:30');
    expect(about('drejtor@test', SOON)).toHaveLength(1);
    expect(about('drejtor@test', OVER)).toEqual([]);
  });
});
