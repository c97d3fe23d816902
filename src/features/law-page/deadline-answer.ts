import {
  addDays,
  CalendarUnknown,
  type Clock,
  clockFor,
  daysBetween,
  type LocalDate,
  nationalCalendar,
  NoStatute,
  statuteFor,
  termFor,
} from '../../core/law';
import { remedyAgainst } from '../../core/letters';
import { type PassportRow, passportRows } from '../../platform/intake';
import { formatDate, formatDateTime, type Lang, type Words } from '../../platform/views';
import { complaintWords, expiryWords, noticeWords } from './deadline-afterwards';
import type { DeadlineQuestion } from './deadline-question';
import { extensionWords, questionWords } from './deadline-variants';

/** The answer to "when must they answer me?" in words; or why there is none. */
export type DeadlineAnswer =
  | {
      state: 'found';
      /** What ends on the day. */
      what: string;
      date: string;
      /** For machines: the day, or the instant where hours are counted. */
      datetime: string;
      when: string;
      /** What else is to be known about the day: extension, question, silence. */
      remarks: string[];
      afterwards: string[];
      basis: { title: string; cite: string; mark: string; known: string };
      days: PassportRow[];
      inHours: boolean;
      calendarVersion: string;
    }
  | { state: 'none'; text: string };

/** Asks the law and puts the answer into words. `today` only tells how far off the day is. */
export function answerQuestion(asked: DeadlineQuestion, today: LocalDate, lang: Lang, t: Words): DeadlineAnswer {
  try {
    return asked.what === 'silent' ? afterSilence(asked, today, lang, t) : direct(asked, today, lang, t);
  } catch (error) {
    if (error instanceof NoStatute) return { state: 'none', text: withoutTerm(error, lang, t) };
    // Days near the end of time are beyond every calendar as well.
    if (!(error instanceof CalendarUnknown) && !(error instanceof RangeError)) throw error;
    const { firstDay, lastDay } = nationalCalendar;
    const text = t('deadline:none.calendar', { first: formatDate(firstDay, lang), last: formatDate(lastDay, lang) });
    return { state: 'none', text };
  }
}

/** The clock of the question; an extension is counted by reading A, 15 days in total. */
const clockOf = ({ procedure, day, receivedAt, extended }: DeadlineQuestion): Clock =>
  clockFor({
    procedure,
    trigger: day,
    receivedAt,
    calendar: nationalCalendar,
    extended: extended ? { reading: 'A' } : false,
  });

function direct(asked: DeadlineQuestion, today: LocalDate, lang: Lang, t: Words): DeadlineAnswer {
  const clock = clockOf(asked);
  const remarks = [
    ...(asked.extended ? extensionWords(asked, clock, lang, t) : []),
    ...(asked.question ? questionWords(asked, asked.question, lang, t) : []),
  ];
  const afterwards = [...expiryWords(clock, lang, t), ...noticeWords(clock, lang, t)];
  return told(asked, clock, { today, remarks, afterwards }, lang, t);
}

/** Two deadlines: the municipality's, and from the silence after it the applicant's own. */
function afterSilence(asked: DeadlineQuestion, today: LocalDate, lang: Lang, t: Words): DeadlineAnswer {
  const answer = clockOf({ ...asked, procedure: 'access.decision' });
  const silentOn = addDays(answer.dueOn, 1);
  const due = formatDate(answer.dueOn, lang, 'weekday');
  const remarks = [
    t('deadline:answer.silent', { due, day: formatDate(silentOn, lang) }),
    ...(today <= answer.dueOn ? [t('deadline:answer.notSilentYet')] : []),
    ...(asked.extended ? extensionWords(asked, answer, lang, t) : []),
    ...(asked.question ? questionWords(asked, asked.question, lang, t) : []),
  ];
  const clock = clockFor({ procedure: 'complaint.file', trigger: silentOn, calendar: nationalCalendar });
  return told(asked, clock, { today, remarks, afterwards: expiryWords(clock, lang, t) }, lang, t);
}

function told(
  { what, procedure }: DeadlineQuestion,
  clock: Clock,
  said: { today: LocalDate; remarks: string[]; afterwards: string[] },
  lang: Lang,
  t: Words,
): DeadlineAnswer {
  const { dueAt, dueOn, passport, statute } = clock;
  const complaint = what === 'refused' || what === 'silent';
  return {
    state: 'found',
    what: what === 'other' ? t(`common:procedure.${procedure}`) : t(`deadline:answer.what.${what}`),
    date: dueAt ? formatDateTime(dueAt, lang, 'weekday') : formatDate(dueOn, lang, 'weekday'),
    datetime: dueAt?.toISOString() ?? dueOn,
    when: whenWords(daysBetween(said.today, dueOn), t),
    remarks: complaint ? [...said.remarks, ...complaintWords(clock.trigger, t)] : said.remarks,
    afterwards: said.afterwards,
    basis: {
      title: termFor(clock.procedure, clock.trigger).statute.title[lang],
      cite: statute.cite,
      mark: t(`common:mark.${statute.mark}`),
      known: t(`law:marks.${statute.mark}`),
    },
    days: passportRows({ ...clock, days: passport.days }, lang, t),
    inHours: dueAt !== null,
    calendarVersion: clock.calendarVersion,
  };
}

function whenWords(daysLeft: number, t: Words): string {
  if (daysLeft === 0) return t('deadline:answer.today');
  return daysLeft > 0 ? t('deadline:answer.ahead', { count: daysLeft }) : t('deadline:answer.passed');
}

/** Before 2019 a refusal went to the Ombudsperson, and the law named no number of days. */
function withoutTerm({ procedure, trigger }: NoStatute, lang: Lang, t: Words): string {
  const remedy = procedure === 'complaint.file' ? remedyAgainst(trigger, nationalCalendar) : null;
  if (!remedy) return t('deadline:none.statute');
  const law = statuteFor('access.decision', trigger).title[lang];
  return t('deadline:none.remedy', { law, body: t(`common:remedy.${remedy.body}`) });
}
