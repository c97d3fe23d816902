import { complaintSteps, type StepOfComplaint } from '../../../core/casefile';
import type { LocalDate } from '../../../core/law';
import { outcomeInWords } from '../../../platform/casework';
import { formatDate, type Lang, words } from '../../../platform/views';
import type { LoadedCase } from '../../../records';
import { type PassportView, passportView } from './passport-view';

/** The way of a complaint to the Agency, in words, step by step. */
export interface ComplaintView {
  steps: ComplaintStepView[];
  /** The Agency bound the municipality before it had decided at all. */
  decideFirst: boolean;
}

export interface ComplaintStepView {
  title: string;
  lines: string[];
  /** Whether it was in time, where that is ours or the applicant's to keep; colour and words say the same. */
  mark: { text: string; look: 'calm' | 'overdue' } | null;
  kind: 'done' | 'now' | 'alert' | 'coming';
  why: { title: string; passport: PassportView } | null;
}

/** Null where there is nothing to complain about, and nobody did. */
export function complaintView({ file, present }: LoadedCase, lang: Lang, today: LocalDate): ComplaintView | null {
  const steps = complaintSteps(file, present.calendar, today);
  if (steps.length === 0) return null;
  const decideFirst = file.decision === null && steps.some(({ step, on }) => step === 'comply' && on === null);
  return { steps: steps.map((step) => stepView(step, file.complaint, file.kind, lang)), decideFirst };
}

type File = LoadedCase['file'];

function stepView(
  one: StepOfComplaint,
  complaint: File['complaint'],
  kind: File['kind'],
  lang: Lang,
): ComplaintStepView {
  const t = words(lang);
  const { step, on, dueOn, standing, clock } = one;
  const lines: string[] = [];
  if (on !== null) lines.push(formatDate(on, lang));
  else lines.push(t(standing === 'done' ? 'complaint:noDay' : `complaint:waiting.${step}`));
  if (step === 'decision' && complaint?.outcome) lines.push(t(`common:complaintOutcome.${complaint.outcome}`));
  if (step === 'comply' && complaint?.outcomeAfter) {
    lines.push(t('complaint:outcomeAfter', { outcome: outcomeInWords(kind, complaint.outcomeAfter, lang) }));
  }
  if (dueOn !== null) {
    const key = step === 'decision' ? 'complaint:expected' : 'complaint:due';
    lines.push(t(key, { day: formatDate(dueOn, lang, 'weekday') }));
  }
  if (step === 'court') lines.push(t('complaint:courtNote'));
  const passport = clock && passportView(clock, lang);
  const title = t(`complaint:step.${step}`);
  return {
    title,
    lines,
    mark: markOf(one, lang),
    kind: on !== null || standing === 'done' ? 'done' : standing === 'overdue' ? 'alert' : 'coming',
    why: passport && { title: t('complaint:whyOf', { step: title }), passport },
  };
}

/** When the Agency decides, and whether the applicant goes to court, is not ours to judge. */
function markOf({ step, standing }: StepOfComplaint, lang: Lang): ComplaintStepView['mark'] {
  const judged = standing === 'in-time' || standing === 'late' || standing === 'overdue';
  if (!judged || step === 'decision' || step === 'court') return null;
  return { text: words(lang)(`complaint:standing.${standing}`), look: standing === 'in-time' ? 'calm' : 'overdue' };
}
