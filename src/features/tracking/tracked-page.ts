import { awaitsClarification, isClosed, isOverdue, type PageLanguage } from '../../core/casefile';
import { type LocalDate, localDateOf } from '../../core/law';
import { dueBadge, leftInWords, outcomeInWords, type TransferChain } from '../../platform/casework';
import { ACCEPTED_ENDINGS } from '../../platform/files';
import { calculatorLink, deadlineName, explainDeadline, typed } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { formatDate, formatDateTime, type Words } from '../../platform/views';
import { PUBLIC_LIMITS } from '../../platform/web/multipart';
import type { CaseMessageRow, FileRow, LetterRow, LoadedCase } from '../../records';
import { complaintPart, mayStillComplain } from './complaint-part';
import { threadOf } from './thread';
import { publicTimeline, remedyWords } from './timeline';

/** Longest answer to a question of the municipality, in characters. */
export const ANSWER_LIMIT = 20_000;

export interface AnswerForm {
  text: string;
  errors: { field: string; text: string; href: string }[];
  filesAgain: boolean;
}

export interface TrackedPapers {
  files: readonly FileRow[];
  letters: readonly LetterRow[];
  messages: readonly CaseMessageRow[];
  chain: TransferChain;
}

/** The page of one case for its applicant, who is not named on it. */
export function trackedPage(
  loaded: LoadedCase,
  { files, letters, messages, chain }: TrackedPapers,
  now: Date,
  lang: PageLanguage,
  t: Words,
  answer: AnswerForm = { text: '', errors: [], filesAgain: false },
): object {
  const { row, file, clock } = loaded;
  const released = files.filter((one) => one.released);
  const waiting = awaitsClarification(file) && !isClosed(file);
  const asked = letters.filter((one) => one.kind === 'clarification').at(-1);
  return {
    title: t('tracking:tracked.title', { reference: row.reference }),
    reference: row.reference,
    kind: t(`common:kind.${row.kind}`),
    subject: row.subject,
    received: row.urgent ? formatDateTime(row.receivedAt, lang) : formatDate(row.receivedOn, lang, 'weekday'),
    status: row.status,
    outcome: row.outcome,
    outcomeWords: row.outcome && outcomeInWords(row.kind, row.outcome, lang),
    standing: standing(loaded, now, t, lang),
    complaint: complaintPart(loaded, now, t, lang),
    open: !isClosed(file),
    badge:
      !isClosed(file) && clock.state === 'running' && file.silentSince === null
        ? dueBadge(clock, { today: localDateOf(now), now, t })
        : null,
    dueName: deadlineName(file, t),
    why: explainDeadline(clock, t, lang),
    steps: publicTimeline(loaded, t, lang, chain),
    question: waiting && asked ? typed(asked.facts.question) || asked.text : null,
    waiting,
    answerAction: waiting
      ? publicPaths.trackedAnswer(lang, row.reference)
      : publicPaths.trackedMessages(lang, row.reference),
    thread: threadOf(letters, messages).map(({ mine, at, text, fileIds }) => ({
      mine,
      when: formatDateTime(at, lang),
      text,
      files: released.filter((one) => fileIds.includes(one.id)).map((one) => shown(one, lang, row.reference)),
    })),
    answer: answer.text,
    answerLimit: ANSWER_LIMIT,
    errors: answer.errors,
    filesAgain: answer.filesAgain,
    accept: ACCEPTED_ENDINGS.map((ending) => `.${ending}`).join(','),
    filesHint: t('tracking:answer.filesHint', { ...PUBLIC_LIMITS }),
    receivedFiles: released
      .filter((one) => one.role === 'answer' || one.role === 'letter')
      .map((one) => shown(one, lang, row.reference)),
    sentFiles: released
      .filter((one) => one.role === 'submitted' || one.role === 'clarification')
      .map((one) => shown(one, lang, row.reference)),
    receiptHref: publicPaths.receipt(lang, row.reference),
    calculatorHref: calculatorLink(lang, file),
    leaveAction: `${publicPaths.track(lang)}/leave`,
  };
}

const shown = (file: FileRow, lang: PageLanguage, reference: string): object => ({
  name: file.name,
  size: file.size,
  href: publicPaths.trackedFile(lang, reference, file.id),
});

/** Where the case stands, in a sentence or two. */
function standing(loaded: LoadedCase, now: Date, t: Words, lang: PageLanguage): string[] {
  const { row, file, clock, present } = loaded;
  const remedy = (refusedOn: LocalDate): string[] =>
    mayStillComplain(loaded, now) ? remedyWords(refusedOn, present.calendar, t, lang) : [];
  if (file.decision) {
    const day = formatDate(file.decision.on, lang);
    const refused =
      file.kind === 'access-request' && ['refused', 'partial', 'unanswered'].includes(file.decision.outcome);
    const said = t('tracking:standing.closed', {
      day,
      outcome: outcomeInWords(file.kind, file.decision.outcome, lang),
    });
    return refused ? [said, ...remedy(file.decision.on)] : [said];
  }
  if (file.silentSince) {
    const day = formatDate(file.silentSince, lang);
    return [t('tracking:standing.silent', { day }), ...remedy(file.silentSince)];
  }
  if (clock.state === 'paused') {
    const day = formatDate(clock.since, lang);
    return [t('tracking:standing.paused', { day, left: leftInWords(clock.remaining, lang) })];
  }
  if (isOverdue(clock, localDateOf(now), now))
    return [t(`tracking:standing.${row.kind === 'access-request' ? 'lateAccess' : 'late'}`)];
  return [t(`tracking:standing.${row.status}`)];
}
