import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { AlarmTeller } from '../../src/features/alarms/alarm-teller';
import { Absences, Bases, DueDays, EventLog, Institution } from '../../src/records';
import { DATABASES } from '../support/databases';
import { type JobHouse, lookedAtItsStart, startJobHouse, until } from '../support/job-house';

let house: JobHouse;
let worker: Awaited<ReturnType<JobHouse['worker']>>;

async function start(options: Parameters<typeof startJobHouse>[0]): Promise<void> {
  house = await startJobHouse({ ...options, env: { QASJA_SWEEP_SECONDS: '3600' } });
  worker = await house.worker();
  await lookedAtItsStart(house, worker);
}

/** Puts the hands on a moment, sweeps, and waits until all that it found was said. */
async function sweepAt(moment: string): Promise<void> {
  house.clock.set(moment);
  await worker.get(SweepService).run();
  await until('every alarm is told and every message sent', async () => {
    const open = (await house.alarms()).some((one) => one.state === 'planned');
    return !open && !(await house.outbox()).some((one) => one.state !== 'sent');
  });
}

const onCall = (who: keyof JobHouse['seed']['officials'] | null): Promise<unknown> => {
  const { institution, officials } = house.seed;
  const settings = { ...institution.settings, ...(who ? { onCallId: officials[who].id } : {}) };
  return house.transactions.reader.update(Institution, { id: institution.id }, { settings });
};

const assign = (row: Awaited<ReturnType<JobHouse['file']>>, who: keyof JobHouse['seed']['officials'], on: string) =>
  house.happen(row, {
    type: 'assigned',
    occurredOn: localDate(on),
    assigneeId: house.seed.officials[who].id,
    directorateId: house.seed.directorates.urbanism.id,
  });

/** What an address was told since it was asked last, without the reference and the subject of the case. */
function told(address: string): string[] {
  const mails = house.smtp.to(address).slice(seen.get(address) ?? 0);
  seen.set(address, (seen.get(address) ?? 0) + mails.length);
  return mails
    .map(({ subject = '' }) => subject.replace(/^\S+: /, '').replace(/ – Shpenzimet për karburante$/, ''))
    .filter((subject) => !subject.startsWith('Dita juaj'));
}

/** What is new in the digests of an address. */
const news = (address: string): string[] =>
  house.smtp
    .to(address)
    .filter(({ subject = '' }) => subject.startsWith('Dita juaj'))
    .flatMap(({ text = '' }) => text.split('Të reja që nga përmbledhja e fundit:')[1]?.match(/^KK-.*$/gm) ?? []);
const seen = new Map<string, number>();

afterEach(async () => {
  seen.clear();
  await house.close();
});

