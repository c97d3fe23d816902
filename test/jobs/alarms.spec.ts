import { localDate } from '../../src/core/law';
import { AlarmTeller } from '../../src/features/alarms/alarm-teller';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { Heartbeats } from '../../src/records';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

describe('alarms', () => {
  let house: JobHouse;
  const at = (day: string, time = '08:00'): void => house.clock.set(`2026-${day}T${time}:00+01:00`);
  const settled = (): Promise<void> =>
    until('every alarm is told and every message sent', async () => {
      const open = (await house.alarms()).some((one) => one.state === 'planned');
      return !open && !(await house.outbox()).some((one) => one.state !== 'sent');
    });
  /** Sweeps, and waits until all that it found was said. */
  const sweep = async (): Promise<void> => {
    await worker.get(SweepService).run();
    await settled();
  };
  const told = (address: string): string[] => house.smtp.to(address).map((mail) => mail.subject ?? '');
  let worker: Awaited<ReturnType<JobHouse['worker']>>;
  const lastLook = (): Promise<Date | null> => worker.get(Heartbeats).last(house.transactions.reader, 'sweep');

  beforeEach(async () => {
    house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
    // A worker looks once when it starts; here every later look is the test's own.
    await until('the worker has looked', async () => (await lastLook()) !== null);
  });
  afterEach(() => house.close());

  const assign = (row: Awaited<ReturnType<JobHouse['file']>>, who: keyof JobHouse['seed']['officials'] | null) =>
    house.happen(row, {
      type: 'assigned',
      occurredOn: localDate('2026-03-02'),
      assigneeId: who && house.seed.officials[who].id,
      directorateId: house.seed.directorates.urbanism.id,
    });

  it('go out through the days, each once, to those whom they concern', async () => {
    const row = await house.file();
    await sweep();
    expect(house.smtp.mails).toHaveLength(0);

    at('03-03');
    await sweep();
    expect(told('zyrtar@test')).toEqual([
      expect.stringContaining(`${row.reference}: këtë lëndë nuk e ka marrë askush`),
    ]);

    await assign(row, 'staf');
    for (const day of ['03-04', '03-05', '03-06', '03-07', '03-08', '03-09']) {
      at(day);
      await sweep();
      await sweep();
    }
    expect(told('staf@test')).toEqual([
      `${row.reference}: afati skadon pas 3 ditësh – Shpenzimet për karburante`,
      `${row.reference}: afati skadon nesër – Shpenzimet për karburante`,
      `${row.reference}: afati skadon sot – Shpenzimet për karburante`,
    ]);
    const escalation = `${row.reference}: pa vendim, afati skadon nesër – Shpenzimet për karburante`;
    expect(told('drejtor@test')).toEqual([escalation]);
    expect(told('kryetar@test')).toEqual([escalation]);
    expect(told('qytetar@example.org')).toEqual([]);

    at('03-10');
    await sweep();
    at('03-11');
    await sweep();
    expect(told('kryetar@test')).toHaveLength(2);
    expect(told('kryetar@test')[1]).toContain('afati ka skaduar para 1 dite');
    const [silence, ...more] = house.smtp.to('qytetar@example.org');
    expect(more).toEqual([]);
    expect(silence?.subject).toBe(`${row.reference}: afati ka kaluar – e drejta juaj për ankesë`);
    expect(silence?.text).toContain('Agjencinë për Informim dhe Privatësi');
    expect(silence?.attachments.map((one) => one.contentType)).toEqual(['application/pdf']);
    expect(told('zyrtar@test')).toHaveLength(1);

    const { events } = await house.history(row);
    expect(events.filter((one) => one.type === 'silence-fell')).toEqual([
      { type: 'silence-fell', occurredOn: '2026-03-10', dueOn: '2026-03-09' },
    ]);
    expect(events.filter((one) => one.type === 'alarmed')).toHaveLength(9);
  });

  it('say after days off only what is highest, and how it stands now', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-12');
    await sweep();
    expect(told('staf@test')).toEqual([`${row.reference}: afati ka skaduar para 3 ditësh – Shpenzimet për karburante`]);
    expect(told('drejtor@test')).toHaveLength(1);
    expect(told('qytetar@example.org')).toHaveLength(1);
    const { events } = await house.history(row);
    expect(events.find((one) => one.type === 'silence-fell')?.occurredOn).toBe('2026-03-10');
    expect((await house.alarms()).filter((one) => one.state === 'superseded').map((one) => one.rung)).toEqual([
      'reminder-3',
      'escalation-1',
      'reminder-1',
    ]);
  });

  it('keep silent about a case that was decided between finding and telling', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-06');
    const teller = worker.get(AlarmTeller);
    const [alarmId] = await house.planned();
    await house.happen(row, {
      type: 'decided',
      occurredOn: localDate('2026-03-06'),
      outcome: 'granted',
      answerForm: 'electronic',
      grounds: [],
      letterId: null,
    });
    expect(await teller.tell(alarmId ?? '')).toBe('no-longer-due');
    expect(await teller.tell(alarmId ?? '')).toBe('done');
    expect(await house.outbox()).toEqual([]);
  });

  it('reach whoever has the case now, when it was given on between finding and telling', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-06');
    const [alarmId] = await house.planned();
    await assign(row, 'drejtor');
    expect(await worker.get(AlarmTeller).tell(alarmId ?? '')).toBe('no-longer-due');
    await settled();
    expect(told('staf@test')).toEqual([]);
    expect(told('drejtor@test')).toHaveLength(1);
    await assign(row, 'staf');
    await sweep();
    expect(told('staf@test')).toEqual([]);
    expect(told('drejtor@test')).toHaveLength(1);
  });

  it('are said once, however often the job runs', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-06');
    const [alarmId = ''] = await house.planned();
    const teller = worker.get(AlarmTeller);
    const said = await Promise.all(Array.from({ length: 5 }, () => teller.tell(alarmId)));
    expect(said.filter((one) => one === 'told')).toHaveLength(1);
    await settled();
    expect(told('staf@test')).toHaveLength(1);
  });

  it('leave a letter to be printed for whoever gave no e-mail address', async () => {
    const row = await house.file({ email: null });
    await assign(row, 'staf');
    at('03-10');
    await sweep();
    const { letters } = await house.history(row);
    expect(letters).toEqual([expect.objectContaining({ kind: 'silence', language: 'sq' })]);
    expect(letters[0]?.text).toContain('AIP');
    expect(house.smtp.to('qytetar@example.org')).toEqual([]);
  });

  it('go to the responsible officer when the assignee has left, and say so', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    await house.leave('staf');
    at('03-06');
    await sweep();
    expect(told('staf@test')).toEqual([]);
    expect(house.smtp.to('zyrtar@test')[0]?.text).toContain('nuk merret me të asnjë zyrtar');
  });

  it('start anew after an extension', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-06');
    await sweep();
    await house.happen(row, {
      type: 'extended',
      occurredOn: localDate('2026-03-06'),
      ground: 'several-documents',
      letterId: null,
    });
    at('03-10');
    await sweep();
    expect(told('staf@test')).toHaveLength(1);
    at('03-14');
    await sweep();
    expect(told('staf@test')[1]).toContain('pas 3 ditësh');
    expect(told('qytetar@example.org')).toEqual([]);
  });

  it('record the silence of an old register without writing to anybody', async () => {
    const row = await house.file({
      reference: 'KK-2015-7',
      receivedOn: localDate('2015-03-02'),
      registeredOn: localDate('2015-03-02'),
      receivedAt: new Date('2015-03-02T09:00:00Z'),
    });
    await sweep();
    expect(house.smtp.mails).toEqual([]);
    const { events } = await house.history(row);
    expect(events.at(-1)).toEqual({ type: 'silence-fell', occurredOn: '2015-03-10', dueOn: '2015-03-09' });
  });

  it('tell when they were last looked for', async () => {
    at('03-03', '07:30');
    await sweep();
    expect((await lastLook())?.toISOString()).toBe('2026-03-03T06:30:00.000Z');
  });
});
