import { Injectable } from '@nestjs/common';
import type { CaseEventType } from '../../../core/casefile';
import { CaseWork, type TransferChain, TransferChains } from '../../../platform/casework';
import type { SignedIn } from '../../../platform/web/request';
import {
  type Applicant,
  type CaseMessageRow,
  type ConsultationRow,
  Consultations,
  CaseMessages,
  type CaseMessage,
  CaseReading,
  type Directorate,
  type FileRow,
  type LetterRow,
  type LoadedCase,
  type Note,
  type Official,
  Papers,
  People,
  type Submission,
  type SubjectArea,
  SubjectAreas,
  type TaskRow,
  Tasks,
  TrackingStore,
  Vault,
} from '../../../records';

/** A case with everything that its page shows. */
export interface CaseData {
  loaded: LoadedCase;
  submission: Submission;
  /** Who sent it, as it was typed; empty for whoever is not shown it. */
  sender: Record<string, unknown>;
  applicant: Applicant;
  files: FileRow[];
  notes: Note[];
  letters: LetterRow[];
  messages: CaseMessage[];
  officials: Official[];
  directorates: Directorate[];
  areas: SubjectArea[];
  chain: TransferChain;
  tasks: TaskRow[];
  written: CaseMessageRow[];
  consultations: ConsultationRow[];
}

/** Reads a case for its page: one statement for each kind of thing, however many there are. */
@Injectable()
export class CaseDataReader {
  constructor(
    private readonly work: CaseWork,
    private readonly reading: CaseReading,
    private readonly papers: Papers,
    private readonly people: People,
    private readonly tracking: TrackingStore,
    private readonly vault: Vault,
    private readonly chains: TransferChains,
    private readonly tasks: Tasks,
    private readonly correspondence: CaseMessages,
    private readonly parties: Consultations,
    private readonly subjectAreas: SubjectAreas,
  ) {}

  /** Throws what `CaseWork.load` throws. */
  async read(
    official: SignedIn,
    caseId: string,
    knows: (loaded: LoadedCase) => boolean = () => false,
  ): Promise<CaseData> {
    const loaded = await this.work.load(official, caseId);
    const tx = this.work.reader;
    const { id, submissionId, institutionId } = loaded.row;
    const [
      submission,
      applicant,
      files,
      notes,
      letters,
      messages,
      officials,
      directorates,
      areas,
      chain,
      tasks,
      written,
      consultations,
    ] = await Promise.all([
      this.reading.submission(tx, submissionId),
      this.tracking.applicant(tx, id),
      this.papers.filesOfCase(tx, id),
      this.papers.notesOfCase(tx, id),
      this.papers.lettersOfCase(tx, id),
      this.reading.messagesOf(tx, id),
      this.people.officials(tx, institutionId),
      this.people.directorates(tx, institutionId),
      this.subjectAreas.of(tx, institutionId),
      this.chains.of(tx, loaded.row, official.language),
      loaded.file.tasks.length === 0 ? [] : this.tasks.ofCase(tx, id),
      loaded.history.some(({ event }) => isMessage(event.type)) ? this.correspondence.ofCase(tx, id) : [],
      loaded.file.consultations.length === 0 ? [] : this.parties.ofCase(tx, id),
    ]);
    const sender = knows(loaded) ? await this.vault.senderOf(tx, submissionId) : {};
    const people = { applicant, sender, officials, directorates, areas };
    return { loaded, submission, ...people, files, notes, letters, messages, chain, tasks, written, consultations };
  }
}

const isMessage = (type: CaseEventType): boolean => type === 'message-sent' || type === 'message-received';
