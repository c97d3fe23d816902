import type { Kind, PageLanguage } from '../core/casefile';

/** Every address of the application; redirects, templates and mails take them from here. */

const KIND_SEGMENT: Record<Kind, string> = {
  'access-request': 'requests',
  petition: 'petitions',
  'citizen-initiative': 'initiatives',
  'citizen-request': 'citizen-requests',
};

const enc = encodeURIComponent;

export const kindOfSegment = (segment: string): Kind | undefined =>
  (Object.keys(KIND_SEGMENT) as Kind[]).find((kind) => KIND_SEGMENT[kind] === segment);

/** What a citizen sees, under the language of the page. */
export const publicPaths = {
  home: (lang: PageLanguage) => `/${lang}`,
  form: (lang: PageLanguage, kind: Kind) => `/${lang}/${KIND_SEGMENT[kind]}/new`,
  receipt: (lang: PageLanguage, reference: string) => `/${lang}/receipt/${enc(reference)}`,
  receiptPdf: (lang: PageLanguage, reference: string) => `/${lang}/receipt/${enc(reference)}.pdf`,
  kept: (lang: PageLanguage) => `/${lang}/kept`,
  track: (lang: PageLanguage) => `/${lang}/track`,
  trackLink: (lang: PageLanguage, reference: string, code: string) =>
    `/${lang}/track?reference=${enc(reference)}&code=${enc(code)}`,
  tracked: (lang: PageLanguage, reference: string) => `/${lang}/track/${enc(reference)}`,
  trackedAnswer: (lang: PageLanguage, reference: string) => `/${lang}/track/${enc(reference)}/clarification`,
  trackedMessages: (lang: PageLanguage, reference: string) => `/${lang}/track/${enc(reference)}/messages`,
  trackedFile: (lang: PageLanguage, reference: string, fileId: string) =>
    `/${lang}/track/${enc(reference)}/files/${fileId}`,
  law: (lang: PageLanguage) => `/${lang}/law`,
  /** `query`: what the calculator is asked, as `what` and `day`. */
  deadline: (lang: PageLanguage, query: Record<string, string> = {}) => {
    const asked = new URLSearchParams(query).toString();
    return `/${lang}/deadline${asked && `?${asked}`}`;
  },
  privacy: (lang: PageLanguage) => `/${lang}/privacy`,
  accessibility: (lang: PageLanguage) => `/${lang}/accessibility`,
  /** The coat of arms; the address changes with the picture. */
  crest: (code: string, sha256: string) => `/crest/${enc(code)}/${sha256.slice(0, 16)}`,
};

