import type { BackPlanSettings } from '../../core/casefile';
import type { Problems } from './form-problems';

export type BackPlanField = keyof BackPlanSettings;

/** What stands in the three fields. */
export const typedBackPlan = (settings: BackPlanSettings): Record<BackPlanField, string> => ({
  directorateShare: String(settings.directorateShare),
  draftDaysBefore: String(settings.draftDaysBefore),
  signOffDaysBefore: String(settings.signOffDaysBefore),
});

/** The settings that fields without problems say. */
export const backPlanOf = (typed: Record<BackPlanField, string>): BackPlanSettings => ({
  directorateShare: Number(typed.directorateShare),
  draftDaysBefore: Number(typed.draftDaysBefore),
  signOffDaysBefore: Number(typed.signOffDaysBefore),
});

/** What is wrong with the three fields: outside of their range, or signed before the draft is ready. */
export function backPlanProblems(typed: Record<BackPlanField, string>): Problems<BackPlanField> {
  const problems: Problems<BackPlanField> = {};
  if (!within(typed.directorateShare, 10, 90)) problems.directorateShare = 'share-invalid';
  if (!within(typed.draftDaysBefore, 0, 10)) problems.draftDaysBefore = 'days-invalid';
  if (!within(typed.signOffDaysBefore, 0, 10)) problems.signOffDaysBefore = 'days-invalid';
  else if (!problems.draftDaysBefore && Number(typed.signOffDaysBefore) > Number(typed.draftDaysBefore)) {
    problems.signOffDaysBefore = 'sign-off-before-draft';
  }
  return problems;
}

const within = (text: string, least: number, most: number): boolean =>
  /^\d{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most;
