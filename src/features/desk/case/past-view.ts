import { type CaseClock, complaintStage, statusOf } from '../../../core/casefile';
import {
  historyFor,
  leftInWords,
  namesFrom,
  outcomeInWords,
  type TimelineItem,
  timelineOf,
} from '../../../platform/casework';
import { formatDate, formatDateTime, type Lang, words } from '../../../platform/views';
import type { SignedIn } from '../../../platform/web/request';
import type { Directorate, LoadedCase, Official, PastCase, SubjectArea } from '../../../records';
import { type PassportView, passportView } from './passport-view';

/** A case as it was known at the end of a day, beside what is known now. */
export interface PastView {
  /** `now` is null where nothing changed since; either may be empty. */
  rows: { key: string; then: string; now: string | null }[];
  passport: PassportView | null;
  told: TimelineItem[];
  since: TimelineItem[];
}

type Known = Pick<PastCase, 'file' | 'clock' | 'complaintClock' | 'basis'>;

/** Shapes it for the page. Pure. */
export function pastView(
  past: PastCase,
  loaded: LoadedCase,
  official: SignedIn,
  people: { officials: readonly Official[]; directorates: readonly Directorate[]; areas: readonly SubjectArea[] },
  lang: Lang,
): PastView {
  const names = namesFrom(people.officials, people.directorates, lang, people.areas);
  const { kind } = loaded.row;
  const now = factsOf(loaded, lang);
  const rows = factsOf(past, lang).map(({ key, value }, i) => {
    const today = now[i]?.value ?? '';
    return { key, then: value, now: today === value ? null : today };
  });
  return {
    rows: rows.filter(({ then, now: today }) => then !== '' || today !== null),
    passport: passportView(past.clock, lang),
    told: timelineOf(historyFor(official, loaded.row, past.told), kind, names, lang),
    since: timelineOf(historyFor(official, loaded.row, past.since), kind, names, lang),
  };
}

function factsOf({ file, clock, complaintClock, basis }: Known, lang: Lang): { key: string; value: string }[] {
  const t = words(lang);
  const { complaint } = file;
  const complaintDue = complaintClock ? dueInWords(complaintClock, lang) : '';
  const { version } = basis.calendar;
  return [
    { key: t('past:status'), value: t(`common:status.${statusOf(file)}`) },
    { key: t('past:outcome'), value: file.decision ? outcomeInWords(file.kind, file.decision.outcome, lang) : '' },
    { key: t('past:receivedOn'), value: formatDate(file.receivedOn, lang) },
    { key: t('past:dueOn'), value: dueInWords(clock, lang) },
    { key: t('past:firstDueOn'), value: clock.state === 'no-calendar' ? '' : formatDate(clock.firstDueOn, lang) },
    { key: t('desk:page.silentSince'), value: file.silentSince ? formatDate(file.silentSince, lang) : '' },
    {
      key: t('past:complaint'),
      value: complaint
        ? [t(`complaint:stage.${complaintStage(complaint)}`), complaintDue].filter(Boolean).join('; ')
        : '',
    },
    { key: t('past:basis'), value: t('past:basisLine', { version, number: basis.number }) },
  ];
}

function dueInWords(clock: CaseClock, lang: Lang): string {
  const t = words(lang);
  switch (clock.state) {
    case 'running':
      return clock.dueAt ? formatDateTime(clock.dueAt, lang) : formatDate(clock.dueOn, lang, 'weekday');
    case 'paused':
      return t('desk:page.paused', {
        day: formatDate(clock.since, lang),
        left: leftInWords(clock.remaining, lang),
      });
    case 'no-calendar':
      return t('past:noCalendar');
  }
}
