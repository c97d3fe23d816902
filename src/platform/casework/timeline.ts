import { isClimb, trackOf } from '../../core/alarms';
import type { Actor, CaseEvent, CaseEventType, Kind } from '../../core/casefile';
import { type LocalDate, localDateOf } from '../../core/law';
import type { Directorate, Official, RecordedEvent, SubjectArea } from '../../records';
import { formatDate, formatDateTime, type Lang, rungInWords, type Words, words } from '../views';
import { gathered } from './gathered';
import type { Names } from './names';
import { consultationLines, taskLines } from './task-lines';

/** One step of a case in words, as `timeline` of `parts/display.njk` takes it. */
export interface TimelineItem {
  title: string;
  when: string;
  datetime: Date;
  by: string;
  lines: string[];
  kind?: 'done' | 'now' | 'alert';
}

export function namesFrom(
  officials: readonly Pick<Official, 'id' | 'name'>[],
  directorates: readonly Directorate[],
  lang: Lang,
  areas: readonly SubjectArea[] = [],
): Names {
  const t = words(lang);
  const people = new Map(officials.map((one) => [one.id, one.name]));
  const key = ({ sq: 'nameSq', sr: 'nameSr', en: 'nameEn' } as const)[lang];
  const parts = new Map(directorates.map((one) => [one.id, one[key]]));
  return {
    knows: (id) => people.has(id),
    official: (id) => people.get(id) ?? t('desk:timeline.unknownOfficial'),
    area: (code) => areas.find((one) => one.code === code)?.[key] ?? code,
    directorate: (id) => parts.get(id) ?? t('desk:timeline.unknownDirectorate'),
  };
}

/** How an outcome is called: a petition is accepted where access is granted. */
export function outcomeInWords(kind: Kind, outcome: string, lang: Lang): string {
  const own = kind !== 'access-request' && ['granted', 'partial', 'refused'].includes(outcome);
  return words(lang)(own ? `desk:outcome.${outcome}` : `common:outcome.${outcome}`);
}

/** A history in words, for officials: who did what when; both days where the law's day is not the day of recording. */
export function timelineOf(history: readonly RecordedEvent[], kind: Kind, names: Names, lang: Lang): TimelineItem[] {
  const t = words(lang);
  return gathered(history).map(({ event, actor, recordedAt, times }) => {
    const told = event.occurredOn !== localDateOf(recordedAt);
    const marked = markOf(event.type);
    return {
      title: t(titleOf(event)),
      when: formatDateTime(recordedAt, lang),
      datetime: recordedAt,
      by: byWhom(actor, history, names, t),
      lines: [
        ...linesOf(event, kind, names, lang),
        ...(times > 1 ? [t('desk:timeline.looks', { count: times })] : []),
        ...(told ? [t('desk:timeline.countsFrom', { day: formatDate(event.occurredOn, lang) })] : []),
      ],
      ...(marked ? { kind: marked } : {}),
    };
  });
}

/** Of another institution only that it was that institution: whoever accepted or declined there is none of ours. */
function byWhom(actor: Actor, history: readonly RecordedEvent[], names: Names, t: Words): string {
  if (actor.kind !== 'official') return t(`desk:actor.${actor.kind}`);
  const answered = history.some(
    ({ event, actor: by }) => isElsewhere(event) && by.kind === 'official' && by.id === actor.id,
  );
  return answered && !names.knows(actor.id) ? t('desk:actor.other-institution') : names.official(actor.id);
}

/** What officials of another institution can do with a case of ours. */
const isElsewhere = (event: CaseEvent): boolean =>
  event.type === 'forward-accepted' ||
  event.type === 'forward-refused' ||
  (event.type === 'applicant-seen' && event.where === 'offer');

/** An alarm is called by what went out: an escalation is no reminder. */
function titleOf(event: CaseEvent): string {
  if (event.type === 'message-received' && event.unknown) return 'desk:thread.unknownCame';
  if (event.type !== 'alarmed') return `desk:event.${event.type}`;
  if (event.nobodyPresent) return 'desk:message.nobody-present';
  if (isClimb(event.rung)) return 'desk:message.climb';
  const track = trackOf(event.rung);
  return track === 'reminder' ? `desk:event.${event.type}` : `desk:message.${track}`;
}

