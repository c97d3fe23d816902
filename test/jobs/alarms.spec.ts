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
  /** Sweeps, and waits until all that it found was said; then once more, for the digests of those who were told. */
  const sweep = async (): Promise<void> => {
    for (let i = 0; i < 2; i += 1) {
      await worker.get(SweepService).run();
      await settled();
    }
  };
  const subjects = (address: string): string[] => house.smtp.to(address).map((mail) => mail.subject ?? '');
  const isDigest = (subject: string): boolean => subject.startsWith('Dita juaj');
  /** What an address was mailed at once. */
  const told = (address: string): string[] => subjects(address).filter((one) => !isDigest(one));
  /** What the digests of an address said that was new, each by its day. */
  const digests = (address: string): string[][] =>
    house.smtp
      .to(address)
      .filter((mail) => isDigest(mail.subject ?? ''))
      .map((mail) => {
        const [, news = ''] = (mail.text ?? '').split('Të reja që nga përmbledhja e fundit:');
        return [mail.subject ?? '', ...(news.match(/^KK-.*$/gm) ?? [])];
      });
  const plannedOf = async (rung: string): Promise<string | undefined> =>
    (await house.alarms()).find((one) => one.rung === rung && one.state === 'planned')?.id;
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
    expect(told('zyrtar@test')).toEqual([]);
    expect(digests('zyrtar@test')).toEqual([
      [
        'Dita juaj: e martë, 3 mars 2026',
        `${row.reference}: këtë lëndë nuk e ka marrë askush – Shpenzimet për karburante`,
      ],
    ]);

    await assign(row, 'staf');
    for (const day of ['03-04', '03-05', '03-06', '03-07', '03-08', '03-09']) {
      at(day);
      await sweep();
      await sweep();
    }
    const about = (what: string): string => `${row.reference}: ${what} – Shpenzimet për karburante`;
    expect(digests('staf@test')).toEqual([
      ['Dita juaj: e mërkurë, 4 mars 2026', about('përgjigjja e drejtorisë pritet deri më 5 mars 2026')],
      ['Dita juaj: e enjte, 5 mars 2026', about('përgjigjja e drejtorisë pritet deri më 5 mars 2026')],
      ['Dita juaj: e premte, 6 mars 2026', about('afati skadon pas 3 ditësh')],
      ['Dita juaj: e hënë, 9 mars 2026'],
    ]);
    expect(told('staf@test')).toEqual([about('afati skadon sot')]);
    const escalation = about('pa vendim, afati skadon sot');
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
    // Nobody said "I have it" to the escalation within half a working day: the next level heard of it.
    expect(told('zyrtar@test')).toEqual([about('askush nuk e ka marrë përsipër, afati ka skaduar para 2 ditësh')]);

    const { events } = await house.history(row);
    expect(events.filter((one) => one.type === 'silence-fell')).toEqual([
      { type: 'silence-fell', occurredOn: '2026-03-10', dueOn: '2026-03-09' },
    ]);
    // Nobody took it, the directorate’s answer twice to two, three days before, the last day; two escalations to two; silence; and
    // the climb.
    expect(events.filter((one) => one.type === 'alarmed')).toHaveLength(13);
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
    expect(digests('staf@test')).toEqual([['Dita juaj: e enjte, 12 mars 2026']]);
  });

  it('keep silent about a case that was decided between finding and telling', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-06');
    const teller = worker.get(AlarmTeller);
    await house.planned();
    const alarmId = await plannedOf('reminder-3');
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
    await house.planned();
    const alarmId = await plannedOf('reminder-3');
    await assign(row, 'drejtor');
    expect(await worker.get(AlarmTeller).tell(alarmId ?? '')).toBe('no-longer-due');
    // The jobs of the others are lost by now: Redis was away.
    at('03-06', '08:05');
    await sweep();
    const reminder = `${row.reference}: afati skadon pas 3 ditësh – Shpenzimet për karburante`;
    expect(digests('staf@test')).toEqual([]);
    expect(digests('drejtor@test')[0]).toContain(reminder);
    await assign(row, 'staf');
    await sweep();
    expect(digests('staf@test').flat()).not.toContain(reminder);
    expect(digests('drejtor@test')).toHaveLength(1);
  });

  it('are said once, however often the job runs', async () => {
    const row = await house.file();
    await assign(row, 'staf');
    at('03-06');
    await house.planned();
    const alarmId = (await plannedOf('reminder-3')) ?? '';
    const teller = worker.get(AlarmTeller);
    const said = await Promise.all(Array.from({ length: 5 }, () => teller.tell(alarmId)));
    expect(said.filter((one) => one === 'told')).toHaveLength(1);
    at('03-06', '08:05');
    await sweep();
    const reminder = `${row.reference}: afati skadon pas 3 ditësh – Shpenzimet për karburante`;
    expect(
      digests('staf@test')
        .flat()
        .filter((one) => one === reminder),
    ).toHaveLength(1);
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
    expect(subjects('staf@test')).toEqual([]);
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
    const reminders = (): string[] =>
      digests('staf@test')
        .flat()
        .filter((one) => one.includes('pas 3 ditësh'));
    expect(reminders()).toHaveLength(1);
    // Due on Tuesday 17 March: three days before is a Saturday, and one day before is the Monday on which both would speak.
    at('03-14');
    await sweep();
    expect(reminders()).toHaveLength(1);
    at('03-16');
    await sweep();
    expect(digests('staf@test').at(-1)).toEqual([
      'Dita juaj: e hënë, 16 mars 2026',
      // The directorate's day fell while nobody looked: it is told late, and says so.
      `${row.reference}: përgjigjja e drejtorisë pritet deri më 11 mars 2026 – Shpenzimet për karburante`,
      `${row.reference}: afati skadon nesër – Shpenzimet për karburante`,
    ]);
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
