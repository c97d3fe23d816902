import { localDate } from '../../src/core/law';
import { Absences, Acknowledging, NoticeRow, Notices, type RecordedEvent } from '../../src/records';
import { plusDays } from './other-time';
import type { Town } from './town';
import type { CaseTruth } from './truth';

/** Somebody goes away from tomorrow on, for some days. */
export async function leave(town: Town, officialId: string, days: number, standInId: string | null): Promise<void> {
  const today = town.time.today();
  const [from, until] = [localDate(plusDays(today, 1)), localDate(plusDays(today, days))];
  // Whoever is away already does not leave again.
  if (town.truth.away.some((one) => one.officialId === officialId && one.until >= from)) return;
  const absence = {
    institutionId: town.seed.institution.id,
    officialId,
    standInId,
    by: town.seed.officials.admin.id,
    fromOn: from,
    untilOn: until,
  };
  await town.transactions.run((tx) => new Absences(town.log).enter(tx, { ...absence, now: town.time.now() }));
  town.truth.away.push({ officialId, from, until, standInId });
}

/** What asks for "I have it" and has no answer yet. */
export const asked = (town: Town): Promise<NoticeRow[]> =>
  town.source.manager.findBy(NoticeRow, { ackState: 'wanted' });

/** Somebody says "I have it". */
export async function acknowledge(town: Town, { caseId, officialId }: NoticeRow): Promise<void> {
  const truth = town.cases.get(caseId ?? '');
  if (!truth) return;
  const before = (await acknowledgements(town, truth)).length;
  const which = { institutionId: town.seed.institution.id, caseId: truth.id, by: officialId };
  await town.transactions.run((tx) =>
    new Acknowledging(town.book, new Notices()).acknowledge(tx, {
      ...which,
      officialIds: [officialId],
      now: town.time.now(),
    }),
  );
  for (const { event, recordedAt } of (await acknowledgements(town, truth)).slice(before)) {
    if (event.type !== 'alarm-acknowledged') continue;
    const rung = event.rung.replace(/[.]climb-\d+$/, '');
    truth.acknowledged.push({ version: event.clockVersion, rung, at: recordedAt.getTime() });
  }
}

async function acknowledgements(town: Town, truth: CaseTruth): Promise<RecordedEvent[]> {
  const history = await town.log.ofCase(town.source.manager, truth.id);
  return history.filter(({ event }) => event.type === 'alarm-acknowledged');
}
