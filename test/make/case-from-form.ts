import type { Kind } from '../../src/core/casefile';
import { publicPaths } from '../../src/platform/paths';
import { CaseRow, LetterRow, OutboxRow } from '../../src/records';
import type { TestApp } from '../support/app';
import type { Upload } from '../support/client';

const FIELDS = {
  to: 'KK',
  subject: 'Kontrata për ndriçimin publik',
  text: 'Kërkoj kontratën për ndriçimin publik në rrugën Agim Ramadani.',
  wantedForm: 'electronic',
  name: 'Blerta Krasniqi',
  email: 'blerta@example.org',
  applicantType: 'individual',
  answerLanguage: 'sq',
};

/** Files a case with the citizen's form, as a citizen does, and returns its row. */
export async function fileByForm(
  app: TestApp,
  fields: Record<string, string> = {},
  kind: Kind = 'access-request',
  files: Upload[] = [],
): Promise<CaseRow> {
  const before = new Set((await app.source.getRepository(CaseRow).find({ select: { id: true } })).map(({ id }) => id));
  const answer = await app.client().fill(publicPaths.form('sq', kind), { ...FIELDS, ...fields }, files);
  if (answer.status !== 303) throw new Error(`The form was refused: ${answer.status}`);
  const rows = await app.source.getRepository(CaseRow).find();
  const row = rows.find(({ id }) => !before.has(id));
  if (!row) throw new Error('No case was registered.');
  return row;
}

export const caseOf = (app: TestApp, id: string): Promise<CaseRow> =>
  app.source.getRepository(CaseRow).findOneByOrFail({ id });

export const lettersOf = (app: TestApp, caseId: string): Promise<LetterRow[]> =>
  app.source.getRepository(LetterRow).find({ where: { caseId }, order: { createdAt: 'ASC' } });

export const messagesOf = (app: TestApp, caseId: string, kind: string): Promise<OutboxRow[]> =>
  app.source.getRepository(OutboxRow).find({ where: { caseId, kind }, order: { createdAt: 'ASC' } });
