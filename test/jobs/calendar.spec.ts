import { randomUUID } from 'node:crypto';
import { type CalendarYear, calendarYears, localDate, nationalCalendar } from '../../src/core/law';
import { CalendarKeeping } from '../../src/features/calendar/calendar-keeping';
import { CaseRow, ClockBasisRow, EventRow, insertAll, Institution, type OutboxRow } from '../../src/records';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

const WARNING = 'calendar-ends';

describe('the keeping of calendars', () => {
  let house: JobHouse;
  afterEach(() => house.close());

  const mails = async (kind: string): Promise<OutboxRow[]> => (await house.outbox()).filter((one) => one.kind === kind);
  const bases = (): Promise<ClockBasisRow[]> => house.source.manager.find(ClockBasisRow, { order: { number: 'ASC' } });
  const row = (id: string): Promise<CaseRow> => house.source.getRepository(CaseRow).findOneByOrFail({ id });

  /** The municipality counts by the table of an older program. */
  async function countBy(years: CalendarYear[]): Promise<void> {
    const [first] = await bases();
    const older = {
      ...first!,
      id: randomUUID(),
      number: 2,
      calendarVersion: 'kosovo-old',
      nationalVersion: 'kosovo-old',
      years,
    };
    await insertAll(house.source.manager, ClockBasisRow, [older]);
    await house.source.manager.update(Institution, { id: older.institutionId }, { basisId: older.id });
    house.seed.institution.basisId = older.id;
  }
  const older = (): CalendarYear[] => calendarYears.filter(({ year }) => year < 2027);

  it('warns administrators by one mail 90 days before the last known day, and not again', async () => {
    house = await startJobHouse({ at: '2027-10-01T09:00:00+02:00' });
    const first = await house.worker();
    await first.get(CalendarKeeping).run();
    expect(await mails(WARNING)).toEqual([]);
    // 90 days before 31 December.
    house.clock.set(new Date('2027-10-03T09:00:00+02:00'));
    await first.get(CalendarKeeping).run();
    await first.get(CalendarKeeping).run();
    house.clock.set(new Date('2027-10-20T09:00:00+02:00'));
    // A worker that was started anew remembers nothing but what is written.
    await first.close();
    await (await house.worker()).get(CalendarKeeping).run();
    expect(await mails(WARNING)).toMatchObject([{ recipient: 'admin@test', facts: { lastDay: '2027-12-31' } }]);
    await until('the mail arrived', () => house.smtp.to('admin@test').length > 0);
    const [mail] = house.smtp.to('admin@test').filter((one) => one.subject?.includes('Kalendari i ditëve'));
    expect(mail?.text).toContain('31 dhjetor 2027');
    expect(mail?.text).toContain('/desk/calendar');
    expect(await house.source.manager.countBy(EventRow, { type: 'calendar.warned' })).toBe(1);
  });

  it('takes over the years that a newer program brings, and gives waiting cases their deadline', async () => {
    house = await startJobHouse({ at: '2026-12-28T09:00:00+01:00' });
    await countBy(older());
    const waits = await house.file();
    expect(await row(waits.id)).toMatchObject({ firstDueOn: null, dueOn: '9999-12-31' });
    await (await house.worker()).get(CalendarKeeping).run();
    // The second day of New Year is a Saturday, and its day off the Monday on which the seven days end.
    expect(await row(waits.id)).toMatchObject({ dueOn: '2027-01-05', firstDueOn: '2027-01-05' });
    const [, , present] = await bases();
    expect(present).toMatchObject({ number: 3, nationalVersion: nationalCalendar.version, byId: null });
    expect((await house.history(waits)).events.at(-1)).toMatchObject({
      type: 'recounted',
      from: null,
      why: 'calendar',
    });
    expect(await mails('deadline-moved')).toHaveLength(1);
  });

  it('takes new years, but no day that would move a known one: that is the administrator’s to say', async () => {
    house = await startJobHouse({ at: '2026-03-30T09:00:00+02:00' });
    // Without Easter Monday, on which the seven days end.
    const without = older().map((table) => ({ ...table, days: table.days.filter(({ day }) => day !== '2026-04-06') }));
    await countBy(without);
    const asked = await house.file({ receivedOn: localDate('2026-03-30') });
    expect(await row(asked.id)).toMatchObject({ dueOn: '2026-04-06' });
    const keeping = (await house.worker()).get(CalendarKeeping);
    await keeping.run();
    expect(await row(asked.id)).toMatchObject({ dueOn: '2026-04-06' });
    expect(await bases()).toMatchObject([{}, {}, { number: 3, nationalVersion: 'kosovo-old' }]);
    house.clock.set(new Date('2026-03-31T09:00:00+02:00'));
    await keeping.run();
    expect(await bases()).toHaveLength(3);
    expect(await mails('deadline-moved')).toEqual([]);
  });
});
