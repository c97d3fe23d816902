import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { localDateOf } from '../../src/core/law';
import {
  CaseBook,
  type CaseRow,
  type FileRole,
  FileRow,
  MailFile,
  MailRow,
  OutboxRow,
  Official,
  Papers,
  SubjectAreas,
  Tasks,
  Transactions,
} from '../../src/records';
import type { TestApp } from '../support/app';
import type { Seed } from '../support/seed';

/** An entry of the list of subject areas, called by its code; gives its id. */
export async function keptArea(app: TestApp, code: string, { institution }: Seed = app.seed): Promise<string> {
  const names = { nameSq: `Fusha ${code}`, nameSr: `Oblast ${code}`, nameEn: `Area ${code}` };
  const area = { id: randomUUID(), institutionId: institution.id, code, ...names, place: 1, active: true };
  await app.get(Transactions).run((tx) => app.get(SubjectAreas).add(tx, area));
  return area.id;
}

/** A file of a case, with its bytes on the disk. */
export async function keptFile(app: TestApp, row: CaseRow, role: FileRole = 'answer', text = 'x'): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const folder = path.join(app.dataDir, 'files', sha256.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, sha256), text);
  const file = {
    institutionId: row.institutionId,
    caseId: row.id,
    submissionId: null,
    role,
    name: 'letra.txt',
    mediaType: 'text/plain',
    size: Buffer.byteLength(text),
    sha256,
    released: true,
    createdAt: app.clock.now(),
  };
  const [kept] = await app.get(Transactions).run((tx) => app.get(Papers).addFiles(tx, [file]));
  return kept!.id;
}

/** A letter to the applicant, as it went out. */
export async function sentLetter(app: TestApp, row: CaseRow, text = 'Arta Krasniqi\n\nE nderuar'): Promise<string> {
  const id = randomUUID();
  const letter = { id, caseId: row.id, kind: 'decision' as const, language: 'sq' as const, facts: {}, text };
  const rest = { fileId: null, fromApplicant: false, createdAt: app.clock.now() };
  await app.get(Transactions).run((tx) => app.get(Papers).addLetter(tx, { ...letter, ...rest }));
  return id;
}

/** A mail that was given up. */
export async function failedMail(app: TestApp, row: CaseRow, recipient = 'arta@example.org'): Promise<string> {
  const id = randomUUID();
  const now = app.clock.now();
  await app.source.getRepository(OutboxRow).insert({
    ...{ id, institutionId: row.institutionId, caseId: row.id, channel: 'mail', kind: 'receipt', recipient },
    ...{ language: 'sq', facts: {}, fileIds: [], state: 'failed', attempts: 9, nextAttemptAt: now, createdAt: now },
    ...{ sentAt: null, problem: '550', failure: 'refused' },
  });
  return id;
}

/** Somebody else in a municipality, with the password of all. */
export async function addOfficial(
  app: TestApp,
  who: Pick<Official, 'email' | 'role'> & Partial<Official>,
  seed: Seed = app.seed,
): Promise<Official> {
  const { passwordHash } = seed.officials.admin;
  const official: Official = {
    id: randomUUID(),
    institutionId: seed.institution.id,
    name: who.email,
    passwordHash,
    directorateId: null,
    language: 'sq',
    active: true,
    createdAt: app.clock.now(),
    ...who,
  };
  await app.source.getRepository(Official).insert(official);
  return official;
}

/** A request for documents to the directorate of urbanism, with a file. */
export async function openTask(app: TestApp, row: CaseRow, fileId: string): Promise<string> {
  const { institutionId, id: caseId } = row;
  const [id, now] = [randomUUID(), app.clock.now()];
  const directorateId = app.seed.directorates.urbanism.id;
  const [today, askedBy] = [localDateOf(now), app.seed.officials.zyrtar.id];
  await app.get(Transactions).run(async (tx) => {
    await app.get(Tasks).add(tx, [
      {
        ...{ id, institutionId, caseId, directorateId, assigneeId: null, state: 'open', text: 'Lejet e vitit 2025' },
        ...{ answer: null, fileIds: [fileId], answerFileIds: [], askedBy, askedAt: now },
        ...{ dueOn: today, settledBy: null, settledAt: null },
      },
    ]);
    const act = { institutionId, caseId, actor: { kind: 'official' as const, id: askedBy }, now };
    const asked = { type: 'task-asked' as const, occurredOn: today, taskId: id, directorateId, by: null };
    await app.get(CaseBook).act(tx, act, () => [{ ...asked, askedAt: now.toISOString() }]);
  });
  return id;
}

/** A mail that came in and waits, with a file; of whichever municipality. */
export async function arrivedMail(
  app: TestApp,
  row: CaseRow,
  institutionId: string,
): Promise<{ mail: string; mailFile: string }> {
  const [mail, mailFile, now] = [randomUUID(), randomUUID(), app.clock.now()];
  const kept = await keptFile(app, row, 'submitted', 'mail');
  const { sha256 } = await app.source.getRepository(FileRow).findOneByOrFail({ id: kept });
  await app.source.getRepository(MailRow).insert({
    ...{ id: mail, institutionId, source: 'x', uidValidity: '1', uid: 1, marked: true, contentKey: mail },
    ...{
      state: 'draft',
      setAside: null,
      flaw: null,
      receivedAt: now,
      fromName: 'Arta',
      fromAddress: 'arta@example.org',
    },
    ...{ subject: 'Kontratat', text: 'Kërkoj kontratat.', quiet: false, sha256, size: 4, tries: 1, caseId: null },
    ...{ sender: null, settledBy: null, settledAt: null, reason: null, createdAt: now },
  });
  const file = { name: 'letra.txt', mediaType: 'text/plain', size: 4, sha256, refused: null };
  await app.source.getRepository(MailFile).insert({ id: mailFile, mailId: mail, ...file });
  return { mail, mailFile };
}
