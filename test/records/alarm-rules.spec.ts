import { ReminderAfterATasksDayInTheLadder1780000000072 as ReminderAfter } from '../../migrations';
import { DEFAULT_POLICY, type Rung, rung } from '../../src/core/alarms';
import { addDays, localDate } from '../../src/core/law';
import {
  AbsenceRefused,
  AbsenceRow,
  Absences,
  AlarmRules,
  CaseRow,
  EventLog,
  Institution,
  Notices,
  Outbox,
  StaleAlarmRules,
} from '../../src/records';
import { fillCases } from '../bench/fill';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { type Seed, seedMunicipality } from '../support/seed';

const NOW = new Date('2026-03-02T09:00:00Z');
const TODAY = localDate('2026-03-02');
const byKey = (a: Rung, b: Rung): number => (a.clock + a.key < b.clock + b.key ? -1 : 1);

describe.each(DATABASES)('rules, absences and notices on %s', (dialect) => {
  let db: OpenedDatabase;
  let seed: Seed;
  const rules = new AlarmRules(new EventLog());
  const absences = new Absences(new EventLog());

  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    seed = await seedMunicipality(db.source, NOW);
    const receivedOn = () => TODAY;
    await fillCases(db.source, seed, [
      { count: 4, kind: 'access-request', receivedOn },
      { count: 2, kind: 'access-request', receivedOn, decidedAfter: () => 0 },
    ]);
    const later = new Date('2026-03-20T09:00:00Z');
    await db.source.manager.update(CaseRow, { isOpen: true }, { nextRungAt: later });
  });
  afterAll(() => db.close());

  const institution = (): Promise<Institution> =>
    db.source.manager.findOneByOrFail(Institution, { id: seed.institution.id });
  const earlier = rung({
    track: 'reminder',
    clock: 'decision',
    from: 'due',
    offset: -5,
    unit: 'day',
    to: ['assignee'],
  });
  const policy = {
    ...DEFAULT_POLICY,
    ladders: { ...DEFAULT_POLICY.ladders, 'access-request': [...DEFAULT_POLICY.ladders['access-request'], earlier] },
  };
  const change = (expectedNumber?: number) =>
    db.transactions.run((tx) =>
      rules.change(tx, {
        institutionId: seed.institution.id,
        policy,
        by: seed.officials.admin.id,
        reason: 'Më herët.',
        now: NOW,
        ...(expectedNumber === undefined ? {} : { expectedNumber }),
      }),
    );

  it('keep to the defaults until somebody changes them; then every open case is looked at again', async () => {
    expect(await rules.of(db.source.manager, await institution())).toBe(DEFAULT_POLICY);
    expect(await rules.row(db.source.manager, await institution())).toBeNull();
    const row = await change(0);
    expect(await rules.of(db.source.manager, await institution())).toEqual(policy);
    expect((await rules.history(db.source.manager, seed.institution.id)).map((one) => one.number)).toEqual([1]);
    const cases = await db.source.manager.find(CaseRow);
    expect(cases.filter((one) => one.isOpen).map((one) => one.nextRungAt)).toEqual(Array(4).fill(NOW));
    expect(cases.filter((one) => !one.isOpen).map((one) => one.nextRungAt)).toEqual([null, null]);
    const [event] = await db.log.ofHouse(db.source.manager, seed.institution.id, 'alarm-rules.changed');
    expect(event).toMatchObject({ actorId: seed.officials.admin.id, event: { rulesId: row.id, number: 1 } });
  });

  it('cannot be changed afterwards, nor by two who looked at the same page, nor to something unsound', async () => {
    const both = await Promise.allSettled([change(1), change(1)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(change(1)).rejects.toThrow(StaleAlarmRules);
    await expect(db.source.query(`UPDATE alarm_rules SET ladders = '{}'`)).rejects.toThrow(/append-only/);
    const unsound = { ...policy, hours: { ...policy.hours, to: '07:00' } };
    const kept = db.transactions.run((tx) =>
      rules.change(tx, { institutionId: seed.institution.id, policy: unsound, by: 'x', reason: null, now: NOW }),
    );
    await expect(kept).rejects.toThrow(RangeError);
  });

  it('of before say what was told all along: the reminder after the day of a task', async () => {
    const { manager } = db.source;
    const ladders = async () => (await rules.history(manager, seed.institution.id)).map((one) => one.ladders);
    const now = await ladders();
    const runner = db.source.createQueryRunner();
    await new ReminderAfter().down(runner);
    const keys = (await ladders()).flatMap((one) => one['access-request'].map(({ key }) => key));
    expect(keys).not.toContain('directorate-reminder-overdue');
    await new ReminderAfter().up(runner);
    await runner.release();
    const sorted = (all: typeof now) =>
      all.map((one) => Object.entries(one).map(([kind, rungs]) => [kind, [...rungs].sort((a, b) => byKey(a, b))]));
    expect(sorted(await ladders())).toEqual(sorted(now));
    await expect(db.source.query(`UPDATE alarm_rules SET ladders = '{}'`)).rejects.toThrow(/append-only/);
  });

  const enter = (from: number, to: number, standIn: keyof Seed['officials'] | null = 'drejtor') =>
    db.transactions.run((tx) =>
      absences.enter(tx, {
        institutionId: seed.institution.id,
        officialId: seed.officials.staf.id,
        fromOn: addDays(TODAY, from),
        untilOn: addDays(TODAY, to),
        standInId: standIn && seed.officials[standIn].id,
        by: seed.officials.staf.id,
        now: NOW,
      }),
    );

  it.each([
    ['order', 3, 2, null],
    ['past', -3, -1, null],
    ['self', 0, 1, 'staf'],
    ['long', 0, 400, null],
  ] as const)('refuse an absence: %s', async (problem, from, to, standIn) => {
    await expect(enter(from, to, standIn)).rejects.toThrow(new AbsenceRefused(problem));
  });

  it('keep one absence of those that overlap, however many come at once', async () => {
    const all = await Promise.allSettled([enter(0, 5), enter(3, 8), enter(5, 5), enter(-1, 5)]);
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const reader = db.source.manager;
    const [row] = await reader.find(AbsenceRow);
    await reader.update(AbsenceRow, { id: row!.id }, { fromOn: TODAY, untilOn: addDays(TODAY, 5) });
    const stoodFor = (who: keyof Seed['officials']) =>
      absences.stoodForBy(reader, seed.institution.id, seed.officials[who].id, TODAY);
    expect((await stoodFor('drejtor')).map((one) => one.id)).toEqual([seed.officials.staf.id]);
    expect(await stoodFor('zyrtar')).toEqual([]);
    const found = await absences.awayToday(reader, seed.institution.id, TODAY);
    expect([...found].map(([id, { present }]) => [id, present])).toEqual([
      [seed.officials.staf.id, seed.officials.drejtor.id],
    ]);
    const cancel = () =>
      db.transactions.run((tx) => absences.cancel(tx, seed.institution.id, row!.id, seed.officials.admin.id, NOW));
    expect([await cancel(), await cancel()]).toEqual([true, false]);
    expect(await stoodFor('drejtor')).toEqual([]);
  });

  it('show notices unread first, and mark what was read', async () => {
    const notices = new Notices();
    const [{ id: officialId, institutionId }, reader] = [seed.officials.staf, db.source.manager];
    for (let i = 0; i < 5; i += 1) {
      const at = new Date(NOW.getTime() + i * 1000);
      const message = {
        institutionId,
        caseId: null,
        kind: 'calendar-ends',
        recipient: 'staf@test',
        language: 'sq' as const,
      };
      await db.transactions.run((tx) =>
        new Outbox().add(tx, at, [
          { ...message, facts: { n: i, long: 'x'.repeat(400) }, official: { id: officialId } },
        ]),
      );
    }
    const shown = (rows: Awaited<ReturnType<Notices['page']>>) => rows.map((one) => one.facts.n);
    const all = await notices.page(reader, officialId, 10, null);
    expect(shown(all)).toEqual([4, 3, 2, 1, 0]);
    expect(all[0]).toMatchObject({ mailedAt: all[0]?.at, facts: { n: 4 } });
    expect(all[0]?.facts.long).toBeUndefined();
    expect(await notices.read(reader, officialId, all[1]!.id, NOW)).toBe(true);
    expect(await notices.read(reader, officialId, all[1]!.id, NOW)).toBe(false);
    expect(await notices.unread(reader, officialId)).toBe(4);
    const pages: unknown[] = [];
    let last: { unread: boolean; at: Date; id: string } | null = null;
    for (let i = 0; i < 3; i += 1) {
      const page = await notices.page(reader, officialId, 2, last);
      pages.push(shown(page));
      const end = page.at(-1);
      last = end ? { unread: end.readAt === null, at: end.at, id: end.id } : last;
    }
    expect(pages).toEqual([[4, 2], [1, 0], [3]]);
    expect(await notices.readAll(reader, officialId, new Date(NOW.getTime() + 2000), NOW)).toBe(3);
    expect(await notices.unread(reader, officialId)).toBe(1);
  });
});
