import type { Followed } from '../make/followed';

/** The pages that the visit of every page looks at: a new page is one line here. */

/** At the end of an address: the page as it comes back when its form was sent with nothing typed into it. */
export const SENT_EMPTY = '#sent-empty';

const sentEmpty = (address: string): string => address + SENT_EMPTY;

/** Under the language of the page: `/sq`, `/sr`, `/en`. */
export const publicPages = (things: ThingsToSee): readonly string[] => [
  '',
  '/requests/new',
  '/petitions/new',
  '/initiatives/new',
  '/citizen-requests/new',
  '/track',
  '/law',
  '/deadline',
  '/deadline?what=request&day=30.03.2026',
  '/privacy',
  '/accessibility',
  '/api',
  ...['/requests/new', '/petitions/new', '/initiatives/new', '/citizen-requests/new', '/track'].map(sentEmpty),
  ...[things.asked, things.extended, things.answered, things.notGiven, things.silent, things.considered].map(
    (what) => `/track?${what}`,
  ),
];

/** Around the sign-in: open to everybody, in the language that `?lang=` names. */
export const SIGN_IN_PAGES: readonly { path: string; status: number }[] = [
  { path: '/desk/sign-in', status: 200 },
  { path: '/desk/sign-in/forgotten', status: 200 },
  { path: '/desk/sign-in/link/no-such-link', status: 404 },
];

/** What stands in the addresses of pages. */
export interface ThingsToSee extends Followed {
  /** Cases of which the officer is in charge. */
  request: string;
  petition: string;
  /** What the directorate of urbanism is asked for, in that request. */
  task: string;
  /** What failed, and waits for an administrator. */
  message: string;
  alarm: string;
  /** E-mail that arrived: one that waits, and one that was set aside. */
  draft: string;
  aside: string;
  /** Long registers: one that waits, and one that was refused. */
  importRun: string;
  importRefused: string;
  /** An entry of the list of subject areas. */
  area: string;
  /** A change of the calendar that waits; one of the settings that was not made, and another one waits. */
  calendarRun: string;
  settingsRun: string;
  exportRun: string;
}

/** What one official is shown, and what is kept from them. */
export interface Round {
  email: string;
  pages: readonly string[];
  /** Pages that answer 403: they, too, are read by somebody. */
  refused: readonly string[];
}

export const rounds = ({
  request,
  petition,
  task,
  message,
  alarm,
  draft,
  aside,
  importRun,
  importRefused,
  calendarRun,
  settingsRun,
  exportRun,
  area,
}: ThingsToSee): readonly Round[] => [
  {
    email: 'zyrtar@test',
    pages: [
      '/desk',
      '/desk?status=closed',
      '/desk?area=none',
      '/desk?text=nothing+of+the+kind',
      '/desk?sort=directorate&columns=kind.status.assignee.directorate.received.due',
      '/desk/workload',
      '/desk/workload/person/none',
      `/desk/workload/move?case=${request}&case=${petition}`,
      '/desk/bulk',
      `/desk/bulk?do=assign&case=${request}&case=${petition}`,
      `/desk/bulk?do=note&case=${request}`,
      `/desk/print?case=${request}&case=${petition}`,
      '/desk/exports?kind=petition',
      `/desk/exports/${exportRun}`,
      '/desk/own?of=kind%3Dpetition%26sort%3Dreceived',
      '/desk/search',
      '/desk/search?q=karburante',
      '/desk/search?q=nothing+of+the+kind',
      '/desk/counter',
      `/desk/cases/${request}/receipt`,
      '/desk/mail',
      '/desk/mail?show=set-aside',
      '/desk/mail?show=done',
      `/desk/mail/${draft}`,
      `/desk/mail/${aside}`,
      '/desk/transfers',
      '/desk/reports/2026',
      '/desk/import',
      '/desk/account',
      '/desk/account/sessions',
      '/desk/account/second-factor',
      '/desk/account/calendar',
      '/desk/absences',
      '/desk/notices',
      `/desk/cases/${request}`,
      `/desk/cases/${request}/link`,
      '/desk/tasks',
      `/desk/tasks/${task}`,
      ...[
        'assign',
        'ask-documents',
        'message',
        'record-message',
        'consult',
        'clarify',
        'extend',
        'forward',
        'decide',
        'area',
        'note',
        'files',
      ].map((move) => `/desk/cases/${request}/${move}`),
      ...['answer-clarification', 'lapse-clarification', 'complaint', 'agency-letter', 'complaint-reply'].map(
        (move) => `/desk/cases/${request}/${move}`,
      ),
      ...['agency-decision', 'comply', 'as-of?day=30.03.2026'].map((page) => `/desk/cases/${request}/${page}`),
      `/desk/cases/${petition}`,
      `/desk/cases/${petition}/consider`,
      ...['ask-documents', 'message', 'record-message', 'consult', 'clarify', 'extend', 'forward', 'decide', 'link']
        .map((move) => `/desk/cases/${request}/${move}`)
        .map(sentEmpty),
      ...[`/desk/cases/${petition}/consider`, '/desk/counter', `/desk/tasks/${task}`, '/desk/absences'].map(sentEmpty),
    ],
    refused: ['/desk/people'],
  },
  { email: 'drejtor@test', pages: ['/desk', '/desk/tasks', `/desk/tasks/${task}`], refused: [] },
  {
    email: 'admin@test',
    pages: [
      '/desk',
      '/desk/people',
      '/desk/areas',
      `/desk/areas/${area}`,
      '/desk/directorates',
      '/desk/institution',
      `/desk/institution/runs/${settingsRun}`,
      `/desk/institution?again=${settingsRun}`,
      '/desk/institution/look',
      '/desk/institutions',
      '/desk/retention',
      '/desk/calendar',
      ...['add', 'year', 'move?day=2026-05-27', 'confirm?day=2026-05-27', 'remove?day=2026-05-27'].map(
        (change) => `/desk/calendar/${change}`,
      ),
      `/desk/calendar/runs/${calendarRun}`,
      '/desk/webhook',
      '/desk/mailbox',
      '/desk/alarm-rules',
      '/desk/alarm-rules/hours',
      '/desk/alarm-rules/defaults',
      '/desk/alarm-rules/add?kind=petition',
      '/desk/alarm-rules/change?kind=access-request&clock=decision&rung=reminder-3',
      '/desk/alarm-rules/remove?kind=urgent&clock=decision&rung=reminder-24h',
      '/desk/absences',
      '/desk/outbox',
      '/desk/jobs',
      '/desk/jobs/coming',
      `/desk/jobs/messages/${message}/discard`,
      `/desk/jobs/alarms/${alarm}/discard`,
      '/desk/import',
      `/desk/import/${importRun}`,
      `/desk/import/${importRefused}`,
      `/desk/cases/${request}/correct`,
      ...['people', 'directorates', 'areas', 'institutions', 'calendar/add', 'webhook', 'mailbox', 'import'].map(
        (page) => sentEmpty(`/desk/${page}`),
      ),
    ],
    refused: ['/desk/counter'],
  },
  {
    email: 'kryetar@test',
    pages: ['/desk', '/desk/reports/2026', `/desk/cases/${request}`],
    refused: ['/desk/counter'],
  },
  {
    email: 'auditor@test',
    pages: ['/desk', '/desk/reports/2026', `/desk/cases/${request}`, `/desk/cases/${request}/as-of?day=30.03.2026`],
    refused: ['/desk/notices'],
  },
  {
    email: 'kuvendi@test',
    pages: ['/desk', `/desk/cases/${petition}`, `/desk/cases/${petition}/assign`],
    refused: ['/desk/reports/2026'],
  },
];