describe.each(DATABASES)('an urgent request over a change of the clock, on %s', (database) => {
  it('is told by the hour: from Saturday 28 March 2026, 12:00, to Monday, 13:00', async () => {
    await start({ database, at: '2026-03-28T12:00:00+01:00' });
    await onCall('staf');
    const row = await house.file({ urgent: true });
    expect(row.dueAt?.toISOString()).toBe('2026-03-30T11:00:00.000Z');

    await sweepAt('2026-03-28T12:00:00+01:00');
    expect(told('staf@test')).toEqual(['URGJENTE, afati skadon pas 48 orësh']);
    expect(house.smtp.to('staf@test')[0]?.text).toContain('e merrni sepse jeni zyrtari kujdestar');

    await sweepAt('2026-03-28T12:59:00+01:00');
    expect(house.smtp.mails).toHaveLength(1);
    await sweepAt('2026-03-28T13:00:00+01:00');
    const nobody = ['URGJENTE, nuk e ka marrë askush, afati skadon pas 47 orësh'];
    expect([told('staf@test'), told('zyrtar@test')]).toEqual([nobody, nobody]);

    await assign(row, 'drejtor', '2026-03-28');
    // Twenty-four hours before the end: on the wall it is 13:00, because an hour of the night was left out.
    await sweepAt('2026-03-29T12:59:00+02:00');
    expect(told('drejtor@test')).toEqual([]);
    await sweepAt('2026-03-29T13:00:30+02:00');
    expect(told('drejtor@test')).toEqual(['afati skadon pas 24 orësh']);

    await sweepAt('2026-03-30T05:00:00+02:00');
    const escalation = 'pa vendim, afati skadon pas 8 orësh';
    expect(told('drejtor@test').sort()).toEqual(['afati skadon pas 8 orësh', escalation]);
    expect([told('kryetar@test'), told('staf@test')]).toEqual([[escalation], [escalation]]);

    await sweepAt('2026-03-30T11:00:00+02:00');
    expect(told('drejtor@test')).toEqual(['afati skadon pas 2 orësh']);
    // Nobody said "I have it" within half an hour of the escalation: it went to the next level.
    expect(told('zyrtar@test')).toEqual(['askush nuk e ka marrë përsipër, afati skadon pas 2 orësh']);

    await sweepAt('2026-03-30T13:00:00+02:00');
    expect(told('qytetar@example.org')).toEqual([]);
    await sweepAt('2026-03-30T13:01:00+02:00');
    const over = ['pa vendim, afati ka skaduar para 1 minute'];
    expect([told('drejtor@test'), told('kryetar@test'), told('staf@test')]).toEqual([over, over, over]);
    expect(house.smtp.to('kryetar@test').at(-1)?.text).toContain('heshtja vlen si refuzim');
    expect(told('qytetar@example.org')).toEqual(['afati ka kaluar – e drejta juaj për ankesë']);
    const { events } = await house.history(row);
    expect(events.filter((one) => one.type === 'silence-fell')).toEqual([
      { type: 'silence-fell', occurredOn: '2026-03-30', dueOn: '2026-03-30' },
    ]);
    expect(told('zyrtar@test')).toEqual([]);
  }, 60_000);

  it('says, a weekend late, only what is highest: from Saturday 24 October 2026, 12:00, to Monday, 11:00', async () => {
    await start({ database, at: '2026-10-24T12:00:00+02:00' });
    await onCall('staf');
    const row = await house.file({ urgent: true });
    expect(row.dueAt?.toISOString()).toBe('2026-10-26T10:00:00.000Z');
    await sweepAt('2026-10-26T09:30:00+01:00');
    expect(told('staf@test').sort()).toEqual([
      'URGJENTE, nuk e ka marrë askush, afati skadon pas 1 ore',
      'afati skadon pas 1 ore',
      'pa vendim, afati skadon pas 1 ore',
    ]);
    expect((await house.alarms()).filter((one) => one.state === 'superseded').map((one) => one.rung)).toEqual([
      'urgent-arrived',
      'reminder-24h',
      'reminder-8h',
    ]);
  }, 60_000);
});

describe('an urgent request', () => {
  it('reaches the responsible officer while nobody is on call, or whoever was has left', async () => {
    await start({ at: '2026-03-02T22:00:00+01:00' });
    await house.file({ urgent: true });
    await sweepAt('2026-03-02T22:00:00+01:00');
    expect(told('zyrtar@test')).toEqual(['URGJENTE, afati skadon pas 48 orësh']);
    expect(house.smtp.to('zyrtar@test')[0]?.text).toContain('askush nuk është kujdestar');
    await onCall('staf');
    await house.leave('staf');
    await house.file({ urgent: true });
    await sweepAt('2026-03-02T22:30:00+01:00');
    expect(told('zyrtar@test')).toEqual(['URGJENTE, afati skadon pas 47 orësh']);
    expect(told('staf@test')).toEqual([]);
  });

  it('reaches the stand-in of whoever is on call, and does not say that nobody is', async () => {
    await start({ at: '2026-03-02T22:00:00+01:00' });
    await onCall('staf');
    const { institution, officials } = house.seed;
    await house.transactions.run((tx) =>
      new Absences(new EventLog()).enter(tx, {
        institutionId: institution.id,
        officialId: officials.staf.id,
        standInId: officials.drejtor.id,
        by: officials.staf.id,
        fromOn: localDate('2026-03-02'),
        untilOn: localDate('2026-03-03'),
        now: house.clock.now(),
      }),
    );
    await house.file({ urgent: true });
    await sweepAt('2026-03-02T22:00:00+01:00');
    expect(told('drejtor@test')).toEqual(['URGJENTE, afati skadon pas 48 orësh']);
    const text = house.smtp.to('drejtor@test')[0]?.text;
    expect(text).toContain('e merrni si zëvendësues/e, sepse mungon: Sokol Stafi');
    expect(text).not.toContain('askush nuk është kujdestar');
    expect(told('zyrtar@test')).toEqual([]);
  });
});

