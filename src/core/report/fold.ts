import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  COMPLAINT_OUTCOMES,
  DOCUMENT_TYPES,
  KINDS,
  OUTCOMES,
  REFUSAL_GROUNDS,
} from '../casefile';
import { AreaCount } from './areas';
import { COMPLAINT_TIMINGS, OPEN_STATES, type ReportFact, STAGES } from './fact';
import type { ReportPeriod } from './period';
import {
  type AccessForm,
  type Balance,
  type OtherKind,
  type Report,
  type ReportArea,
  type StageForm,
  zeros,
} from './report';

/**
 * The report of a period: a fold over weighted facts, in any order. `areas`: the subject areas of the institution, in the
 * order of its list.
 */
export function fold(facts: Iterable<ReportFact>, period: ReportPeriod, areas: readonly ReportArea[] = []): Report {
  const report = emptyReport(period);
  const byArea = new AreaCount(areas);
  for (const fact of facts) {
    addToBalance(report.balance[fact.kind], fact);
    addToBalance(report.balance.total, fact);
    byArea.add(fact);
    if (fact.received === 'before') continue;
    if (fact.kind === 'access-request') addToForm(report.access, fact);
    else addToStages(report.others[fact.kind], fact);
  }
  report.areas = byArea.all();
  return report;
}

function emptyReport(period: ReportPeriod): Report {
  const balance = (): Balance => ({ opening: 0, received: 0, closed: zeros(OUTCOMES), open: zeros(OPEN_STATES) });
  const stages = (): StageForm => ({ total: 0, consideration: zeros(STAGES), notice: zeros(STAGES) });
  return {
    period,
    balance: Object.fromEntries([...KINDS, 'total'].map((kind) => [kind, balance()])) as Report['balance'],
    access: {
      received: {
        ...zeros(['total', 'granted', 'refused', 'partial', 'unanswered', 'pending']),
        otherReasons: zeros(['already-public', 'redirected', 'forwarded', 'withdrawn']),
      },
      answerForms: zeros([...ANSWER_FORMS, 'not-recorded']),
      answers: zeros(['total', 'first', 'extended', 'late', 'noCalendar']),
      extensions: 0,
      complaints: zeros(['total', ...COMPLAINT_OUTCOMES, 'pending']),
      complaintReplies: zeros(['total', ...COMPLAINT_TIMINGS]),
      compliance: zeros(['total', ...COMPLAINT_TIMINGS]),
      outcomesAfter: zeros(OUTCOMES),
      applicants: zeros(APPLICANT_TYPES),
      documents: zeros(DOCUMENT_TYPES),
      grounds: zeros([...REFUSAL_GROUNDS, 'not-recorded']),
      urgent: zeros(['total', 'inTime', 'late', 'silent', 'pending', 'withdrawn']),
    },
    others: Object.fromEntries(
      KINDS.filter((kind): kind is OtherKind => kind !== 'access-request').map((kind) => [kind, stages()]),
    ) as Report['others'],
    areas: [],
  };
}

function addToBalance(line: Balance, { received, atEnd, n }: ReportFact): void {
  line[received === 'before' ? 'opening' : 'received'] += n;
  if (atEnd === 'open-in-time' || atEnd === 'open-past-due' || atEnd === 'open-no-calendar') line.open[atEnd] += n;
  else line.closed[atEnd] += n;
}

function addToStages(form: StageForm, { consideration, notice, n }: ReportFact): void {
  form.total += n;
  form.consideration[consideration ?? 'none'] += n;
  form.notice[notice ?? 'none'] += n;
}

function addToForm(form: AccessForm, fact: ReportFact): void {
  const { n } = fact;
  addToReceived(form.received, fact);
  form.applicants[fact.applicantType] += n;
  form.documents[fact.documentType] += n;
  if (fact.extended) form.extensions += n;
  addToComplaints(form, fact);
  if (wasAnswered(fact)) {
    form.answerForms[fact.answerForm ?? 'not-recorded'] += n;
    form.answers.total += n;
    form.answers[answerTiming(fact)] += n;
  }
  if (fact.outcome === 'refused' || fact.outcome === 'partial') {
    if (fact.grounds.length === 0) form.grounds['not-recorded'] += n;
    for (const ground of fact.grounds) form.grounds[ground] += n;
  }
  if (fact.urgent) addToUrgent(form.urgent, fact);
}

function addToComplaints(form: AccessForm, { complaint, reply, compliance, outcomeAfter, n }: ReportFact): void {
  if (complaint) {
    form.complaints.total += n;
    form.complaints[complaint] += n;
  }
  if (reply) {
    form.complaintReplies.total += n;
    form.complaintReplies[reply] += n;
  }
  if (compliance) {
    form.compliance.total += n;
    form.compliance[compliance] += n;
  }
  if (outcomeAfter) form.outcomesAfter[outcomeAfter] += n;
}

function addToReceived(received: AccessForm['received'], { outcome, timing, n }: ReportFact): void {
  received.total += n;
  if (outcome === null) received[timing === 'silent' ? 'unanswered' : 'pending'] += n;
  else if (outcome === 'granted' || outcome === 'refused' || outcome === 'partial' || outcome === 'unanswered') {
    received[outcome] += n;
  } else received.otherReasons[outcome] += n;
}

function addToUrgent(urgent: AccessForm['urgent'], fact: ReportFact): void {
  urgent.total += fact.n;
  if (fact.outcome === 'withdrawn') urgent.withdrawn += fact.n;
  else if (fact.timing === 'silent') urgent.silent += fact.n;
  else if (!wasAnswered(fact)) urgent.pending += fact.n;
  else urgent[fact.timing === 'first' ? 'inTime' : 'late'] += fact.n;
}

const wasAnswered = ({ outcome }: ReportFact): boolean =>
  outcome !== null && outcome !== 'withdrawn' && outcome !== 'unanswered';

const answerTiming = ({ timing }: ReportFact): 'first' | 'extended' | 'late' | 'noCalendar' =>
  timing === 'first' || timing === 'extended' || timing === 'late' ? timing : 'noCalendar';
