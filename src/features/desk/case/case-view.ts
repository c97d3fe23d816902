import { type BackPlan, backPlan, runsInHours } from '../../../core/casefile';
import type { LocalDate } from '../../../core/law';
import {
  type CaseHead,
  type ConsultationView,
  consultationViews,
  headOf,
  historyFor,
  namesFrom,
  type TimelineItem,
  timelineOf,
} from '../../../platform/casework';
import { deskPaths } from '../../../platform/paths';
import { may } from '../../../platform/sign-in';
import { formatDateTime, type Lang, words } from '../../../platform/views';
import type { SignedIn } from '../../../platform/web/request';
import { type Applicant, backPlanSettings, type CaseMessage, type LetterRow } from '../../../records';
import type { CaseData } from './case-data';
import { type ComplaintView, complaintView } from './complaint-view';
import { MOVES } from './moves';
import { type PassportView, passportView } from './passport-view';
import { type FileView, fileView, type SentView, sentView } from './sent-view';
import { type AwaitedView, awaitedView } from './awaited-view';
import { type ThreadItem, threadView } from './thread-view';

export interface CaseView {
  head: CaseHead;
  assignee: string;
  /** Who is on call, on an open urgent case: a name, empty where nobody is; else null. */
  onCall: string | null;
  directorate: string;
  /** Its subject area; empty where it has none. */
  area: string;
  channel: string;
  receivedOn: LocalDate;
  registeredOn: LocalDate;
  receivedAt: Date;
  imported: boolean;
  answerLanguage: string;
  sent: SentView;
  submitted: FileView[];
  answers: FileView[];
  clarifications: FileView[];
  internal: FileView[];
  /** Whom the case waits for, and what came back; null where nobody was ever asked. */
  awaited: AwaitedView | null;
  /** What the applicant and the municipality wrote to each other, the first one first. */
  thread: ThreadItem[];
  consultations: (ConsultationView & { files: FileView[]; href: string })[];
  complaint: ComplaintView | null;
  complaintFiles: FileView[];
  applicant: (Pick<Applicant, 'name' | 'email' | 'postalAddress' | 'phone'> & { type: string }) | null;
  /** Where a press shows who asked; empty for whoever may not, and once it is shown. */
  revealHref: string;
  /** The day on which who asked was taken away. */
  anonymisedOn: LocalDate | null;
  timeline: TimelineItem[];
  passport: PassportView | null;
  /** The dates inside the institution, while the case is open and runs in days. */
  plan: BackPlan | null;
  notes: { by: string; when: string; text: string }[];
  letters: { title: string; when: string; href: string; pdf: string; text: string }[];
  lettersHidden: boolean;
  messages: { what: string; to: string; when: string; state: string; stateCode: string; problem: string }[];
  actions: { name: string; text: string; href: string; main: boolean }[];
  receiptHref: string;
  /** The case as it was known on a past day. */
  pastHref: string;
}

export interface Viewer {
  official: SignedIn;
  lang: Lang;
  today: LocalDate;
  now: Date;
  /** Who asked is shown: this official may know it, and looked in this sitting. */
  knows: boolean;
}