describe('a question that holds the clock', () => {
  const asked = { type: 'clarification-asked', occurredOn: localDate('2026-03-05'), letterId: 'q' } as const;

  /** The municipality chose that its questions pause the clock. */
  async function questionsPause(): Promise<void> {
    const bases = new Bases();
    await house.transactions.run(async (tx) => {
      const present = await bases.row(tx, house.seed.institution);
      const settings = { ...present.settings, clarification: 'pauses' as const };
      const row = { ...present, id: randomUUID(), number: 2, settings, recordedAt: house.clock.now() };
      const by = { why: 'settings', actor: { kind: 'system' }, now: house.clock.now() } as const;
      const { institution } = await new DueDays(bases, new EventLog()).replaceBasis(
        tx,
        house.seed.institution,
        row,
        by,
      );
      Object.assign(house.seed.institution, institution);
    });
  }

  it('silences the ladder, also what was planned already, and moves it behind the answer', async () => {
    await start({ at: '2026-03-02T09:00:00+01:00' });
    await questionsPause();
    const row = await house.file();
    await assign(row, 'staf', '2026-03-02');
    // Planned on the sixth, and then, before it is told, a question of the day before is written down.
    house.clock.set('2026-03-06T08:00:00+01:00');
    const planned = await house.planned();
    await house.happen(row, asked);
    expect(planned.length).toBeGreaterThan(0);
    for (const id of planned) expect(await worker.get(AlarmTeller).tell(id)).toBe('no-longer-due');
    for (const day of ['06', '08', '09', '10', '11']) await sweepAt(`2026-03-${day}T08:00:00+01:00`);
    expect(house.smtp.mails).toHaveLength(0);

    house.clock.set('2026-03-12T08:00:00+01:00');
    await house.happen(row, { type: 'clarification-answered', occurredOn: localDate('2026-03-12'), letterId: 'a' });
    await sweepAt('2026-03-12T09:00:00+01:00');
    expect(told('staf@test')).toEqual([]);
    await sweepAt('2026-03-13T07:29:00+01:00');
    expect(news('staf@test').filter((one) => one.includes('pas 3 ditësh'))).toEqual([]);
    for (const time of ['07:30', '07:31']) await sweepAt(`2026-03-13T${time}:00+01:00`);
    expect(news('staf@test').filter((one) => one.includes('pas 3 ditësh'))).toHaveLength(1);
    expect(told('staf@test')).toEqual([]);
    await sweepAt('2026-03-17T08:00:00+01:00');
    expect(told('qytetar@example.org')).toEqual(['afati ka kaluar – e drejta juaj për ankesë']);
  });
});

describe('a complaint', () => {
  it('has mails that name what is owed to the Agency', async () => {
    await start({ at: '2026-03-02T09:00:00+01:00' });
    const row = await house.file();
    await assign(row, 'staf', '2026-03-02');
    const on = (day: string) => ({ occurredOn: localDate(`2026-03-${day}`) });
    await house.happen(
      row,
      { type: 'decided', ...on('05'), outcome: 'refused', answerForm: null, grounds: ['privacy'], letterId: null },
      { type: 'complaint-lodged', ...on('10'), complaintId: 'c' },
      { type: 'complaint-notified', ...on('16'), complaintId: 'c' },
    );
    // Three days before is Eid, one day before a Sunday: the last day cannot wait for its morning.
    await sweepAt('2026-03-20T08:00:00+01:00');
    expect(told('staf@test')).toEqual([]);
    await sweepAt('2026-03-23T00:00:00+01:00');
    expect(told('staf@test')).toEqual(['përgjigjja ndaj Agjencisë, afati skadon sot']);
    expect(house.smtp.to('staf@test')[0]?.text).toContain('Afati për përgjigjen ndaj Agjencisë: e hënë, 23 mars 2026');
    await sweepAt('2026-03-24T08:00:00+01:00');
    expect(told('kryetar@test')).toEqual(['pa përgjigje ndaj Agjencisë, afati ka skaduar para 1 dite']);
    expect(house.smtp.to('kryetar@test')[0]?.text).not.toContain('heshtja');
    expect(told('qytetar@example.org')).toEqual([]);
  });
});
