import { randomUUID } from 'node:crypto';
import { apply, type CaseEvent, type Kind, open, type Registered } from '../../src/core/casefile';
import { addDays, type LocalDate, localDate, nationalCalendar, startOfLocalDay } from '../../src/core/law';
import {
  Applicant,
  CaseRow,
  EventLog,
  insertAll,
  type NewEvent,
  ProtocolCounter,
  searchable,
  Submission,
  Transactions,
  clockSettings,
  derive,
} from '../../src/records';
import type { DataSource } from '../../src/records/data-source';
import type { Seed } from '../support/seed';

/** A share of the cases to make: how many, of which kind, received on which day, and for how long already decided. */
export interface Share {
  count: number;
  kind: Kind;
  receivedOn: (i: number) => LocalDate;
  /** Days from receipt to the decision; undefined leaves the case open. */
  decidedAfter?: (i: number) => number;
  /** Given to a person only: no directorate is to answer. */
  nobodys?: boolean;
  /** Refused on the second day, and with the Agency since: nothing of ours runs. */
  atAgency?: boolean;
}

const AT_ONCE = 2_000;
const SUBJECTS = ['Shpenzimet për karburante', 'Lejet e ndërtimit', 'Kontratat e prokurimit', 'Plani zhvillimor'];
const SYSTEM = { kind: 'system' } as const;

/** Fills a database with cases that have a true history: rows, events and chain agree, as if officials had worked. */
export async function fillCases(source: DataSource, seed: Seed, shares: readonly Share[]): Promise<void> {
  const transactions = new Transactions(source);
  const log = new EventLog();
  const people = Object.values(seed.officials);
  let number = 0;
  const years = new Set<number>();
  for (const share of shares) {
    for (let from = 0; from < share.count; from += AT_ONCE) {
      const made = Array.from({ length: Math.min(AT_ONCE, share.count - from) }, (_, i) =>
        makeCase(seed, share, from + i, (number += 1), people[(from + i) % people.length]?.id ?? ''),
      );
      for (const { row } of made) years.add(Number(row.registeredOn.slice(0, 4)));
      await transactions.run(async (tx) => {
        await insertAll(
          tx,
          Submission,
          made.map((one) => one.submission),
        );
        await insertAll(
          tx,
          CaseRow,
          made.map((one) => one.row),
        );
        await insertAll(
          tx,
          Applicant,
          made.map((one) => one.applicant),
        );
        await log.append(
          tx,
          seed.institution.id,
          made[0]?.row.receivedAt ?? new Date(0),
          made.flatMap((one) => one.events),
        );
      });
    }
  }
  // The next protocol number follows the ones given here.
  const institutionId = seed.institution.id;
  const counters = [...years].map((year) => ({ institutionId, year, last: number }));
  await transactions.run((tx) => insertAll(tx, ProtocolCounter, counters));
}

function makeCase(seed: Seed, share: Share, i: number, number: number, assigneeId: string) {
  const receivedOn = share.receivedOn(i);
  const receivedAt = new Date(startOfLocalDay(receivedOn).getTime() + 9 * 3_600_000);
  const submissionId = randomUUID();
  const caseId = randomUUID();
  const reference = `${seed.institution.code}-${receivedOn.slice(0, 4)}-${String(number).padStart(5, '0')}`;
  const subject = `${SUBJECTS[i % SUBJECTS.length]} ${number}`;
  const registered: Registered = {
    type: 'registered',
    occurredOn: receivedOn,
    kind: share.kind,
    urgent: false,
    channel: 'web',
    reference,
    submissionId,
    receivedOn,
    receivedAt: receivedAt.toISOString(),
    registeredOn: receivedOn,
  };
  const directorateId = share.nobodys ? null : (Object.values(seed.directorates)[i % 3]?.id ?? null);
  const history: CaseEvent[] = [registered, { type: 'assigned', occurredOn: receivedOn, assigneeId, directorateId }];
  if (share.decidedAfter) {
    const on = addDays(receivedOn, share.decidedAfter(i));
    const outcome = i % 5 === 0 ? 'refused' : 'granted';
    history.push({ type: 'decided', occurredOn: on, outcome, answerForm: 'electronic', grounds: [], letterId: null });
  }
  if (share.atAgency) {
    const [refusedOn, lodgedOn] = [addDays(receivedOn, 2), addDays(receivedOn, 3)];
    const complaintId = randomUUID();
    history.push(
      {
        type: 'decided',
        occurredOn: refusedOn,
        outcome: 'refused',
        answerForm: 'electronic',
        grounds: [],
        letterId: null,
      },
      { type: 'complaint-lodged', occurredOn: lodgedOn, complaintId },
    );
  }
  const file = history.slice(1).reduce(apply, open(registered));
  const { row: derived } = derive(file, {
    id: seed.institution.basisId,
    number: 1,
    calendar: nationalCalendar,
    settings: clockSettings({}),
  });
  const row: CaseRow = {
    id: caseId,
    institutionId: seed.institution.id,
    submissionId,
    reference,
    kind: share.kind,
    channel: 'web',
    urgent: false,
    imported: false,
    subject,
    searchText: searchable(`${reference} ${subject}`),
    language: 'sq',
    answerLanguage: 'sq',
    documentType: 'other',
    applicantType: 'individual',
    wantedForm: 'electronic',
    registeredOn: receivedOn,
    grounds: null,
    version: history.length,
    ...derived,
  };
  const submission: Submission = {
    id: submissionId,
    institutionId: seed.institution.id,
    submissionKey: submissionId,
    channel: 'web',
    kind: share.kind,
    receivedAt,
    payload: { subject, text: 'Ju lutem më dërgoni dokumentin.', name: `Qytetari ${number}` },
    sha256: '',
  };
  const applicant: Applicant = {
    caseId,
    name: `Qytetari ${number}`,
    email: `qytetari${number}@example.org`,
    postalAddress: null,
    phone: null,
    accessCode: 'ABCDEFGHJK',
  };
  return { submission, row, applicant, events: history.map((event): NewEvent => ({ caseId, actor: SYSTEM, event })) };
}

export const day = localDate;

/** What a sweep does when it looks at each new case once is measured elsewhere: here the alarms have been looked at. */
export async function lookedAt(source: DataSource): Promise<void> {
  await source.query('UPDATE case_files SET next_rung_at = NULL');
}
