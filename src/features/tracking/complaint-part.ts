import { complaintSteps, complaintStage, type StepOfComplaint } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { dueBadge, type DueBadge, outcomeInWords } from '../../platform/casework';
import { explainDeadline, type Explained } from '../../platform/intake';
import { formatDate, type Lang, type Words } from '../../platform/views';
import type { LoadedCase } from '../../records';

/** The applicant's own days to complain, or how far the complaint has come. */
export interface ComplaintPart {
  title: string;
  badge: DueBadge | null;
  sentences: string[];
  /** Why the applicant's days end on that day. */
  why: Explained | null;
}

/** Outcomes that give no document, or not all of it: their letters name the remedy. */
const REFUSED: readonly string[] = ['refused', 'partial', 'unanswered'];

/** Whether the applicant can still complain; also where no last day is known. */
export function mayStillComplain({ file, present }: LoadedCase, now: Date): boolean {
  if (file.complaint !== null) return false;
  return complaintSteps(file, present.calendar, localDateOf(now))[0]?.standing !== 'overdue';
}

/** Null where nothing was refused and nobody complained. */
export function complaintPart(loaded: LoadedCase, now: Date, t: Words, lang: Lang): ComplaintPart | null {
  const { file, present } = loaded;
  const today = localDateOf(now);
  const steps = complaintSteps(file, present.calendar, today);
  if (file.complaint !== null) return underWay(loaded, steps, t, lang);
  const [own] = steps;
  if (!own || (file.decision && file.silentSince === null && !REFUSED.includes(file.decision.outcome))) return null;
  if (own.dueOn === null || own.clock === null) return null;
  const running = own.standing === 'running';
  return {
    title: t('complaint:mine.title'),
    badge: running ? dueBadge({ dueOn: own.dueOn, dueAt: null }, { today, now, t }) : null,
    sentences: [
      running
        ? t('complaint:mine.how', { reference: file.reference })
        : t('complaint:mine.passed', { day: formatDate(own.dueOn, lang) }),
    ],
    why: explainDeadline(own.clock, t, lang),
  };
}

function underWay({ file }: LoadedCase, steps: readonly StepOfComplaint[], t: Words, lang: Lang): ComplaintPart {
  const { complaint } = file;
  const said: string[] = [];
  const until = (step: StepOfComplaint['step'], key: string): void => {
    const dueOn = steps.find((one) => one.step === step)?.dueOn;
    if (dueOn) said.push(t(`complaint:mine.${key}`, { day: formatDate(dueOn, lang, 'weekday') }));
  };
  if (complaint?.outcome) said.push(t(`common:complaintOutcome.${complaint.outcome}`) + '.');
  else if (complaint?.id && complaint.notifiedOn === null) said.push(t('complaint:mine.letter'));
  const stage = complaint ? complaintStage(complaint) : 'done';
  if (stage === 'reply') until('reply', 'reply');
  if (stage === 'reply' || stage === 'agency') until('decision', 'agency');
  if (stage === 'comply') until('comply', 'comply');
  if (complaint?.compliedOn && complaint.outcomeAfter) {
    const outcome = outcomeInWords(file.kind, complaint.outcomeAfter, lang);
    said.push(t('complaint:mine.complied', { day: formatDate(complaint.compliedOn, lang), outcome }));
  }
  until('court', 'court');
  return { title: t('complaint:mine.titleUnderWay'), badge: null, sentences: said, why: null };
}
