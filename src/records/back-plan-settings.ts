import { type BackPlanSettings, DEFAULT_BACK_PLAN } from '../core/casefile';
import type { InstitutionSettings } from './entities';

/** How an institution divides its time, with the defaults for what it never set. */
export function backPlanSettings(settings: InstitutionSettings): BackPlanSettings {
  return {
    directorateShare: settings.directorateShare ?? DEFAULT_BACK_PLAN.directorateShare,
    draftDaysBefore: settings.draftDaysBefore ?? DEFAULT_BACK_PLAN.draftDaysBefore,
    signOffDaysBefore: settings.signOffDaysBefore ?? DEFAULT_BACK_PLAN.signOffDaysBefore,
  };
}
