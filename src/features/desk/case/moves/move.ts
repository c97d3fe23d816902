import { randomUUID } from 'node:crypto';
import { type CaseFile, type PageLanguage, pageLanguage } from '../../../../core/casefile';
import { daysBetween, type LocalDate } from '../../../../core/law';
import type { LetterFacts } from '../../../../core/letters';
import type { FieldProblem, MoveContext, OfferedFile, Prepare } from '../../../../platform/casework';
import type { Letters, PreparedLetter } from '../../../../platform/letters';
import type { Action } from '../../../../platform/sign-in';
import type {
  AlarmCases,
  Applicant,
  CaseMessages,
  Consultations,
  FileRole,
  FileRow,
  Institution,
  LoadedCase,
  NewMessage,
  Official,
  Papers,
  People,
  SubjectAreas,
  Tasks,
  TrackingStore,
  Transfers,
  Tx,
} from '../../../../records';

/** What moves need beside the case. */
export interface Tools {
  letters: Letters;
  papers: Papers;
  people: People;
  tracking: TrackingStore;
  transfers: Transfers;
  tasks: Tasks;
  messages: CaseMessages;
  consultations: Consultations;
  alarmCases: AlarmCases;
  areas: SubjectAreas;
  reader: Tx;
}

export type Body = Record<string, unknown>;

/** What a form says: what is wrong with it, or how it becomes events. */
export interface MoveReading {
  problems: FieldProblem[];
  prepare: (tools: Tools) => Prepare;
}

/** One thing that an official may do on the case page, apart from deciding. Its form is `desk/case/<name>.njk`. */
export interface MoveDefinition {
  name: string;
  action: Action;
  /** Names of the fields, so that what was typed can be shown again. */
  fields: readonly string[];
  /** Those of them that may come several times: shown again with spaces between. */
  many?: readonly string[];
  takesFiles: boolean;
  /** Whether it makes sense now; the rules themselves refuse again. */
  offered(file: CaseFile, today: LocalDate): boolean;
  /** What a fresh form begins with. */
  start?(loaded: LoadedCase, today: LocalDate): Record<string, string>;
  read(body: Body, files: readonly OfferedFile[]): MoveReading;
  /** What its form shows beside the case, for a move that offers choices of its own. */
  extras?(tools: Tools, loaded: LoadedCase, lang: PageLanguage, now: Date, today: LocalDate): Promise<object>;
}

/** The name of an institution in a language. */
export const institutionName = (
  { nameSq, nameSr, nameEn }: Pick<Institution, 'nameSq' | 'nameSr' | 'nameEn'>,
  lang: PageLanguage,
): string => ({ sq: nameSq, sr: nameSr, en: nameEn })[lang];

/** A letter of this move, signed by the official, in the applicant's language. */
export async function orderLetter(
  tools: Tools,
  loaded: LoadedCase,
  { official, now }: MoveContext,
  facts: LetterFacts,
  letterId: string = randomUUID(),
): Promise<{ applicant: Applicant; letter: PreparedLetter }> {
  const applicant = await tools.tracking.applicant(tools.reader, loaded.row.id);
  const letter = await tools.letters.prepare({
    loaded,
    applicant,
    facts,
    language: pageLanguage(loaded.row.answerLanguage),
    letterId,
    signedBy: { name: official.name, role: official.role },
    now,
  });
  return { applicant, letter };
}

/** Rows for kept files of a case. */
export function fileRows(
  files: readonly OfferedFile[],
  { row }: LoadedCase,
  role: FileRole,
  released: boolean,
  createdAt: Date,
): Omit<FileRow, 'id'>[] {
  return files.map(({ name, mediaType, size, sha256 }) => ({
    name,
    mediaType,
    size,
    sha256,
    institutionId: row.institutionId,
    caseId: row.id,
    submissionId: null,
    role,
    released,
    createdAt,
  }));
}

/** A mail about this case to the official who has it, or is given it now. */
export function mailTo(assignee: Official, kind: string, { row, clock }: LoadedCase, today: LocalDate): NewMessage {
  const running = clock.state === 'running' ? clock : null;
  return {
    institutionId: row.institutionId,
    caseId: row.id,
    kind,
    recipient: assignee.email,
    language: assignee.language,
    official: { id: assignee.id },
    facts: {
      caseId: row.id,
      reference: row.reference,
      subject: row.subject,
      caseKind: row.kind,
      receivedOn: row.receivedOn,
      today,
      // Of a clock that stood still until this move the message tells what the case says once the move is entered.
      ...(running && {
        dueOn: running.dueOn,
        dueAt: running.dueAt?.toISOString() ?? null,
        daysLeft: daysBetween(today, running.dueOn),
      }),
      assignee: assignee.name,
    },
  };
}
