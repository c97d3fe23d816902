import { randomUUID } from 'node:crypto';
import { answerComplaint, pageLanguage } from '../../../../core/casefile';
import { type FieldProblem, limitedText, textOf } from '../../../../platform/casework';
import { complaintPapers, undecided } from './complaint-papers';
import { beside, neededDay, typedDay } from './days';
import type { MoveDefinition } from './move';

/** The municipality's reply to the Agency: its text, its files, or only the day on which it went out. */
export const complaintReplyMove: MoveDefinition = {
  name: 'complaint-reply',
  action: 'case.complaint',
  fields: ['repliedOn', 'reply'],
  takesFiles: true,
  offered: (file) => {
    const complaint = undecided(file);
    return complaint !== null && complaint.notifiedOn !== null && complaint.answeredOn === null;
  },
  start: (_loaded, today) => ({ repliedOn: typedDay(today) }),
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const day = neededDay(body, 'repliedOn', problems);
    const text = limitedText(textOf(body, 'reply'), 'reply', problems);
    return {
      problems,
      prepare: (tools) => (loaded, context) => {
        const { official, now, today } = context;
        const dueOn = loaded.complaintClock?.state === 'running' ? loaded.complaintClock.dueOn : null;
        const event = beside('repliedOn', () => answerComplaint(loaded.file, day, today, dueOn));
        return async (tx) => {
          const papers = await complaintPapers(tools, tx, files, loaded, context);
          if (text !== '') {
            await tools.papers.addLetter(tx, {
              id: randomUUID(),
              caseId: loaded.row.id,
              kind: 'complaint-reply',
              language: pageLanguage(loaded.row.answerLanguage),
              facts: { repliedOn: day, recordedBy: official.id },
              text,
              fileId: null,
              fromApplicant: false,
              createdAt: now,
            });
          }
          return { events: [{ ...event, papers }] };
        };
      },
    };
  },
};
