import { answerConsultation, isClosed, NotAllowed, STANCES, withdrawConsultation } from '../../../../core/casefile';
import { type FieldProblem, limitedText, lineOf, textOf } from '../../../../platform/casework';
import { words } from '../../../../platform/views';
import { openConsultations } from './consult';
import { beside, neededDay, typedDay } from './days';
import { fileRows, type MoveDefinition, type Tools } from './move';

/** Those that a form can be about, by the name of whom was asked. */
const extrasOf =
  (late: boolean): NonNullable<MoveDefinition['extras']> =>
  async ({ consultations, reader }: Tools, { row, file }, lang) => {
    const open = openConsultations(file, late);
    const rows = await consultations.ofCase(reader, row.id);
    const parties = rows.filter((one) => open.some(({ id }) => id === one.id));
    return {
      parties: parties.map(({ id, name }) => ({ value: id, text: name })),
      stances: STANCES.map((value) => ({ value, text: words(lang)(`consultation:stance.${value}`) })),
    };
  };

/** Writes down what a third party answered, by whatever way it came. */
export const consultAnswerMove: MoveDefinition = {
  name: 'consult-answer',
  action: 'case.consult',
  fields: ['consultation', 'stance', 'view', 'answeredOn'],
  takesFiles: true,
  offered: (file) => !isClosed(file) && openConsultations(file, true).length > 0,
  start: ({ file }, today) => ({
    consultation: openConsultations(file, true)[0]?.id ?? '',
    answeredOn: typedDay(today),
  }),
  extras: extrasOf(true),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const id = lineOf(body, 'consultation');
    if (id === '') problems.push({ field: 'consultation', code: 'party-chosen-missing' });
    const chosen = lineOf(body, 'stance');
    const stance = STANCES.find((one) => one === chosen) ?? STANCES[0];
    if (stance !== chosen) problems.push({ field: 'stance', code: 'stance-missing' });
    const text = limitedText(textOf(body, 'view'), 'view', problems);
    if (text === '' && stance !== 'agrees') problems.push({ field: 'view', code: 'view-missing' });
    const day = neededDay(body, 'answeredOn', problems);
    return {
      problems,
      prepare:
        ({ papers, consultations }) =>
        (loaded, { now, today }) => {
          const event = beside('answeredOn', () => answerConsultation(loaded.file, id, stance, day, today));
          return async (tx) => {
            const rows = await papers.addFiles(tx, fileRows(files, loaded, 'consultation', false, now));
            await consultations.note(tx, id, { answer: text, fileIds: rows.map((one) => one.id), settledAt: now });
            const kept = rows.map(({ id: fileId, sha256 }) => ({ fileId, sha256 }));
            return { events: [kept.length > 0 ? { ...event, papers: kept } : event] };
          };
        },
    };
  },
};

/** The third party need not answer any more. */
export const consultWithdrawMove: MoveDefinition = {
  name: 'consult-withdraw',
  action: 'case.consult',
  fields: ['consultation'],
  takesFiles: false,
  offered: (file) => !isClosed(file) && openConsultations(file, false).length > 0,
  start: ({ file }) => ({ consultation: openConsultations(file, false)[0]?.id ?? '' }),
  extras: extrasOf(false),
  read: (body) => {
    const id = lineOf(body, 'consultation');
    const problems: FieldProblem[] = id === '' ? [{ field: 'consultation', code: 'party-chosen-missing' }] : [];
    return {
      problems,
      prepare:
        ({ consultations }) =>
        ({ file, row }, { now, today }) => {
          const event = withdrawConsultation(file, id, today);
          return async (tx) => {
            if (!(await consultations.byId(tx, row.id, id))) throw new NotAllowed('consultation.unknown');
            await consultations.note(tx, id, { settledAt: now });
            return { events: [event] };
          };
        },
    };
  },
};
