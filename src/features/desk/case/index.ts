import { CaseAlarmsReader } from './case-alarms';
import { CaseDataReader } from './case-data';
import { CaseMovesController } from './case-moves.controller';
import { CasePageController } from './case-page.controller';
import { CasePapersController } from './case-papers.controller';
import { PastCaseController } from './past.controller';
import { WhoAskedController } from './who-asked.controller';

/** The case page's part of the desk module. */
export const CASE_CONTROLLERS = [
  CasePageController,
  PastCaseController,
  CaseMovesController,
  CasePapersController,
  WhoAskedController,
];
export const CASE_PROVIDERS = [CaseAlarmsReader, CaseDataReader];
