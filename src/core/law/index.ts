export { addDays, daysBetween, isLocalDate, type LocalDate, localDate, weekday } from './local-date';
export { localDateOf, localTimeOf, startOfLocalDay } from './local-time';
export {
  type AtExpiry,
  isProcedure,
  type Mark,
  type Procedure,
  procedures,
  type Trigger,
  type Unit,
} from './procedure';
export {
  type Extension,
  type ExtensionGround,
  extensionGrounds,
  type ExtensionReading,
  type Remedy,
  type StatuteCite,
  type StatuteVersion,
  type Term,
  type Threshold,
} from './statute';
export { statutes } from './statutes';
export { NoStatute, statuteFor, termFor } from './choose';
export { signaturesNeeded, thresholdFor, type ThresholdInForce } from './threshold';
export { assertStatutesSound, UnsoundStatutes } from './soundness';
export {
  type Calendar,
  type CalendarDay,
  calendarOf,
  CalendarUnknown,
  type CalendarYear,
  type DayOffCode,
  dayOffCodes,
  type DayTitle,
  type HolidayCode,
  holidayCodes,
  type HolidayState,
  holidayStates,
  isWorkingDay,
  type RestReason,
} from './calendar';
export { calendarYears, nationalCalendar, nationalTables } from './calendars';
export { type CalendarEnd, calendarEnd } from './calendar-end';
export {
  type CalendarChange,
  type CalendarRefusal,
  changeCalendar,
  type ChangedCalendar,
  changedDays,
} from './calendar-edit';
export { newerTable, type TableDifference } from './calendar-newer';
export { type EidDays, suggestYear } from './calendar-suggest';
export { dueOn } from './count';
export { countTerm, type Passport } from './passport';
export { type PassportDay, type PassportReason, passportReasons } from './passport-day';
export { type ClarificationRule, clarificationRules, mergePauses, type Pause } from './pause';
export {
  accessClock,
  type AccessClock,
  type AccessQuestion,
  type Extended,
  type HeldAccessClock,
} from './access-clock';
export { urgentDueAt } from './urgent-clock';
export { type Clock, clockFor, clockOrHeld, type ClockQuestion, type HeldClock } from './clock';
