import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { decide, type Decided, pageLanguage } from '../../core/casefile';
import { decisionLetter } from '../../core/letters';
import { letterMessages, type MoveContext, type OfferedFile, type Prepare } from '../../platform/casework';
import { type ComposedLetter, type LetterOrder, Letters } from '../../platform/letters';
import { type Applicant, type LoadedCase, Papers, TrackingStore, Transactions } from '../../records';
import type { DecisionForm } from './decision-form';

/** Turns the form of a decision into its letter, its event and its mail. */
@Injectable()
export class DecisionMaker {
  constructor(
    private readonly letters: Letters,
    private readonly papers: Papers,
    private readonly tracking: TrackingStore,
    private readonly transactions: Transactions,
  ) {}

  /** The letter as it would be sent now; nothing is kept. Throws `NotAllowed`. */
  async preview(
    loaded: LoadedCase,
    context: MoveContext,
    form: DecisionForm,
    files: readonly OfferedFile[],
  ): Promise<ComposedLetter> {
    return this.letters.preview((await this.order(loaded, context, form, files)).order);
  }

  /** The decision, with the files that are released to the applicant by it. */
  prepare(form: DecisionForm, files: readonly OfferedFile[], also = false): Prepare {
    return async (loaded, context) => {
      const { event, applicant, order } = await this.order(loaded, context, form, files);
      const letter = await this.letters.prepare(order);
      const { row } = loaded;
      return async (tx) => {
        const { letter: entered, file: pdf } = await this.letters.enter(tx, letter);
        const answers = await this.papers.addFiles(
          tx,
          files.map(({ name, mediaType, size, sha256 }) => ({
            name,
            mediaType,
            size,
            sha256,
            institutionId: row.institutionId,
            caseId: row.id,
            submissionId: null,
            role: 'answer' as const,
            released: true,
            createdAt: context.now,
          })),
        );
        // Of a case that is answered along with another: by mail where there is an address, else on paper.
        const mails = form.delivery === 'email' || also;
        const messages = mails ? letterMessages(row, applicant, entered, pdf, answers) : [];
        const papers = [pdf, ...answers].map(({ id, sha256 }) => ({ fileId: id, sha256 }));
        return { events: [{ ...event, papers }], messages };
      };
    };
  }

  private async order(
    loaded: LoadedCase,
    { official, now, today }: MoveContext,
    form: DecisionForm,
    files: readonly OfferedFile[],
  ): Promise<{ event: Decided; applicant: Applicant; order: LetterOrder }> {
    const letterId = randomUUID();
    const event = decide(loaded.file, form.draft, letterId, today);
    const language = pageLanguage(loaded.row.answerLanguage);
    const told = { reasons: form.reasonsIn[language] ?? form.reasons, enclosures: files.map((file) => file.name) };
    const draft = { ...form.draft, grounds: form.groundsIn[language] ?? form.draft.grounds };
    const applicant = await this.tracking.applicant(this.transactions.reader, loaded.row.id);
    return {
      event,
      applicant,
      order: {
        loaded,
        applicant,
        facts: decisionLetter(loaded.file, event, draft, told, loaded.present.calendar),
        language,
        letterId,
        signedBy: { name: official.name, role: official.role },
        now,
      },
    };
  }
}