/** Shapes a case for its page: what this official may see, in words. Pure. */
export function caseView(data: CaseData, { official, lang, today, now, knows }: Viewer): CaseView {
  const t = words(lang);
  const { loaded, applicant, files } = data;
  const { row } = loaded;
  const names = namesFrom(data.officials, data.directorates, lang, data.areas);
  const { anonymisedOn } = loaded.file;
  const mayKnow = may(official, 'case.applicant', row);
  const filesOf = (role: string): FileView[] =>
    files.filter((one) => one.role === role).map((one) => fileView(one, lang));
  return {
    head: headOf(loaded, lang, today, now),
    assignee: row.assigneeId ? names.official(row.assigneeId) : '',
    onCall: runsInHours(loaded.file) && !loaded.file.decision ? onCallOf(data) : null,
    directorate: row.directorateId ? names.directorate(row.directorateId) : '',
    area: loaded.file.area === null ? '' : names.area(loaded.file.area),
    channel: t(`common:channel.${row.channel}`),
    receivedOn: row.receivedOn,
    registeredOn: row.registeredOn,
    receivedAt: row.receivedAt,
    imported: row.imported,
    answerLanguage: t(`common:language.name.${row.answerLanguage}`),
    sent: sentView(data.submission, knows ? data.sender : null, lang),
    submitted: filesOf('submitted'),
    answers: filesOf('answer'),
    clarifications: filesOf('clarification'),
    internal: filesOf('internal'),
    consultations: consultationViews(loaded, data.consultations, lang, { today, now }).map((one) => ({
      ...one,
      files: files.filter(({ id }) => one.fileIds.includes(id)).map((file) => fileView(file, lang)),
      href: mayKnow ? deskPaths.letter(one.letterId) : '',
    })),
    thread: threadView(data, { official, lang, knows }, names),
    awaited: awaitedView(data, names, lang, { today, now }),
    complaint: complaintView(loaded, lang, today),
    complaintFiles: filesOf('complaint'),
    applicant: knows ? { ...applicant, type: t(`common:applicant.${row.applicantType}`) } : null,
    revealHref: mayKnow && !knows && !anonymisedOn ? deskPaths.whoAsked(row.id) : '',
    anonymisedOn,
    timeline: timelineOf(historyFor(official, row, loaded.history), row.kind, names, lang).reverse(),
    passport: passportView(loaded.clock, lang),
    plan: loaded.file.decision ? null : backPlan(loaded.clock, backPlanSettings(loaded.institution.settings)),
    notes: data.notes.map((note) => ({
      by: names.official(note.authorId),
      when: formatDateTime(note.createdAt, lang),
      text: note.text,
    })),
    letters: data.letters
      .filter((letter) => mayKnow || letter.fromApplicant)
      .map((letter) => letterView(letter, files, lang)),
    lettersHidden: !mayKnow && data.letters.some((letter) => !letter.fromApplicant),
    messages: data.messages.map((message) => messageView(message, data, knows, lang)),
    actions: actionsOf(data, official, lang, today),
    receiptHref: mayKnow ? deskPaths.counterReceipt(row.id) : '',
    pastHref: deskPaths.caseAsOf(row.id),
  };
}

function onCallOf({ loaded, officials }: CaseData): string {
  const { onCallId } = loaded.institution.settings;
  return officials.find((one) => one.id === onCallId && one.active)?.name ?? '';
}

function letterView(letter: LetterRow, files: readonly { id: string }[], lang: Lang): CaseView['letters'][number] {
  return {
    title: words(lang)(`desk:letter.${letter.kind}`),
    when: formatDateTime(letter.createdAt, lang),
    href: letter.fromApplicant ? '' : deskPaths.letter(letter.id),
    pdf: letter.fileId && files.some((one) => one.id === letter.fileId) ? deskPaths.file(letter.fileId) : '',
    text: letter.fromApplicant ? letter.text : '',
  };
}

/** An address of the applicant is shown only where who asked is shown; colleagues' addresses to all. */
function messageView(message: CaseMessage, data: CaseData, knows: boolean, lang: Lang): CaseView['messages'][number] {
  const t = words(lang);
  const colleague = data.officials.some((one) => one.email === message.recipient);
  return {
    what: t(`desk:message.${message.kind}`),
    to: knows || colleague ? message.recipient : t(isToParty(message) ? 'tasks:case.party' : 'desk:actor.citizen'),
    when: formatDateTime(message.sentAt ?? message.createdAt, lang),
    state: t(`desk:messageState.${message.state}`),
    stateCode: message.state,
    problem: knows ? (message.problem ?? '') : '',
  };
}

function actionsOf(data: CaseData, official: SignedIn, lang: Lang, today: LocalDate): CaseView['actions'] {
  const t = words(lang);
  const { row, file } = data.loaded;
  const decide = file.decision === null && may(official, 'case.decide', row) ? [{ name: 'decide', main: true }] : [];
  // An institution that keeps no list of subject areas is not asked for one.
  const areas = file.area !== null || data.areas.some((one) => one.active);
  const moves = MOVES.filter(
    (move) => move.offered(file, today) && may(official, move.action, row) && (move.name !== 'area' || areas),
  );
  return [...decide, ...moves.map(({ name }) => ({ name, main: false }))].map(({ name, main }) => ({
    name,
    main,
    text: t(`desk:move.${name}.action`),
    href: deskPaths.move(row.id, name),
  }));
}

/** To a third party that was asked, and not to the applicant. */
const isToParty = ({ kind }: CaseMessage): boolean => kind === 'consultation' || kind === 'consultation-reminder';
