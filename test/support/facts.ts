import type { ReportFact } from '../../src/core/report';

/** One granted request, answered in time; what a test is about is given. */
export const fact = (given: Partial<ReportFact> = {}): ReportFact => ({
  kind: 'access-request',
  received: 'within',
  atEnd: 'granted',
  outcome: 'granted',
  timing: given.kind && given.kind !== 'access-request' ? null : 'first',
  consideration: null,
  notice: null,
  extended: false,
  urgent: false,
  complaint: null,
  reply: null,
  compliance: null,
  outcomeAfter: null,
  answerForm: 'paper',
  applicantType: 'individual',
  documentType: 'other',
  area: null,
  grounds: [],
  n: 1,
  ...given,
});