const ALERTS: readonly CaseEventType[] = [
  'silence-fell',
  'forward-lapsed',
  'forward-refused',
  'task-refused',
  'complained',
  'complaint-lodged',
  'complaint-notified',
  'message-failed',
];

function markOf(type: CaseEventType): TimelineItem['kind'] {
  if (ALERTS.includes(type)) return 'alert';
  return type === 'decided' || type === 'complaint-complied' ? 'done' : undefined;
}

/** A deadline that moved: from when to when. */
function movedLine({ from, to }: { from: LocalDate | null; to: LocalDate | null }, t: Words, lang: Lang): string[] {
  if (from === to) return [];
  const day = (one: LocalDate | null): string => (one === null ? t('desk:timeline.noDay') : formatDate(one, lang));
  return [t('desk:timeline.moved', { from: day(from), to: day(to) })];
}

function linesOf(event: CaseEvent, kind: Kind, names: Names, lang: Lang): string[] {
  const t = words(lang);
  switch (event.type) {
    case 'registered':
      return [t(`common:channel.${event.channel}`), ...(event.imported ? [t('desk:timeline.imported')] : [])];
    case 'assigned':
      return [
        event.assigneeId ? names.official(event.assigneeId) : t('desk:timeline.nobody'),
        ...(event.directorateId ? [names.directorate(event.directorateId)] : []),
      ];
    case 'area-set':
      return event.area === null ? [] : [names.area(event.area)];
    case 'extended':
      return [t(`common:extensionGround.${event.ground}`)];
    case 'decided':
      return [
        outcomeInWords(kind, event.outcome, lang),
        ...(event.answerForm ? [t(`common:answerForm.${event.answerForm}`)] : []),
        ...event.grounds.map((ground) => t(`common:refusalGround.${ground}`)),
      ];
    case 'silence-fell':
      return [t('desk:timeline.dueWas', { day: formatDate(event.dueOn, lang) })];
    case 'corrected': {
      const days = { from: formatDate(event.was.receivedOn, lang), to: formatDate(event.receivedOn, lang) };
      return [t('desk:timeline.receivedWas', days), ...movedLine(event, t, lang)];
    }
    case 'recounted':
      return [t(`desk:timeline.why.${event.why}`), ...movedLine(event, t, lang)];
    case 'forward-offered':
      return [t('desk:timeline.answerBy', { day: formatDate(event.answerBy, lang) })];
    case 'forward-lapsed':
      return [t(`desk:timeline.lapsed.${event.reason}`)];
    case 'complaint-complied':
      return [outcomeInWords(kind, event.outcome, lang)];
    case 'complained':
    case 'complaint-decided':
      return event.outcome ? [t(`common:complaintOutcome.${event.outcome}`)] : [];
    case 'linked':
      return [t(`linking:choice.${event.as}`)];
    case 'files-added':
      return [t('desk:timeline.files', { count: event.fileIds.length })];
    case 'alarmed':
      return [
        rungInWords(event.rung, t),
        ...(event.recipientId ? [t('desk:timeline.told', { name: names.official(event.recipientId) })] : []),
        ...(event.inPlaceOf ?? []).map((id) => t('desk:timeline.inPlaceOf', { name: names.official(id) })),
      ];
    case 'alarm-acknowledged':
      return [rungInWords(event.rung, t)];
    case 'consultation-asked':
    case 'consultation-reminded':
    case 'consultation-answered':
    case 'consultation-lapsed':
      return consultationLines(event, lang);
    case 'task-asked':
    case 'task-given':
    case 'task-answered':
    case 'task-refused':
    case 'task-withdrawn':
      return taskLines(event, names, lang);
    // Why a message failed stands beside the message itself, for those who may see its recipient.
    case 'message-failed':
    case 'clarification-asked':
    case 'clarification-answered':
    case 'clarification-lapsed':
    case 'considered':
    case 'forward-accepted':
    case 'forward-refused':
    case 'complaint-lodged':
    case 'complaint-notified':
    case 'complaint-answered':
    case 'message-sent':
    case 'message-received':
    case 'noted':
    case 'inspected':
    case 'unlinked':
      return [];
    case 'applicant-seen':
      return [t(`common:seenWhere.${event.where}`)];
    case 'anonymised':
      return [t('desk:timeline.anonymised', { count: event.months })];
  }
}
