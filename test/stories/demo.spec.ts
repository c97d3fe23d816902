import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { KINDS, outcomesFor, replay } from '../../src/core/casefile';
import { addDays, localDate } from '../../src/core/law';
import { assertBalanced, fold } from '../../src/core/report';
import { fillDemo } from '../../src/demo';
import type { DemoSummary } from '../../src/demo/index';
import { readConfig } from '../../src/platform/config';
import {
  Bases,
  Applicant,
  CaseMessageRow,
  CaseRow,
  derive,
  EventLog,
  EventRow,
  FileRow,
  Institution,
  MailRow,
  Official,
  OutboxRow,
  ReportFacts,
  TaskRow,
} from '../../src/records';
import { type DataSource, openDatabase } from '../../src/records/data-source';

const NOW = new Date('2026-10-13T10:20:00+02:00');
const TODAY = localDate('2026-10-13');

describe('A demonstration, filled on a Tuesday morning', () => {
  let dataDir: string;
  let source: DataSource;
  let summary: DemoSummary;
  let cases: CaseRow[];
  let institution: Institution;

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-test-demo-'));
    const config = readConfig({ NODE_ENV: 'test', QASJA_DATA_DIR: dataDir, LOG_LEVEL: 'error' });
    const filled = await openDatabase(config.databaseUrl);
    await filled.query('PRAGMA synchronous = OFF');
    summary = await fillDemo(config, filled, NOW);
    source = await openDatabase(config.databaseUrl);
    cases = await source.manager.find(CaseRow);
    institution = await source.manager.findOneByOrFail(Institution, { code: 'LG' });
  }, 300_000);

  afterAll(async () => {
    await source?.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const open = (): CaseRow[] => cases.filter((row) => row.isOpen);

  it('has cases of every kind with every outcome that the kind can have', () => {
    expect(cases.length).toBeGreaterThan(220);
    expect(cases).toHaveLength(summary.cases);
    for (const kind of KINDS) {
      const found = new Set(cases.filter((row) => row.kind === kind).map((row) => row.outcome));
      const common = kind === 'access-request' ? outcomesFor(kind) : (['granted', 'partial', 'refused'] as const);
      expect([...found]).toEqual(expect.arrayContaining([...common, null]));
    }
    expect(new Set(cases.map((row) => row.channel)).size).toBe(7);
    expect(new Set(cases.map((row) => row.language))).toEqual(new Set(['sq', 'sr', 'en']));
  });

  it('has something overdue, due today, due tomorrow, urgent, extended, asked back, and something that nobody has', () => {
    const count = (which: (row: CaseRow) => boolean): number => open().filter(which).length;
    expect(count((row) => row.dueOn < TODAY)).toBeGreaterThan(3);
    expect(count((row) => row.dueOn === TODAY)).toBeGreaterThan(1);
    expect(count((row) => row.dueOn === addDays(TODAY, 1))).toBeGreaterThan(1);
    expect(count((row) => row.urgent && row.dueAt !== null && row.dueAt > NOW)).toBe(2);
    expect(count((row) => row.extendedOn !== null)).toBeGreaterThan(0);
    expect(count((row) => row.status === 'awaiting-clarification')).toBeGreaterThan(0);
    expect(count((row) => row.status === 'considered')).toBeGreaterThan(0);
    expect(count((row) => row.silentSince !== null)).toBeGreaterThan(2);
    expect(count((row) => row.assigneeId === null)).toBe(3);
  });

  it('has tasks that wait, are late and were answered, messages both ways, and e-mail of every fate', async () => {
    const { manager } = source;
    const tasks = await manager.find(TaskRow);
    expect(tasks.filter((one) => one.settledAt === null).length).toBeGreaterThan(2);
    expect(tasks.filter((one) => one.answer && one.answerFileIds.length > 0).length).toBe(1);
    const messages = await manager.find(CaseMessageRow);
    expect(new Set(messages.map((one) => one.direction))).toEqual(new Set(['in', 'out']));
    const mails = await manager.find(MailRow);
    expect(new Set(mails.map((one) => one.state))).toEqual(new Set(['draft', 'set-aside', 'discarded']));
    for (const { sha256 } of mails)
      expect(readFileSync(path.join(dataDir, 'files', sha256.slice(0, 2), sha256), 'utf8')).toContain('Message-ID:');
  });

  it('holds a log whose chain is whole, and rows that follow from it', async () => {
    const log = new EventLog();
    const basis = await new Bases().of(source.manager, institution);
    expect((await log.verify(source.manager, institution.id)).brokenAt).toBeNull();
    for (const row of cases) {
      const history = (await log.ofCase(source.manager, row.id)).map((one) => one.event);
      const { nextRungAt: _, ...derived } = derive(replay(history), basis).row;
      expect(row).toMatchObject({ ...derived, version: history.length });
    }
  });

  it('was lived through in order: nothing was recorded before what stands above it, or in the future', async () => {
    const events = await source.manager.find(EventRow, { order: { seq: 'ASC' } });
    const times = events.map((event) => event.recordedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime());
    expect(events.every((event) => event.occurredOn <= TODAY)).toBe(true);
  });

  it('gives a yearly report that balances', async () => {
    const period = { from: localDate('2026-01-01'), to: localDate('2026-12-31'), asOf: TODAY };
    const report = fold(await new ReportFacts().of(source.manager, institution.id, period), period);
    expect(() => assertBalanced(report)).not.toThrow();
    expect(report.balance.total.opening).toBeGreaterThan(0);
    expect(report.access.received.total).toBeGreaterThan(120);
    expect(report.access.received.unanswered).toBeGreaterThan(0);
    expect(report.access.answers.extended).toBeGreaterThan(0);
    expect(report.access.answers.late).toBeGreaterThan(0);
  });

  it('names no applicant in its log', async () => {
    const said = (await source.manager.find(EventRow)).map((event) => event.data).join('\n');
    for (const { name, email } of await source.manager.find(Applicant)) {
      expect(said).not.toContain(name);
      if (email) expect(said).not.toContain(email);
    }
  });

  it('keeps every file whole, and the mail of the last days as it went out', async () => {
    for (const { sha256, size } of await source.manager.find(FileRow)) {
      expect(readFileSync(path.join(dataDir, 'files', sha256.slice(0, 2), sha256))).toHaveLength(size);
    }
    const messages = await source.manager.find(OutboxRow);
    expect(messages.every((one) => one.state === 'sent' && one.sentAt !== null && one.sentAt <= NOW)).toBe(true);
    const letters = readdirSync(path.join(dataDir, 'outbox'));
    expect(letters.length).toBeGreaterThan(20);
    expect(letters.length).toBeLessThan(messages.length / 4);
  });

  it('tells a newcomer who can sign in and what can be tracked', async () => {
    expect(summary.signIns.map((one) => one.role)).toEqual([
      'responsible-officer',
      'directorate-head',
      'directorate-staff',
      'mayors-office',
      'assembly-secretariat',
      'auditor',
      'administrator',
    ]);
    const officials = await source.manager.find(Official);
    expect(officials.map((one) => one.email)).toEqual(expect.arrayContaining(summary.signIns.map((one) => one.email)));
    expect(summary.tracking.map((one) => one.what)).toEqual(['asked', 'answered']);
    for (const { reference, accessCode } of summary.tracking) {
      const row = cases.find((one) => one.reference === reference);
      expect(await source.manager.findOneByOrFail(Applicant, { caseId: row?.id })).toMatchObject({ accessCode });
    }
  });

  it('refuses to fill a folder that somebody uses', async () => {
    const config = readConfig({ NODE_ENV: 'test', QASJA_DATA_DIR: dataDir, LOG_LEVEL: 'error' });
    const again = await openDatabase(config.databaseUrl);
    await expect(fillDemo(config, again, NOW)).rejects.toThrow('holds a municipality already');
  });
});
