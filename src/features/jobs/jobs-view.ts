import { CITIZEN, NOBODY, readRungKey } from '../../core/alarms';
import { type AlarmRow, type Official, type RecordedHouseEvent, UNREADABLE } from '../../records';
import { withoutApplicant } from '../../platform/casework';
import { deskPaths } from '../../platform/paths';
import { rungInWords as rungWords, formatDateTime, type Lang, type Words } from '../../platform/views';
import type { JobKind } from './job-kinds';
import type { JobsFound, SubjectedMessage } from './jobs-reader';

/** The languages, words and names in which jobs are told. */
export interface Teller {
  lang: Lang;
  t: Words;
  officials: ReadonlyMap<string, string>;
}

export const tellerOf = (officials: readonly Pick<Official, 'id' | 'name'>[], lang: Lang, t: Words): Teller => ({
  lang,
  t,
  officials: new Map(officials.map(({ id, name }) => [id, name])),
});

/** A message or an alarm, as the page tells it. */
export interface JobView {
  id: string;
  title: string;
  to: string;
  reference: string;
  caseHref: string | null;
  since: string;
  tries: number;
  /** Why it waits or failed, in words; empty when nothing is known to be wrong. */
  reason: string;
  /** What the machine said, in its own language. */
  technical: string;
  retry: string;
  discard: string;
}

export function messageView(message: SubjectedMessage, reference: string, { lang, t }: Teller): JobView {
  const row = withoutApplicant(message);
  const toSystem = row.channel === 'webhook';
  return {
    ...linksOf('messages', row, reference),
    title: toSystem
      ? t('jobs:delivery', { event: t(`webhooks:event.${row.kind}`) })
      : (row.subject ?? t('jobs:noSubject')),
    to: row.recipient,
    since: formatDateTime(row.createdAt, lang, 'short'),
    tries: row.attempts,
    reason: whyOf(row, t),
    technical: row.problem ?? '',
  };
}

/** Why a message failed, or waits after an attempt. Of a delivery to another system the code and the answer's status. */
function whyOf({ channel, state, failure, problem }: SubjectedMessage, t: Words): string {
  const later = state !== 'failed' && problem ? t('jobs:failure.later') : '';
  if (channel === 'webhook' && problem) {
    const [code = '', status = ''] = problem.split(' ');
    return `${t(`webhooks:answer.${code}`, { status })} ${later}`.trim();
  }
  return state === 'failed' ? t(`jobs:failure.${failure ?? 'unknown'}`) : later;
}

export function alarmView(row: AlarmRow, reference: string, teller: Teller): JobView {
  const { lang, t } = teller;
  return {
    ...linksOf('alarms', row, reference),
    title: rungInWords(row.rung, t),
    to: row.recipientKey === NOBODY ? '' : toWhom(row.recipientKey, teller),
    since: formatDateTime(row.createdAt, lang, 'short'),
    tries: row.tries,
    reason: row.failure ? t(`jobs:failure.${row.state === 'planned' ? 'later' : row.failure}`) : '',
    technical: row.problem ?? '',
  };
}

/** What an alarm says; of those to the applicant, what it will say. */
export function rungInWords(key: string, t: Words): string {
  if (key === UNREADABLE) return t('jobs:alarm.unreadable');
  const named = readRungKey(key);
  if (!named) return t('jobs:alarm.unknown');
  return named.track === 'silence' ? t('jobs:alarm.silence') : rungWords(key, t);
}

export function toWhom(key: string, { t, officials }: Teller): string {
  return key === CITIZEN ? t('jobs:applicant') : (officials.get(key) ?? t('jobs:formerOfficial'));
}

/** A decision of an administrator in one line each: when and who, what, and why. */
export function decisionView({ recordedAt, actorId, event }: RecordedHouseEvent, teller: Teller) {
  const { lang, t } = teller;
  const done =
    event.type === 'job.discarded' ? 'discarded' : typeof event.count === 'number' ? 'retriedAll' : 'retried';
  const kind = event.job === 'alarms' ? 'alarms' : 'messages';
  return {
    when: formatDateTime(recordedAt, lang, 'short'),
    who: teller.officials.get(actorId ?? '') ?? t('jobs:formerOfficial'),
    what: t(`jobs:decision.${kind}.${done}`, { count: Number(event.count ?? 1) }),
    caseHref: typeof event.caseId === 'string' ? deskPaths.caseFile(event.caseId) : null,
    reason: typeof event.reason === 'string' ? event.reason : '',
  };
}

/** How long ago something was, in the largest whole unit. */
export function ago(seconds: number, t: Words): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return t('jobs:ago.now');
  if (minutes < 120) return t('jobs:ago.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t('jobs:ago.hours', { count: hours }) : t('jobs:ago.days', { count: Math.floor(hours / 24) });
}

/** The page of jobs, all in words. */
export function jobsView(found: JobsFound, teller: Teller) {
  const { lang, t } = teller;
  const { now, queue, pulses, waiting, references } = found;
  const moment = (at: Date): string => formatDateTime(at, lang);
  const of = (caseId: string | null): string => (caseId && references.get(caseId)) || '';
  const since = (oldest: Date | null): string =>
    oldest ? t('jobs:waiting.oldest', { ago: ago((now.getTime() - oldest.getTime()) / 1_000, t) }) : '';
  return {
    well: queue !== null && pulses.sweep.state === 'ok' && pulses.relay.state === 'ok',
    queue,
    pulses: (['sweep', 'relay'] as const).map((name) => {
      const { state, at, seconds } = pulses[name];
      return { name, state, at: at && moment(at), ago: seconds === null ? '' : ago(seconds, t) };
    }),
    outages: found.outages.map(({ name, sleptFrom, endedAt }) => ({
      name,
      from: moment(sleptFrom),
      to: endedAt && moment(endedAt),
    })),
    waiting: {
      messages: {
        count: waiting.messages.count,
        since: since(waiting.messages.oldest),
        rows: waiting.messages.first.map((row) => messageView(row, of(row.caseId), teller)),
      },
      alarms: {
        count: waiting.alarms.count,
        since: since(waiting.alarms.oldest),
        rows: waiting.alarms.first.map((row) => alarmView(row, of(row.caseId), teller)),
      },
    },
    messages: found.failed.rows.map((row) => messageView(row, of(row.caseId), teller)),
    alarms: found.setAside.rows.map((row) => alarmView(row, row.reference, teller)),
    decisions: found.decisions.map((one) => decisionView(one, teller)),
  };
}

function linksOf(kind: JobKind, { id, caseId }: { id: string; caseId: string | null }, reference: string) {
  return {
    id,
    reference,
    caseHref: caseId ? deskPaths.caseFile(caseId) : null,
    retry: deskPaths.jobRetry(kind, id),
    discard: deskPaths.jobDiscard(kind, id),
  };
}
