import {
  apply,
  type CaseClock,
  clockOf,
  correctReceipt,
  type Corrected,
  isClosed,
  NotAllowed,
  pageLanguage,
  silentBy,
} from '../../../../core/casefile';
import { type LocalDate, localTimeOf, NoStatute, startOfLocalDay } from '../../../../core/law';
import { type FieldProblem, lineOf, type MoveContext, neededText } from '../../../../platform/casework';
import { instantOf, readTime } from '../../../../platform/intake';
import type { LoadedCase, NewMessage } from '../../../../records';
import { beside, neededDay, RefusedBeside, typedDay } from './days';
import type { MoveDefinition } from './move';

/** An administrator corrects the day and time of receipt, with a reason. What was believed before stays in the log. */
export const correctMove: MoveDefinition = {
  name: 'correct',
  action: 'case.correct',
  fields: ['receivedOn', 'receivedTime', 'why'],
  takesFiles: false,
  offered: (file) => !isClosed(file),
  start: ({ file }) => ({ receivedOn: typedDay(file.receivedOn), receivedTime: localTimeOf(file.receivedAt) }),
  read: (body) => {
    const problems: FieldProblem[] = [];
    const day = neededDay(body, 'receivedOn', problems);
    const typed = lineOf(body, 'receivedTime');
    const time = typed === '' ? '' : readTime(typed);
    if (time === null) problems.push({ field: 'receivedTime', code: 'time-wrong' });
    const why = neededText(body, 'why', problems);
    return {
      problems,
      prepare:
        ({ papers, tracking, reader }) =>
        async (loaded, { official, now, today }) => {
          const { row, file } = loaded;
          // Hours are counted from the minute; days do not need it.
          if (file.urgent && !time) throw new RefusedBeside('correct.time-missing', 'receivedTime');
          const receivedAt = time ? keepingSeconds(instantOf(day, time), file.receivedAt) : startOfLocalDay(day);
          if (day <= today && receivedAt > now) throw new RefusedBeside('correct.future', 'receivedTime');
          const correct = (noteId: string): Corrected => correction(loaded, receivedAt, noteId, { now, today });
          const { from, to } = beside('receivedOn', () => correct(''));
          const applicant = await tracking.applicant(reader, row.id);
          const moved = from !== to;
          return async (tx) => {
            const note = await papers.addNote(tx, { caseId: row.id, authorId: official.id, text: why, createdAt: now });
            const event = correct(note.id);
            return {
              events: [event],
              messages: moved && applicant.email ? [toldOf(loaded, event, applicant.email)] : [],
            };
          };
        },
    };
  },
};

/** The form shows no seconds: a minute that was left as it was is the very moment of before. */
const keepingSeconds = (typed: Date, was: Date): Date =>
  Math.floor(typed.getTime() / 60_000) === Math.floor(was.getTime() / 60_000) ? was : typed;

const after = ({ file, basis }: LoadedCase, event: Corrected): CaseClock =>
  clockOf(apply(file, event), basis.calendar, basis.settings);

function correction(
  loaded: LoadedCase,
  receivedAt: Date,
  noteId: string,
  { now, today }: Pick<MoveContext, 'now' | 'today'>,
): Corrected {
  const event = correctReceipt(loaded.file, receivedAt, noteId, { from: null, to: null }, today);
  try {
    const clock = after(loaded, event);
    const silence = loaded.file.silentSince === null ? {} : { silentSince: silentBy(clock, now) };
    return { ...event, from: dueOnOf(loaded.clock), to: dueOnOf(clock), ...silence };
  } catch (error) {
    if (error instanceof NoStatute) throw new NotAllowed('correct.before-the-law');
    throw error;
  }
}

const dueOnOf = (clock: CaseClock): LocalDate | null => (clock.state === 'running' ? clock.dueOn : null);

/** Tells the applicant what moved, and whether a silence that was told is none. */
function toldOf(loaded: LoadedCase, event: Corrected, recipient: string): NewMessage {
  const { row, file } = loaded;
  const clock = after(loaded, event);
  return {
    institutionId: row.institutionId,
    caseId: row.id,
    kind: 'receipt-corrected',
    recipient,
    language: pageLanguage(row.answerLanguage),
    facts: {
      reference: row.reference,
      caseKind: row.kind,
      subject: row.subject,
      receivedOn: event.receivedOn,
      from: event.from,
      dueOn: event.to,
      dueAt: clock.state === 'running' ? (clock.dueAt?.toISOString() ?? null) : null,
      held: clock.state === 'paused',
      silenceLifted: file.silentSince !== null && apply(file, event).silentSince === null,
    },
  };
}
