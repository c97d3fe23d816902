import type { CaseEvent, CaseFile } from '../../core/casefile';
import type { Calendar, LocalDate } from '../../core/law';
import { remedyAgainst } from '../../core/letters';
import { NO_CHAIN, outcomeInWords, type TransferChain } from '../../platform/casework';
import { deadlineName } from '../../platform/intake';
import { formatDate, type Lang, type Words } from '../../platform/views';
import type { LoadedCase } from '../../records';

/** One step of a case as its applicant reads it. */
export interface Step {
  title: string;
  when: string;
  lines: string[];
  kind: 'done' | 'now' | 'alert' | 'coming';
}

/**
 * What happened, for the applicant: no official's name, nothing internal (notes, alarms, reassignments). The last step of
 * an open case is the day until which an answer is due.
 */
export function publicTimeline(
  { file, clock, history, present }: LoadedCase,
  t: Words,
  lang: Lang,
  chain: TransferChain = NO_CHAIN,
): Step[] {
  const steps: Step[] = [];
  let handled = false;
  for (const { event } of history) {
    if (event.type === 'assigned') {
      if (handled || (event.assigneeId === null && event.directorateId === null)) continue;
      handled = true;
    }
    const step = stepOf(event, file, present.calendar, t, lang);
    if (!step) continue;
    const lines = [...step.lines, ...wayLines(event, chain, t, lang)];
    steps.push({ ...step, lines, when: formatDate(event.occurredOn, lang) });
  }
  if (file.decision === null && file.silentSince === null && clock.state === 'running') {
    steps.push({
      title: deadlineName(file, t),
      when: formatDate(clock.dueOn, lang, 'weekday'),
      lines: [],
      kind: 'coming',
    });
  }
  return steps;
}

function stepOf(
  event: CaseEvent,
  { kind: kindOfCase, silentSince }: CaseFile,
  calendar: Calendar,
  t: Words,
  lang: Lang,
): Omit<Step, 'when'> | null {
  const step = (key: string, kind: Step['kind'] = 'done', lines: string[] = []): Omit<Step, 'when'> => ({
    title: t(`tracking:step.${key}`),
    lines,
    kind,
  });
  switch (event.type) {
    case 'registered': {
      const later = event.registeredOn !== event.receivedOn;
      const lines = [t('tracking:step.registeredAs', { reference: event.reference })];
      if (later) lines.push(t('tracking:step.registeredOn', { day: formatDate(event.registeredOn, lang) }));
      return step('received', 'done', lines);
    }
    case 'assigned':
      return step('handled');
    case 'clarification-asked':
      return step('asked');
    case 'clarification-answered':
      return step('answered');
    case 'extended':
      return step('extended', 'done', [t(`common:extensionGround.${event.ground}`)]);
    case 'considered':
      return step('considered');
    case 'decided':
      return step('decided', 'done', [
        outcomeInWords(kindOfCase, event.outcome, lang),
        ...remedyLines(event, calendar, t, lang),
      ]);
    case 'silence-fell':
      // Where another day counts by now, or none, its days to complain are not told a second time.
      if (event.occurredOn !== silentSince) return step('silence');
      return step('silence', 'alert', [
        t('tracking:step.silenceText'),
        ...remedyWords(event.occurredOn, calendar, t, lang),
      ]);
    case 'clarification-lapsed':
      return step('lapsed');
    case 'forward-offered':
      return step('offered', 'now');
    case 'forward-accepted':
      return step('accepted');
    case 'forward-refused':
      return step('fellBack');
    case 'forward-lapsed':
      return step(event.reason === 'withdrawn' ? 'takenBack' : 'fellBack');
    case 'corrected': {
      const now = t('tracking:step.receiptNow', { day: formatDate(event.receivedOn, lang) });
      return step('corrected', 'done', [now, ...movedLine(event, t, lang)]);
    }
    case 'recounted':
      return step('recounted', 'done', [
        t(event.why === 'calendar' ? 'tracking:step.whyCalendar' : 'tracking:step.whySettings'),
        ...movedLine(event, t, lang),
      ]);
    case 'complained':
    case 'complaint-lodged':
      return step('complained');
    case 'complaint-notified':
      return step('complaintNotified');
    case 'complaint-answered':
      return step('complaintAnswered');
    case 'complaint-decided':
      return step('complaintDecided', 'done', [t(`common:complaintOutcome.${event.outcome}`)]);
    case 'complaint-complied':
      return step('complaintComplied', 'done', [outcomeInWords(kindOfCase, event.outcome, lang)]);
    case 'message-sent':
      return step('written');
    case 'message-received':
      // What a stranger may have written is no step of the applicant's.
      return event.unknown ? null : step('wrote');
    case 'consultation-asked':
      return step('consulted');
    case 'consultation-reminded':
    case 'consultation-answered':
    case 'consultation-lapsed':
    case 'task-asked':
    case 'task-given':
    case 'task-answered':
    case 'task-refused':
    case 'task-withdrawn':
    case 'area-set':
    case 'noted':
    case 'files-added':
    case 'alarmed':
    case 'alarm-acknowledged':
    case 'inspected':
    case 'applicant-seen':
    case 'anonymised':
    case 'linked':
    case 'unlinked':
    case 'message-failed':
      return null;
  }
}

/** Where the request came from, to whom it was offered, and its number there: only on the page of one who has the code. */
function wayLines(event: CaseEvent, { cameFrom, offers }: TransferChain, t: Words, lang: Lang): string[] {
  if (event.type === 'registered') return cameFrom ? [t('tracking:step.cameFrom', { ...cameFrom })] : [];
  if (event.type !== 'forward-offered' && event.type !== 'forward-accepted') return [];
  const link = offers.find((one) => one.id === event.transferId);
  if (!link) return [];
  const { to: name, state, newReference: reference } = link;
  if (event.type === 'forward-accepted') return reference ? [t('tracking:step.acceptedAs', { reference })] : [];
  const until = t('tracking:step.offeredUntil', { day: formatDate(link.answerBy, lang, 'weekday') });
  return [t('tracking:step.offeredTo', { name }), ...(state === 'offered' ? [until] : [])];
}

function movedLine({ from, to }: { from: LocalDate | null; to: LocalDate | null }, t: Words, lang: Lang): string[] {
  if (from === null || to === null || from === to) return [];
  return [t('tracking:step.moved', { from: formatDate(from, lang), to: formatDate(to, lang, 'weekday') })];
}

function remedyLines(
  event: Extract<CaseEvent, { type: 'decided' }>,
  calendar: Calendar,
  t: Words,
  lang: Lang,
): string[] {
  return event.grounds.length > 0 ? remedyWords(event.occurredOn, calendar, t, lang) : [];
}

/** Where to complain and until when, as the law of that day says. */
export function remedyWords(refusedOn: LocalDate, calendar: Calendar, t: Words, lang: Lang): string[] {
  const remedy = remedyAgainst(refusedOn, calendar);
  if (!remedy) return [];
  const body = t(`common:remedy.${remedy.body}`);
  if (remedy.days === null) return [t('tracking:remedy.open', { body })];
  const term = t('common:term.day', { count: remedy.days });
  if (!remedy.lastDay) return [t('tracking:remedy.within', { body, term })];
  return [t('tracking:remedy.until', { body, term, day: formatDate(remedy.lastDay, lang, 'weekday') })];
}
