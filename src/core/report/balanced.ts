import { KINDS } from '../casefile';
import { AREA_OUTCOMES, closedIn, openIn, type AreaLine, type Report, sumOf } from './report';

/** The figures of a report contradict each other: it must not be published, and a person has to look. */
export class Unbalanced extends Error {
  constructor(readonly figures: string[]) {
    super(`The report does not add up: ${figures.join('; ')}.`);
    this.name = 'Unbalanced';
  }
}

/**
 * Every sum that a reader could check: published reports have failed it (7,561 requests received, 7,549 explained).
 * Throws `Unbalanced`, which names the figures.
 */
export function assertBalanced(report: Report): void {
  const wrong: string[] = [];
  const same = (what: string, left: number, leftName: string, right: number, rightName: string): void => {
    if (left !== right) wrong.push(`${what}: ${leftName} ${left}, ${rightName} ${right}`);
  };
  const { total, ...kinds } = report.balance;
  for (const [kind, line] of Object.entries(report.balance)) {
    same(kind, line.opening + line.received, 'opening + received', closedIn(line) + openIn(line), 'closed + open');
  }
  for (const figure of ['opening', 'received'] as const) {
    const sum = Object.values(kinds).reduce((all, line) => all + line[figure], 0);
    same('total', total[figure], figure, sum, `${figure} of all kinds`);
  }
  const { access } = report;
  const { total: received, otherReasons, ...reasons } = access.received;
  same('access form', received, 'received', kinds['access-request'].received, 'received in the balance');
  same('access form', received, 'received', sumOf(reasons) + sumOf(otherReasons), 'explained');
  same('access form', received, 'received', sumOf(access.applicants), 'applicants');
  same('access form', received, 'received', sumOf(access.documents), 'documents');
  const { total: answers, ...timings } = access.answers;
  same('answers', answers, 'sent', sumOf(timings), 'by deadline');
  same('answers', answers, 'sent', sumOf(access.answerForms), 'by form');
  const explained = received - access.received.unanswered - access.received.pending - otherReasons.withdrawn;
  same('answers', answers, 'sent', explained, 'outcomes that are answers');
  const { total: complaints, ...outcomes } = access.complaints;
  same('complaints', complaints, 'filed', sumOf(outcomes), 'by outcome');
  const { total: letters, ...replies } = access.complaintReplies;
  same('replies to the Agency', letters, 'letters', sumOf(replies), 'by deadline');
  const { total: binding, ...complied } = access.compliance;
  same('compliance', binding, 'binding decisions', sumOf(complied), 'by deadline');
  const after = complied['in-time'] + complied.late + complied['no-term'];
  same('compliance', after, 'complied with', sumOf(access.outcomesAfter), 'by outcome');
  const { total: urgent, ...ends } = access.urgent;
  same('urgent requests', urgent, 'received', sumOf(ends), 'explained');
  for (const [kind, form] of Object.entries(report.others)) {
    same(kind, form.total, 'received', kinds[kind as keyof typeof kinds].received, 'received in the balance');
    same(kind, form.total, 'received', sumOf(form.consideration), 'by consideration');
    same(kind, form.total, 'received', sumOf(form.notice), 'by notice');
  }
  if (report.areas.length > 0) {
    const byArea = (numbers: (line: AreaLine) => number): number => report.areas.reduce((a, b) => a + numbers(b), 0);
    for (const kind of [...KINDS, 'total'] as const) {
      const sum = byArea((line) => line.received[kind]);
      same(`subject areas (${kind})`, report.balance[kind].received, 'received', sum, 'of all areas');
    }
    for (const outcome of AREA_OUTCOMES) {
      const whole = outcome === 'otherReasons' ? sumOf(otherReasons) : reasons[outcome];
      same(
        `subject areas (${outcome})`,
        whole,
        'received',
        byArea((line) => line.access[outcome]),
        'of all areas',
      );
    }
    for (const { area, access: line, received: all } of report.areas) {
      const { total: requests, ...ends } = line;
      const what = `subject area ${area?.code ?? 'none'}`;
      same(what, all['access-request'], 'received', requests, 'in the form');
      same(what, requests, 'received', sumOf(ends), 'explained');
    }
  }
  if (wrong.length > 0) throw new Unbalanced(wrong);
}
