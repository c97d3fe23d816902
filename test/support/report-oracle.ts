import {
  type CaseEvent,
  type CaseFile,
  clockOf,
  type DocumentType,
  type ApplicantType,
  DEFAULT_CLOCK_SETTINGS,
  replay,
} from '../../src/core/casefile';
import { type LocalDate, nationalCalendar } from '../../src/core/law';
import { lastDayOf, type ReportFact, type ReportPeriod, type Stage } from '../../src/core/report';

export interface ToldCase {
  events: CaseEvent[];
  applicantType: ApplicantType;
  documentType: DocumentType;
}

/** The case as it stood at the end of a day: later events have not happened. */
const on = ({ events }: ToldCase, day: LocalDate): CaseFile =>
  replay(events.filter((e, i) => i === 0 || e.occurredOn <= day));

function dueOn(file: CaseFile, considering = false): LocalDate | null {
  const clock = clockOf(file, nationalCalendar, DEFAULT_CLOCK_SETTINGS, considering);
  return clock.state === 'running' ? clock.dueOn : null;
}
function firstDueOn(file: CaseFile): LocalDate | null {
  const clock = clockOf(file, nationalCalendar, DEFAULT_CLOCK_SETTINGS, true);
  return clock.state === 'running' ? clock.firstDueOn : null;
}
const done = (day: LocalDate, due: LocalDate | null): Stage =>
  due === null ? 'no-calendar' : day <= due ? 'in-time' : 'late';
const waiting = (today: LocalDate, due: LocalDate | null): Stage =>
  due === null ? 'no-calendar' : today > due ? 'overdue' : 'not-yet';

/** The slow way to a fact: replay the case as of a day and ask the rules of the case file. Null: not of the period. */
export function slowFact(told: ToldCase, period: ReportPeriod): ReportFact | null {
  const until = lastDayOf(period);
  // As it is now: with all that ever happened.
  const begun = replay(told.events);
  if (begun.receivedOn > until) return null;
  if (begun.receivedOn < period.from && begun.decision && begun.decision.on < period.from) return null;
  const end = on(told, until);
  const file = on(told, period.asOf);
  const endDue = dueOn(end);
  const pastDue = endDue !== null && (until > endDue || hourPassed(end));
  const openAtEnd = endDue === null ? 'open-no-calendar' : pastDue ? 'open-past-due' : 'open-in-time';
  const access = file.kind === 'access-request';
  const outcome = file.decision?.outcome ?? null;
  const refusal = told.events.find((e) => e.type === 'decided' && e.occurredOn <= period.asOf);
  return {
    kind: file.kind,
    received: file.receivedOn < period.from ? 'before' : 'within',
    atEnd: end.decision?.outcome ?? openAtEnd,
    outcome,
    timing: access ? timingOf(file, period.asOf) : null,
    consideration: access
      ? null
      : file.consideredOn
        ? done(file.consideredOn, firstDueOn(file))
        : file.decision
          ? 'none'
          : waiting(period.asOf, dueOn(file, true)),
    notice: access ? null : noticeOf(file, period.asOf),
    extended: file.extension !== null,
    urgent: file.urgent,
    complaint: file.complaint ? (file.complaint.outcome ?? 'pending') : null,
    ...complaintOf(file),
    answerForm: file.decision?.answerForm ?? null,
    applicantType: told.applicantType,
    documentType: told.documentType,
    area: begun.area,
    grounds: refusal?.type === 'decided' && (outcome === 'refused' || outcome === 'partial') ? refusal.grounds : [],
    n: 1,
  };
}

/** The steps of a complaint that the municipality owes, each judged by the day that stood when it was done. */
function complaintOf({ complaint }: CaseFile): Pick<ReportFact, 'reply' | 'compliance' | 'outcomeAfter'> {
  const judged = (on: LocalDate, due: LocalDate | null): 'in-time' | 'late' | 'no-term' =>
    due === null ? 'no-term' : on <= due ? 'in-time' : 'late';
  const said: Pick<ReportFact, 'reply' | 'compliance' | 'outcomeAfter'> = {
    reply: null,
    compliance: null,
    outcomeAfter: complaint?.outcomeAfter ?? null,
  };
  if (complaint?.notifiedOn) {
    if (complaint.answeredOn) said.reply = judged(complaint.answeredOn, complaint.replyDueOn);
    else said.reply = complaint.decidedOn ? 'none' : 'pending';
  }
  if (complaint?.outcome === 'binding' && complaint.decidedOn) {
    said.compliance = complaint.compliedOn ? judged(complaint.compliedOn, complaint.complyDueOn) : 'pending';
  }
  return said;
}

/** The hours of an urgent request end within a day; its silence says that they have. */
const hourPassed = ({ urgent, silentSince }: CaseFile): boolean => urgent && silentSince !== null;

function timingOf(file: CaseFile, asOf: LocalDate): ReportFact['timing'] {
  const due = dueOn(file);
  const first = firstDueOn(file);
  if (file.decision?.outcome === 'unanswered') return 'silent';
  if (due === null || first === null) return 'no-calendar';
  if (!file.decision) return asOf > due || hourPassed(file) ? 'silent' : 'not-yet';
  if (hourPassed(file)) return 'late';
  if (file.decision.on <= first) return 'first';
  return file.decision.on <= due ? 'extended' : 'late';
}

function noticeOf(file: CaseFile, asOf: LocalDate): Stage {
  if (!file.consideredOn || file.decision?.outcome === 'withdrawn') return 'none';
  if (file.decision?.outcome === 'unanswered') return 'overdue';
  return file.decision ? done(file.decision.on, dueOn(file)) : waiting(asOf, dueOn(file));
}
