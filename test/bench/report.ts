import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addDays, localDate } from '../../src/core/law';
import { YearReports } from '../../src/platform/reports';
import { ReportFacts, SubjectAreas, Transactions } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { seedMunicipality } from '../support/seed';
import { fillCases } from './fill';
import { type Line, middleOf, ms } from './measure';

const CASES = 100_000;

/** The yearly report over 100,000 cases, most of them decided. */
export async function benchReport(folder: string): Promise<Line[]> {
  mkdirSync(folder, { recursive: true });
  const source = await openDatabase(`sqlite:${path.join(folder, 'qasja.sqlite')}`);
  const seed = await seedMunicipality(source, new Date());
  const first = localDate('2025-01-02');
  const receivedOn = (i: number) => addDays(first, i % 360);
  await fillCases(source, seed, [
    { count: CASES * 0.9, kind: 'access-request', receivedOn, decidedAfter: (i) => i % 12 },
    { count: CASES * 0.1, kind: 'petition', receivedOn },
  ]);
  const reports = new YearReports(new Transactions(source), new ReportFacts(), new SubjectAreas());
  const year = { from: localDate('2025-01-01'), to: localDate('2025-12-31'), asOf: localDate('2025-12-31') };
  const took = await middleOf(5, () => reports.of(seed.institution.id, year));
  await source.destroy();
  return [{ what: 'yearly report over 100,000 cases', measured: ms(took), asked: '< 1 s', met: took < 1000 }];
}
