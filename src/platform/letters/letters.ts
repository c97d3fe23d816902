import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../core/law';
import type { LetterFacts } from '../../core/letters';
import type { PageLanguage } from '../../core/casefile';
import { type Applicant, type FileRow, type LetterRow, type LoadedCase, Papers, type Tx } from '../../records';
import { FileKeeper, type KeptFile } from '../files';
import { compose, type ComposedLetter, fileNameOf, type Signatory } from './compose';
import { Crests } from './crests';
import { renderPdf } from './pdf';

/** A letter to be written. `facts` (from `core/letters`) say which letter it is. */
export interface LetterOrder {
  loaded: Pick<LoadedCase, 'row' | 'institution'>;
  applicant: Pick<Applicant, 'name' | 'postalAddress'>;
  facts: LetterFacts;
  language: PageLanguage;
  /** Chosen by the caller, because the event names it. */
  letterId: string;
  /** Null where the system speaks for the institution. */
  signedBy: Signatory;
  now: Date;
}

/** A letter whose PDF lies on disk and whose rows are not written yet. */
export interface PreparedLetter {
  order: LetterOrder;
  letter: ComposedLetter;
  pdf: KeptFile;
}

/** Writes letters: composes the words, renders the PDF, keeps both. */
@Injectable()
export class Letters {
  constructor(
    private readonly keeper: FileKeeper,
    private readonly crests: Crests,
    private readonly papers: Papers,
  ) {}

  /** The words alone, for a preview: nothing is kept. */
  preview(order: Omit<LetterOrder, 'letterId'>): ComposedLetter {
    return compose({ ...order, row: order.loaded.row, institution: order.loaded.institution });
  }

  /** Composes the letter and puts its PDF on disk. Slow (tens of milliseconds): call it before the transaction. */
  async prepare(order: LetterOrder): Promise<PreparedLetter> {
    const letter = this.preview(order);
    const name = fileNameOf(order.loaded.row.reference, order.facts, order.language, localDateOf(order.now));
    const pdf = await this.keeper.keepBytes(
      await renderPdf(letter, order.now, await this.crests.of(order.loaded.institution)),
      name,
      'application/pdf',
    );
    return { order, letter, pdf };
  }

  /**
   * Writes the rows of a prepared letter into the caller's transaction. The applicant may download it from then on, unless
   * it is written to somebody else.
   */
  async enter(tx: Tx, prepared: PreparedLetter): Promise<{ letter: LetterRow; file: FileRow }> {
    const { order, letter, pdf } = prepared;
    const { row } = order.loaded;
    const [file] = await this.papers.addFiles(tx, [
      {
        ...pdf,
        institutionId: row.institutionId,
        caseId: row.id,
        submissionId: null,
        role: 'letter',
        released: order.facts.kind !== 'consultation',
        createdAt: order.now,
      },
    ]);
    if (!file) throw new Error('The letter has no file row.');
    const entered: LetterRow = {
      id: order.letterId,
      caseId: row.id,
      kind: order.facts.kind,
      language: order.language,
      facts: { ...order.facts },
      text: letter.text,
      fileId: file.id,
      fromApplicant: false,
      createdAt: order.now,
    };
    await this.papers.addLetter(tx, entered);
    return { letter: entered, file };
  }

  /** Both steps at once, for a job: nobody waits for its transaction. */
  async write(tx: Tx, order: LetterOrder): Promise<{ letter: LetterRow; file: FileRow }> {
    return this.enter(tx, await this.prepare(order));
  }
}
