import { addDays, type Calendar, type LocalDate } from '../law';
import type { BackPlanSettings } from './back-plan';
import { type CaseFile, isClosed } from './case-file';
import type { CaseClock } from './clock';
import type { RefusalGround } from './codes';
import { type Consultation, isWaiting } from './consultation';
import { consultationDue, latestAnswer } from './consultation-due';
import type { Stance } from './consultation-events';
import type {
  ConsultationAnswered,
  ConsultationAsked,
  ConsultationLapsed,
  ConsultationReminded,
} from './consultation-events';
import { NotAllowed } from './not-allowed';
import { workingDayAfter } from './transfer';

/** Working days that a third party is offered for its answer where the deadline leaves them. No law names a number. */
export const CONSULTATION_DAYS = 5;
const MOST_CONSULTATIONS = 20;

/**
 * The day to offer: so many working days, but no later than the deadline of the case leaves. `cut`: it leaves fewer. Null
 * when it leaves none at all: the municipality then decides without, or extends first. Throws CalendarUnknown.
 */
export function offeredDay(
  clock: CaseClock,
  settings: BackPlanSettings,
  calendar: Calendar,
  today: LocalDate,
): { by: LocalDate; latest: LocalDate | null; cut: boolean } | null {
  const wanted = workingDayAfter(today, CONSULTATION_DAYS, calendar);
  const latest = latestAnswer(clock, settings);
  if (latest === null || wanted <= latest) return { by: wanted, latest, cut: false };
  return latest <= today ? null : { by: latest, latest, cut: true };
}

/** Asks a third party. Its days never lie beyond what the deadline of the case leaves: that one does not stop. */
export function askConsultation(
  file: CaseFile,
  clock: CaseClock,
  settings: BackPlanSettings,
  draft: { consultationId: string; ground: RefusalGround; by: LocalDate; letterId: string },
  today: LocalDate,
): ConsultationAsked {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  if (file.consultations.length >= MOST_CONSULTATIONS) throw new NotAllowed('consultation.too-many');
  const latest = latestAnswer(clock, settings);
  if (latest !== null && latest <= today) throw new NotAllowed('consultation.no-time');
  if (draft.by <= today) throw new NotAllowed('consultation.past');
  if (latest !== null && draft.by > latest) throw new NotAllowed('consultation.outlasts');
  return { type: 'consultation-asked', occurredOn: today, ...draft };
}

/** An answer, also one that comes after its last day: as long as nothing is decided, it is heard. */
export function answerConsultation(
  file: CaseFile,
  consultationId: string,
  stance: Stance,
  on: LocalDate,
  today: LocalDate,
): ConsultationAnswered {
  const one = known(file, consultationId);
  if (!isWaiting(one) && one.state !== 'silent') throw new NotAllowed('consultation.settled');
  if (on > today) throw new NotAllowed('consultation.future');
  if (on < one.askedOn) throw new NotAllowed('consultation.before-question');
  return { type: 'consultation-answered', occurredOn: on, consultationId, stance };
}

export function withdrawConsultation(file: CaseFile, consultationId: string, today: LocalDate): ConsultationLapsed {
  if (!isWaiting(known(file, consultationId))) throw new NotAllowed('consultation.settled');
  return { type: 'consultation-lapsed', occurredOn: today, consultationId, reason: 'withdrawn' };
}

/** Silence, dated on the day after the last one, whoever noticed when. Null while there is still time, or nothing waits. */
export function silentConsultation(
  file: CaseFile,
  consultationId: string,
  clock: CaseClock,
  settings: BackPlanSettings,
  today: LocalDate,
): ConsultationLapsed | null {
  const one = waiting(file, consultationId);
  const due = one && consultationDue(one, clock, settings).dueOn;
  if (!due || today <= due) return null;
  return { type: 'consultation-lapsed', occurredOn: addDays(due, 1), consultationId, reason: 'silence' };
}

/** Reminds whoever was asked, on a day before the last one or on it. Null when there is nobody to remind any more. */
export function remindConsultation(
  file: CaseFile,
  consultationId: string,
  clock: CaseClock,
  settings: BackPlanSettings,
  today: LocalDate,
): ConsultationReminded | null {
  const one = waiting(file, consultationId);
  if (!one || today > consultationDue(one, clock, settings).dueOn) return null;
  return { type: 'consultation-reminded', occurredOn: today, consultationId };
}

const waiting = (file: CaseFile, id: string): Consultation | undefined =>
  isClosed(file) ? undefined : file.consultations.find((one) => one.id === id && isWaiting(one));

function known(file: CaseFile, id: string): Consultation {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  const one = file.consultations.find((consultation) => consultation.id === id);
  if (!one) throw new NotAllowed('consultation.unknown');
  return one;
}
