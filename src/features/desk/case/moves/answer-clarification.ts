import { randomUUID } from 'node:crypto';
import { answerClarification, awaitsClarification, isClosed, pageLanguage } from '../../../../core/casefile';
import { type FieldProblem, neededText } from '../../../../platform/casework';
import { beside, optionalDay, typedDay } from './days';
import { fileRows, mailTo, type MoveDefinition } from './move';

/** Writes down what the applicant answered on paper, by telephone or at the counter; it may be a letter that waited. */
export const answerClarificationMove: MoveDefinition = {
  name: 'answer-clarification',
  action: 'case.clarify',
  fields: ['answer', 'answeredOn'],
  takesFiles: true,
  offered: (file) => !isClosed(file) && awaitsClarification(file),
  start: (_loaded, today) => ({ answeredOn: typedDay(today) }),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const answer = neededText(body, 'answer', problems);
    const day = optionalDay(body, 'answeredOn', problems);
    return {
      problems,
      prepare:
        ({ papers, people, reader }) =>
        async (loaded, { official, now, today }) => {
          const letterId = randomUUID();
          const event = beside('answeredOn', () => answerClarification(loaded.file, letterId, today, day ?? today));
          const { assigneeId } = loaded.row;
          const assignee = assigneeId && assigneeId !== official.id ? await people.byId(reader, assigneeId) : null;
          return async (tx) => {
            await papers.addFiles(tx, fileRows(files, loaded, 'clarification', true, now));
            await papers.addLetter(tx, {
              id: letterId,
              caseId: loaded.row.id,
              kind: 'clarification-answer',
              language: pageLanguage(loaded.row.answerLanguage),
              facts: { recordedBy: official.id },
              text: answer,
              fileId: null,
              fromApplicant: true,
              createdAt: now,
            });
            return {
              events: [event],
              messages: assignee?.active ? [mailTo(assignee, 'clarification-answered', loaded, today)] : [],
            };
          };
        },
    };
  },
};
