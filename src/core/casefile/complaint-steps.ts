import { type Calendar, type LocalDate, NoStatute, type Procedure } from '../law';
import type { CaseFile } from './case-file';
import { type CaseClock, clockOfStep } from './clock';
import { complainableSince } from './complaint-moves';

/** The way of a complaint. `file` and `court` are the applicant's to do, `letter` and `decision` the Agency's. */
export const COMPLAINT_STEPS = ['file', 'letter', 'reply', 'decision', 'comply', 'court'] as const;
export type ComplaintStep = (typeof COMPLAINT_STEPS)[number];

/** `done`: without a term to judge it by. `open`: nothing runs, or no calendar is known that far. */
export const STEP_STANDINGS = ['in-time', 'late', 'done', 'running', 'overdue', 'open'] as const;
export type StepStanding = (typeof STEP_STANDINGS)[number];

/** One step of a complaint as it stands on a day. All days are Europe/Belgrade. */
export interface StepOfComplaint {
  step: ComplaintStep;
  /** The day on which it was done; null while it was not. */
  on: LocalDate | null;
  /** The last day in time; null where nothing sets one. */
  dueOn: LocalDate | null;
  standing: StepStanding;
  /** How the due day came about; null where no law sets a term. */
  clock: CaseClock | null;
}

/**
 * The steps of a complaint to the Agency that have come, in order, with what each is due by. Before a complaint only the
 * applicant's own days; nothing at all where there is nothing to complain about.
 */
export function complaintSteps(file: CaseFile, calendar: Calendar, today: LocalDate): StepOfComplaint[] {
  const { complaint } = file;
  const since = applicantsDayZero(file);
  const steps: StepOfComplaint[] = [];
  const add = (
    step: ComplaintStep,
    on: LocalDate | null,
    term: { procedure: Procedure; trigger: LocalDate; judgedBy?: LocalDate | null } | null,
  ): void => {
    const clock = term && withTerm(term.procedure, term.trigger, calendar);
    const counted = clock?.state === 'running' ? clock.dueOn : null;
    // What was judged stays judged by the day that held then.
    const dueOn = on === null ? counted : (term?.judgedBy ?? counted);
    steps.push({ step, on, dueOn, standing: standingOf(on, dueOn, today), clock });
  };
  if (since !== null && complaint === null) add('file', null, { procedure: 'complaint.file', trigger: since });
  if (complaint === null) return steps;
  add('file', complaint.on, since === null ? null : { procedure: 'complaint.file', trigger: since });
  if (complaint.id === null) return complaint.outcome === null ? steps : [...steps, TOLD];
  if (complaint.notifiedOn !== null || complaint.decidedOn === null) add('letter', complaint.notifiedOn, null);
  if (complaint.notifiedOn !== null && !(complaint.decidedOn !== null && complaint.answeredOn === null)) {
    const { notifiedOn: trigger, replyDueOn: judgedBy } = complaint;
    add('reply', complaint.answeredOn, { procedure: 'complaint.reply', trigger, judgedBy });
  }
  add('decision', complaint.decidedOn, { procedure: 'complaint.decision', trigger: complaint.on });
  if (complaint.decidedOn === null) return steps;
  const trigger = complaint.decidedOn;
  if (complaint.outcome === 'binding') {
    add('comply', complaint.compliedOn, { procedure: 'complaint.comply', trigger, judgedBy: complaint.complyDueOn });
  }
  add('court', null, { procedure: 'complaint.court', trigger });
  return steps;
}

/** An old register tells the outcome, and no day of it. */
const TOLD: StepOfComplaint = { step: 'decision', on: null, dueOn: null, standing: 'done', clock: null };

/**
 * Day zero of the applicant's days to complain: of a complaint that was made, what it was about; otherwise the latest of
 * silence and refusal, because a refusal after silence can be complained about anew.
 */
export function applicantsDayZero(file: CaseFile): LocalDate | null {
  const since = complainableSince(file);
  const decidedOn = file.decision?.on ?? null;
  if (since === null || decidedOn === null || decidedOn <= since) return since;
  return file.complaint !== null && file.complaint.on < decidedOn ? since : decidedOn;
}

function standingOf(on: LocalDate | null, dueOn: LocalDate | null, today: LocalDate): StepStanding {
  if (on !== null) return dueOn === null ? 'done' : on <= dueOn ? 'in-time' : 'late';
  return dueOn === null ? 'open' : today <= dueOn ? 'running' : 'overdue';
}

function withTerm(procedure: Procedure, trigger: LocalDate, calendar: Calendar): CaseClock | null {
  try {
    return clockOfStep(procedure, trigger, calendar);
  } catch (error) {
    if (error instanceof NoStatute) return null;
    throw error;
  }
}