/** What an official sees; the language is the official's own. */
export const deskPaths = {
  signIn: () => '/desk/sign-in',
  signInForgotten: () => '/desk/sign-in/forgotten',
  /** What a mail leads to: an invitation, or a forgotten password. */
  signInLink: (token: string) => `/desk/sign-in/link/${token}`,
  signInCode: () => '/desk/sign-in/code',
  /** Off to the provider of OpenID Connect. */
  provider: () => '/desk/sign-in/provider',
  /** Where the provider sends people back to: it is told this address beforehand. */
  providerCallback: () => '/desk/sign-in/provider/callback',
  signedOut: () => '/desk/sign-in/signed-out',
  signOut: () => '/desk/sign-out',
  queue: () => '/desk',
  /** What changed in a list since it was loaded; for the script of the queue. */
  queueChanges: () => '/desk/changes',
  /** Own views, columns and keys. `of`: the list to save as a view, as it stands in the address. */
  ownDesk: (of = '') => `/desk/own${of && `?of=${enc(of)}`}`,
  /** Actions on many cases. `query`: what to do, and the cases or the list. */
  bulk: (query = '') => `/desk/bulk${query && `?${query}`}`,
  bulkPrint: (query = '') => `/desk/print${query && `?${query}`}`,
  bulkAction: (id: string) => `/desk/bulk/${id}`,
  bulkState: (id: string) => `/desk/bulk/${id}/state`,
  /** Files of lists. `query`: the list, as it stands in the address. */
  exports: (query = '') => `/desk/exports${query && `?${query}`}`,
  exportRun: (id: string, part: '' | '/state' | '/file' = '') => `/desk/exports/${id}${part}`,
  workload: () => '/desk/workload',
  /** `by`: person, directorate; `id`: `none` for what lies with nobody. */
  workloadOf: (by: string, id: string) => `/desk/workload/${by}/${id}`,
  /** What a reassignment would change. `query`: the cases. */
  workloadMove: (query = '') => `/desk/workload/move${query && `?${query}`}`,
  ownViews: () => '/desk/own/views',
  ownViewRemove: (id: string) => `/desk/own/views/${id}/remove`,
  search: () => '/desk/search',
  /** What an official was told: the bell. `after`: the last one of the page before. */
  notices: (after = '') => `/desk/notices${after && `?after=${enc(after)}`}`,
  noticesRead: () => '/desk/notices/read',
  noticeOpen: (id: string) => `/desk/notices/${id}`,
  /** Posted: "I have it". */
  acknowledge: (caseId: string) => `/desk/cases/${caseId}/acknowledge`,
  counter: () => '/desk/counter',
  /** Asked with `?reference=`: the receipt of a case, to print it again. */
  counterAgain: () => '/desk/counter/receipt',
  /** E-mail that arrived. `show`: drafts, set-aside, done. */
  mail: (show = '', after = '') => {
    const asked = new URLSearchParams({ ...(show && { show }), ...(after && { after }) }).toString();
    return `/desk/mail${asked && `?${asked}`}`;
  },
  mailItem: (id: string) => `/desk/mail/${id}`,
  /** `step`: register, discard, restore, attach. */
  mailStep: (id: string, step: string) => `/desk/mail/${id}/${step}`,
  mailMessage: (id: string) => `/desk/mail/${id}/message`,
  mailFile: (id: string, fileId: string) => `/desk/mail/${id}/files/${fileId}`,
  mailbox: () => '/desk/mailbox',
  counterReceipt: (caseId: string) => `/desk/cases/${caseId}/receipt`,
  caseFile: (caseId: string) => `/desk/cases/${caseId}`,
  /** `move`: assign, clarify, answer-clarification, extend, consider, decide, forward, note, files. */
  move: (caseId: string, move: string) => `/desk/cases/${caseId}/${move}`,
  /** Posted: "show who asked". */
  whoAsked: (caseId: string) => `/desk/cases/${caseId}/who-asked`,
  /** `day`: ISO 8601; without it the page asks for one. */
  caseAsOf: (caseId: string, day = '') => `/desk/cases/${caseId}/as-of${day && `?day=${enc(day)}`}`,
  /** `query`: `with`, the reference of the other case. */
  link: (caseId: string, reference = '') => `/desk/cases/${caseId}/link${reference && `?with=${enc(reference)}`}`,
  unlink: (caseId: string) => `/desk/cases/${caseId}/unlink`,
  /** What became of cases that were answered in one go. */
  together: (caseId: string) => `/desk/cases/${caseId}/together`,
  file: (fileId: string) => `/desk/files/${fileId}`,
  letter: (letterId: string) => `/desk/letters/${letterId}`,
  /** What directorates were asked for. `after`: the last one of the page before. */
  tasks: (after = '') => `/desk/tasks${after && `?after=${enc(after)}`}`,
  task: (id: string) => `/desk/tasks/${id}`,
  /** `move`: answer, refuse, give, withdraw, again. */
  taskMove: (id: string, move: string) => `/desk/tasks/${id}/${move}`,
  taskFile: (id: string, fileId: string) => `/desk/tasks/${id}/files/${fileId}`,
  transfers: () => '/desk/transfers',
  transfer: (id: string) => `/desk/transfers/${id}`,
  transferAccept: (id: string) => `/desk/transfers/${id}/accept`,
  transferRefuse: (id: string) => `/desk/transfers/${id}/refuse`,
  transferFile: (id: string, fileId: string) => `/desk/transfers/${id}/files/${fileId}`,
  reports: () => '/desk/reports',
  report: (year: number) => `/desk/reports/${year}`,
  reportFigures: (year: number) => `/desk/reports/${year}/figures.csv`,
  import: () => '/desk/import',
  /** A long file that is taken in: how far it is, and what came of it. */
  importRun: (id: string) => `/desk/import/${id}`,
  importState: (id: string) => `/desk/import/${id}/state`,
  people: () => '/desk/people',
  directorates: () => '/desk/directorates',
  areas: () => '/desk/areas',
  area: (id: string) => `/desk/areas/${id}`,
  institution: () => '/desk/institution',
  /** The form as it was typed for a change that was not made. */
  institutionAgain: (id: string) => `/desk/institution?again=${id}`,
  /** A change by which many cases are counted anew: how far it is. */
  institutionRun: (id: string) => `/desk/institution/runs/${id}`,
  institutionRunState: (id: string) => `/desk/institution/runs/${id}/state`,
  institutions: () => '/desk/institutions',
  institutionInvite: (id: string) => `/desk/institutions/${id}/invitation`,
  look: () => '/desk/institution/look',
  /** For how long who asked is kept. */
  retention: () => '/desk/retention',
  calendar: () => '/desk/calendar',
  /** A change by which many cases are counted anew: how far it is. */
  calendarRun: (id: string) => `/desk/calendar/runs/${id}`,
  calendarRunState: (id: string) => `/desk/calendar/runs/${id}/state`,
  /** `change`: add, move, confirm, remove, year, national. */
  calendarChange: (change: string, query: Record<string, string> = {}) => {
    const asked = new URLSearchParams(query).toString();
    return `/desk/calendar/${change}${asked && `?${asked}`}`;
  },
  /** The ladder of alarms. */
  alarmRules: () => '/desk/alarm-rules',
  /** `change`: add, change, remove, defaults, hours. */
  alarmRulesChange: (change: string, query: Record<string, string> = {}) => {
    const asked = new URLSearchParams(query).toString();
    return `/desk/alarm-rules/${change}${asked && `?${asked}`}`;
  },
  absences: () => '/desk/absences',
  absenceCancel: (id: string) => `/desk/absences/${id}/cancel`,
  account: () => '/desk/account',
  /** Where one is signed in. */
  sessions: () => '/desk/account/sessions',
  secondFactor: () => '/desk/account/second-factor',
  accountCalendar: () => '/desk/account/calendar',
  accountCalendarRevoke: () => '/desk/account/calendar/revoke',
  webhook: () => '/desk/webhook',
  outbox: () => '/desk/outbox',
  outboxMessage: (id: string) => `/desk/outbox/${id}`,
  jobs: () => '/desk/jobs',
  jobsComing: () => '/desk/jobs/coming',
  /** `kind`: messages, alarms. */
  jobsRetryAll: (kind: string) => `/desk/jobs/${kind}/retry`,
  jobRetry: (kind: string, id: string) => `/desk/jobs/${kind}/${id}/retry`,
  jobDiscard: (kind: string, id: string) => `/desk/jobs/${kind}/${id}/discard`,
};

/** What a calendar program asks for: whoever knows the token reads the calendar. */
export const calendarPaths = {
  base: () => '/calendar',
  feed: (token: string) => `/calendar/${token}.ics`,
};

export const apiPaths = {
  base: () => '/api/v1',
  clock: () => '/api/v1/clock',
  submissions: () => '/api/v1/submissions',
  submission: (reference: string) => `/api/v1/submissions/${enc(reference)}`,
  submissionPassport: (reference: string) => `/api/v1/submissions/${enc(reference)}/passport`,
  document: (reference: string, fileId: string) => `/api/v1/submissions/${enc(reference)}/documents/${fileId}`,
  cases: () => '/api/v1/cases',
  casePassport: (reference: string) => `/api/v1/cases/${enc(reference)}/passport`,
  report: (year: number) => `/api/v1/reports/${year}`,
  openapi: () => '/api/openapi.json',
  docs: (lang: PageLanguage) => `/${lang}/api`,
};
