export * from './absences';
export * from './acknowledging';
export * from './administration';
export * from './administration-recount';
export * from './moved-case';
export {
  type AlarmCase,
  AlarmCases,
  type FoundCases,
  type LookPlace,
  takenInOn,
  type UnreadableCase,
} from './alarm-cases';
export * from './alarm-rules';
export * from './alarms';
export * from './anonymising';
export * from './attempts';
export * from './bases';
export * from './bulk-actions';
export * from './calendar-cases';
export * from './calendar-feeds';
export * from './case-book';
export * from './case-links';
export * from './case-prints';
export * from './case-messages';
export * from './case-reading';
export * from './cases-by-due-day';
export * from './closed-cases';
export * from './consultations';
export * from './desk';
export * from './digests';
export * from './event-log';
export * from './failing-alarms';
export * from './file-texts';
export * from './heartbeats';
export * from './imports';
export * from './inspection';
export * from './intake';
export * from './long-actions';
export * from './machinery';
export * from './mail-retention';
export * from './mailboxes';
export * from './mails';
export * from './notices';
export * from './opening';
export * from './outages';
export * from './outbox';
export * from './papers';
export * from './past-cases';
export * from './people';
export * from './provider-subjects';
export * from './queue';
export * from './queue-filter';
export * from './queue-page';
export { usualOrder } from './queue-place';
export * from './rederivation';
export * from './registration';
export * from './report';
export * from './retention';
export * from './second-factors';
export { Search, type SearchFound, type SearchQuery, type SearchRow } from './search';
export * from './search-texts';
export * from './search-upkeep';
export * from './sessions';
export * from './sign-in-links';
export { noStaff, type StaffRows } from './staff-rows';
export * from './standings';
export * from './tasks';
export * from './tokens';
export * from './tracking';
export * from './transfers';
export * from './vault';
export * from './waiting-cases';
export * from './waiting-work';
export * from './webhooks';
export * from './workload';
export * from './subject-areas';
