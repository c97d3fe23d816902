import { type CaseFile, isClosed, isOpenTask, NotAllowed, taskDue } from '../../../../core/casefile';
import { localDateOf } from '../../../../core/law';
import {
  askDirectorates,
  type FieldProblem,
  lineOf,
  manyOf,
  namesApplicant,
  neededText,
} from '../../../../platform/casework';
import { formatDate, words } from '../../../../platform/views';
import { backPlanSettings, type LoadedCase } from '../../../../records';
import { optionalDay, RefusedBeside } from './days';
import { institutionName, type MoveDefinition } from './move';

/** Asks one or more directorates for documents; each gets a task with its own day. */
export const askDocumentsMove: MoveDefinition = {
  name: 'ask-documents',
  action: 'case.task',
  fields: ['directorates', 'what', 'mayName', 'by'],
  many: ['directorates'],
  takesFiles: true,
  offered: (file) => !isClosed(file),
  extras: async ({ people, reader }, loaded, lang, now) => {
    const t = words(lang);
    const directorates = await people.directorates(reader, loaded.row.institutionId);
    const active = directorates.filter((one) => one.active);
    const free = active.filter((one) => waitsSince(loaded.file, one.id) === null);
    const waiting = active.flatMap((one) => {
      const since = waitsSince(loaded.file, one.id);
      const day = since && formatDate(since, lang);
      return day ? [t('tasks:ask.waiting', { directorate: institutionName(one, lang), day })] : [];
    });
    const taskChoices = free.map((one) => ({ value: one.id, text: institutionName(one, lang) }));
    return { taskChoices, taskWaiting: waiting, plannedOn: plannedOn(loaded, now) };
  },
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const chosen = manyOf(body, 'directorates');
    if (chosen.length === 0) problems.push({ field: 'directorates', code: 'directorates-missing' });
    const text = neededText(body, 'what', problems);
    const by = optionalDay(body, 'by', problems);
    const mayName = lineOf(body, 'mayName') !== '';
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        const { people, tracking, reader } = tools;
        const parts = await people.directorates(reader, loaded.row.institutionId);
        const directorateIds = parts.filter((one) => one.active && chosen.includes(one.id)).map((one) => one.id);
        if (directorateIds.length < new Set(chosen).size) throw new NotAllowed('task.directorate-missing');
        const applicant = await tracking.applicant(reader, loaded.row.id);
        if (!mayName && namesApplicant(text, applicant)) throw new RefusedBeside('task.names-applicant', 'what');
        try {
          return await askDirectorates(tools, { directorateIds, text, by, files })(loaded, context);
        } catch (error) {
          if (error instanceof NotAllowed && OF_THE_DAY.includes(error.code)) throw new RefusedBeside(error.code, 'by');
          throw error;
        }
      },
    };
  },
};

/** What the rules refuse about the day that was named. */
const OF_THE_DAY: readonly string[] = ['task.past', 'task.after-deadline'];

const waitsSince = (file: CaseFile, directorateId: string) =>
  file.tasks.find((one) => isOpenTask(one) && one.directorateId === directorateId)?.askedOn ?? null;

/** Until when a directorate would have to answer that is asked now. */
function plannedOn({ clock, institution }: LoadedCase, now: Date) {
  const asked = { askedOn: localDateOf(now), askedAt: now, by: null };
  return taskDue(asked, clock, backPlanSettings(institution.settings))?.dueOn ?? null;
}
