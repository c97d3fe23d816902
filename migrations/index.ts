export { PeopleAndInstitutions1780000000001 } from './1780000000001-people-and-institutions';
export { SubmissionsAndCaseFiles1780000000002 } from './1780000000002-submissions-and-case-files';
export { EventLogAndPapers1780000000003 } from './1780000000003-event-log-and-papers';
export { OutboxAndAlarms1780000000004 } from './1780000000004-outbox-and-alarms';
export { UrgentCasesInOrder1780000000005 } from './1780000000005-urgent-cases-in-order';
export { CalendarFeeds1780000000007 } from './1780000000007-calendar-feeds';
export { ClockBasesTransfersAndComplaints1780000000006 } from './1780000000006-clock-bases-transfers-and-complaints';
export { FirstClockBases1780000000008 } from './1780000000008-first-clock-bases';
