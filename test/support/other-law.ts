/** A number of the law as this second reading has it. */
interface OtherTerm {
  length: number;
  working?: boolean;
  hours?: number;
  /** Reading A: in total. Reading B: more days. */
  extended?: { A: number; B: number };
}

const year2010 = '2010-12-10';
const year2019 = '2019-07-19';
const always = '9999-12-31';

/** The steps, the law, its first and last day, and the term: the table of clocks written down a second time. */
const law: readonly (readonly [steps: string, version: string, from: string, until: string, term: OtherTerm])[] = [
  ['access.decision', '03/L-215', year2010, '2019-07-18', { length: 7, extended: { A: 15, B: 15 } }],
  ['access.decision', '06/L-081', year2019, always, { length: 7, extended: { A: 15, B: 15 } }],
  ['access.urgent', '06/L-081', year2019, always, { length: 0, hours: 48 }],
  ['access.redirect', '03/L-215', year2010, '2019-07-18', { length: 5, working: true }],
  ['access.redirect', '06/L-081', year2019, always, { length: 5, working: true }],
  ['access.redirect-unknown complaint.reply complaint.comply', '06/L-081', year2019, always, { length: 7 }],
  ['complaint.file', '06/L-081', year2019, always, { length: 15 }],
  ['complaint.decision complaint.court', '06/L-081', year2019, always, { length: 30 }],
  ['petition.consider initiative.consider citizen-request.consider', '03/L-040', '2008-06-15', always, { length: 60 }],
  ['petition.notice initiative.notice citizen-request.notice', '03/L-040', '2008-06-15', always, { length: 15 }],
];

/** The version of the law and its term for a step on a day; null when no law set one then. */
export function otherTerm(step: string, day: string): { version: string; term: OtherTerm } | null {
  const row = law.find(([steps, , from, until]) => steps.split(' ').includes(step) && from <= day && day <= until);
  return row ? { version: row[1], term: row[4] } : null;
}
