import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { Consultations, Heartbeats } from '../../src/records';
import { DATABASES } from '../support/databases';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

/** A request of Monday 2 March, extended to the 17th; a third party has until Wednesday the 11th. */
describe.each(DATABASES)('a third party that is awaited on %s', (database) => {
  let house: JobHouse;
  let worker: Awaited<ReturnType<JobHouse['worker']>>;

  beforeEach(async () => {
    house = await startJobHouse({ database, env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
    const looked = async () => (await worker.get(Heartbeats).last(house.transactions.reader, 'sweep')) !== null;
    await until('the worker has looked', looked);
  });
  afterEach(() => house.close());

  const sweepAt = async (day: string, time: string): Promise<void> => {
    house.clock.set(`2026-03-${day}T${time}:00+01:00`);
    await worker.get(SweepService).run();
    await until('every message is sent', async () => !(await house.outbox()).some((one) => one.state !== 'sent'));
  };
  const toParty = (): string[] => house.smtp.to('zyra@ndertimi.example').map(({ subject = '' }) => subject);
  const REMINDER = 'KK-2026-00001: presim mendimin tuaj';

  async function asked() {
    const row = await house.file();
    const id = randomUUID();
    const by = localDate('2026-03-11');
    const { zyrtar } = house.seed.officials;
    const on = (day: string) => ({ occurredOn: localDate(`2026-03-${day}`) });
    await house.happen(
      row,
      { type: 'assigned', ...on('02'), assigneeId: zyrtar.id, directorateId: null },
      { type: 'extended', ...on('02'), ground: 'several-documents', letterId: null },
    );
    await house.transactions.run((tx) =>
      worker.get(Consultations).add(tx, {
        ...{ id, institutionId: row.institutionId, caseId: row.id, name: 'Ndërtimi', address: null, language: 'sq' },
        ...{ email: 'zyra@ndertimi.example', ground: 'commercial', question: 'Kontrata', letterId: 'l', stance: null },
        ...{ state: 'waiting', answer: null, fileIds: [], askedBy: zyrtar.id, askedAt: house.clock.now(), dueOn: by },
        ...{ remindedAt: null, settledAt: null },
      }),
    );
    await house.happen(row, {
      ...{ type: 'consultation-asked', ...on('02'), consultationId: id, ground: 'commercial', by, letterId: 'l' },
    });
    return { row, id };
  }

  it('is reminded once, a working day before, within office hours; then its silence is noted and told', async () => {
    const { row } = await asked();
    for (const time of ['07:00', '09:00', '15:00']) await sweepAt('09', time);
    await sweepAt('10', '07:30');
    expect(toParty()).toEqual([]);
    for (const time of ['08:00', '08:01', '12:00']) await sweepAt('10', time);
    await sweepAt('11', '09:00');
    expect(toParty()).toEqual([REMINDER]);
    await sweepAt('12', '06:00');
    await sweepAt('12', '09:00');
    const { events } = await house.history(row);
    expect(
      events.filter(({ type }) => type.startsWith('consultation')).map(({ type, occurredOn }) => [type, occurredOn]),
    ).toEqual([
      ['consultation-asked', '2026-03-02'],
      ['consultation-reminded', '2026-03-10'],
      ['consultation-lapsed', '2026-03-12'],
    ]);
    const told = house.smtp
      .to('zyrtar@test')
      .filter(({ subject = '' }) => subject.includes('pala e tretë nuk u përgjigj'));
    expect(told).toHaveLength(1);
  });

  it('is neither reminded nor noted once it answered, or the case was decided', async () => {
    const answered = await asked();
    const on = { occurredOn: localDate('2026-03-03') };
    house.clock.set('2026-03-03T09:00:00+01:00');
    await house.happen(answered.row, {
      ...{ type: 'consultation-answered', ...on, consultationId: answered.id, stance: 'agrees' },
    });
    house.clock.set('2026-03-02T09:00:00+01:00');
    const decided = await asked();
    house.clock.set('2026-03-03T09:30:00+01:00');
    await house.happen(decided.row, {
      ...{ type: 'decided', ...on, outcome: 'granted', answerForm: 'electronic', grounds: [], letterId: null },
    });
    for (const day of ['10', '11', '12', '13']) await sweepAt(day, '09:00');
    expect(toParty()).toEqual([]);
    for (const { row } of [answered, decided])
      expect((await house.history(row)).events.map(({ type }) => type)).not.toContain('consultation-lapsed');
  });
});
