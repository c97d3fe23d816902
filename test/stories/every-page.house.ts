import { addDays, localDate } from '../../src/core/law';
import { CaseRow, Directorate, LongActions, Official, SearchUpkeep, Transactions } from '../../src/records';
import { formOf } from '../../src/features/administration/institution-form';
import { InstitutionsService } from '../../src/features/administration/institutions.service';
import { fillCases } from '../bench/fill';
import { followedCases } from '../make/followed';
import { failedJobs } from '../make/failed-jobs';
import { mailsToSee } from '../make/mails-to-see';
import { addOfficial, keptArea, keptFile, openTask } from '../make/objects';
import type { TestApp } from '../support/app';
import type { ThingsToSee } from './every-page.list';

/** The moment at which the house of every page stands. */
export const NOW = '2026-03-30T09:00:00+02:00';
const TODAY = localDate('2026-03-30');

const LONG_SUBJECT =
  'Procesverbalet, kontratat dhe faturat për mirëmbajtjen e ndriçimit publik, rrugëve lokale dhe hapësirave të gjelbra në të gjitha fshatrat e komunës, 2022–2025 (shih https://komuna.example/vendime/kuvendi/2025/ndricimi-publik-i-rrugeve-lokale)';

/** Something of everything, in lists that go on, with names as long as real ones. Gives what the addresses of pages need. */
export async function somethingOfEverything(app: TestApp): Promise<ThingsToSee> {
  const { manager } = app.source;
  const { officials, directorates } = app.seed;
  await manager.update(Official, { id: officials.staf.id }, { name: 'Fatbardha Kelmendi-Hasanmehmetaj' });
  await manager.update(Official, { id: officials.admin.id }, { keeper: true });
  await manager.update(
    Directorate,
    { id: directorates.budget.id },
    {
      nameSq: 'Drejtoria për Shërbime Publike, Mbrojtje, Shpëtim dhe Mjedis',
      nameSr: 'Direkcija za javne usluge, zaštitu, spasavanje i životnu sredinu',
      nameEn: 'Directorate of Public Services, Protection, Rescue and Environment',
    },
  );
  await fillCases(app.source, app.seed, [
    { count: 55, kind: 'access-request', receivedOn: (i) => addDays(TODAY, -(i % 12)) },
    { count: 6, kind: 'petition', receivedOn: (i) => addDays(TODAY, -i * 9) },
    { count: 12, kind: 'access-request', receivedOn: (i) => addDays(TODAY, -30 - i), decidedAfter: (i) => i },
  ]);
  await addOfficial(app, { email: 'kuvendi@test', name: 'Krenare Kuvendi', role: 'assembly-secretariat' });
  const accessUntil = addDays(TODAY, 30);
  await addOfficial(app, { email: 'auditor@test', name: 'Albert Auditori', role: 'auditor', accessUntil });
  const ofTheOfficer = (kind: 'access-request' | 'petition'): Promise<CaseRow> =>
    manager.findOneByOrFail(CaseRow, { kind, isOpen: true, assigneeId: officials.zyrtar.id });
  const request = await ofTheOfficer('access-request');
  await manager.update(CaseRow, { id: request.id }, { subject: LONG_SUBJECT });
  await app.get(Transactions).run(async (tx) => {
    await app.get(SearchUpkeep).startAnew(tx);
    await app.get(SearchUpkeep).refresh(tx, 100);
  });
  const task = await openTask(app, request, await keptFile(app, request, 'internal'));
  const petition = (await ofTheOfficer('petition')).id;
  // One long register that waits, and one that was refused.
  const longFile = { institutionId: app.seed.institution.id, officialId: officials.admin.id, what: 'import' as const };
  const facts = { fileName: 'regjistri-2024.csv', dryRun: false };
  const actions = app.get(LongActions);
  const importRun = await actions.begin(manager, { ...longFile, facts }, new Date(NOW));
  const importRefused = await actions.begin(manager, { ...longFile, facts }, new Date(NOW));
  const problem = { line: 2, column: 'kind', code: 'empty' };
  const counts = { rows: 3_000, added: 0, unchanged: 0, differing: 0, yearAdded: 0 };
  const refused = { ...counts, problems: [problem], found: 1, doneId: null, broken: null };
  await actions.finish(manager, importRefused, refused, new Date(NOW));
  const calendar = { ...longFile, what: 'calendar' as const, facts: { page: 'add' } };
  const settingsRun = await changeOfTheSettings(app);
  const exported = { institutionId: app.seed.institution.id, officialId: officials.zyrtar.id, what: 'export' as const };
  const exportRun = await actions.begin(manager, { ...exported, facts: { list: 'kind=petition' } }, new Date(NOW));
  const runs = {
    ...{ importRun, importRefused, settingsRun, exportRun },
    calendarRun: await actions.begin(manager, calendar, new Date(NOW)),
  };
  const area = await keptArea(app, 'ARSIM');
  await app.source.query("UPDATE case_files SET subject_area = 'ARSIM' WHERE reference LIKE '%2'");
  // An institution whose first administrator was invited and has not come yet.
  const asked = await app.get(InstitutionsService).add(
    { ...officials.admin, keeper: true },
    {
      ...{ code: 'PZ', nameSq: 'Komuna e Prizrenit', nameSr: 'Opština Prizren', nameEn: 'Municipality of Prizren' },
      ...{ colour: 'plum', firstLanguage: 'sq', otherLanguages: 'en' },
      ...{ adminName: 'Edona Gashi', adminEmail: 'edona@prizren.example', adminLanguage: 'sq' },
    },
  );
  if (asked) throw new Error(`The institution was refused: ${Object.values(asked).join(', ')}`);
  await keptArea(app, 'URBAN-2027');
  return {
    area,
    request: request.id,
    petition,
    task,
    ...runs,
    ...(await failedJobs(app, request.id)),
    ...(await mailsToSee(app)),
    ...(await followedCases(app)),
  };
}

/** One that waits, and the id of one that was not made because somebody else was faster. */
async function changeOfTheSettings(app: TestApp): Promise<string> {
  const [{ institution, officials }, actions] = [app.seed, app.get(LongActions)];
  const shown = formOf(institution);
  const form = { ...shown, workingDays: true, phone: '+383 28 111 111' };
  const facts = {
    form,
    seen: JSON.stringify({ ...shown, phone: '+383 28 333 333' }),
    fields: ['workingDays', 'phone'],
  };
  const action = { institutionId: institution.id, officialId: officials.admin.id, what: 'settings' as const, facts };
  const stale = await actions.begin(app.source.manager, action, new Date(NOW));
  await actions.finish(app.source.manager, stale, { stale: true }, new Date(NOW));
  await actions.begin(app.source.manager, action, new Date(NOW));
  return stale;
}
