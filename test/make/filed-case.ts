import { randomUUID } from 'node:crypto';
import { assign, type Kind } from '../../src/core/casefile';
import { type LocalDate, localDateOf, startOfLocalDay } from '../../src/core/law';
import { CaseBook, type CaseRow, Registration, Transactions } from '../../src/records';
import type { TestApp } from '../support/app';
import type { Seed } from '../support/seed';

interface Facts {
  subject?: string;
  text?: string;
  kind?: Kind;
  urgent?: boolean;
  /** The day of receipt, from which the clock runs; default: today. */
  receivedOn?: LocalDate;
  assigneeId?: string | null;
  directorateId?: string | null;
  /** Another municipality of the same installation. */
  seed?: Seed;
}

/** A case in the real database, filed and, when somebody is named, assigned. */
export async function fileCase(app: TestApp, facts: Facts = {}): Promise<CaseRow> {
  const { institution } = facts.seed ?? app.seed;
  const now = app.clock.now();
  const receivedOn = facts.receivedOn ?? localDateOf(now);
  const receivedAt = facts.receivedOn ? new Date(startOfLocalDay(receivedOn).getTime() + 9 * 3_600_000) : now;
  const id = randomUUID();
  const kind = facts.kind ?? 'access-request';
  const submission = {
    id,
    submissionKey: id,
    channel: 'web' as const,
    kind,
    receivedAt,
    payload: payloadOf(facts),
    sha256: '',
  };
  const { row } = await app.get(Transactions).run(async (tx) => {
    await app.get(Registration).keep(tx, institution.id, submission);
    const input = {
      submission,
      channel: 'web' as const,
      kind,
      urgent: facts.urgent ?? false,
      subject: facts.subject ?? 'Kontratat e vitit',
      text: facts.text ?? 'Kërkoj kontratat.',
      language: 'sq' as const,
      answerLanguage: 'sq' as const,
      documentType: 'other' as const,
      applicantType: 'individual' as const,
      wantedForm: 'electronic' as const,
      applicant: { name: 'Arta Krasniqi', email: 'arta@example.org', postalAddress: null, phone: null },
      receivedOn,
      receivedAt,
    };
    return app.get(Registration).register(tx, institution, input, { kind: 'citizen' }, now);
  });
  const { assigneeId = null, directorateId = null } = facts;
  if (assigneeId === null && directorateId === null) return row;
  const act = { institutionId: institution.id, caseId: row.id, actor: { kind: 'system' as const }, now };
  const loaded = await app
    .get(Transactions)
    .run((tx) =>
      app.get(CaseBook).act(tx, act, ({ file }) => [assign(file, { assigneeId, directorateId }, localDateOf(now))]),
    );
  return loaded.row;
}

const payloadOf = ({ text }: Facts): Record<string, unknown> => (text === undefined ? {} : { text });
