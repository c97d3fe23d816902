import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fallSilent, pageLanguage, type SilenceFell } from '../../core/casefile';
import { addDays, type LocalDate, nationalCalendar } from '../../core/law';
import { silenceLetter } from '../../core/letters';
import { Letters, type PreparedLetter } from '../../platform/letters';
import { type Applicant, type LoadedCase, Outbox, TrackingStore, type Tx } from '../../records';

/** The silence of a case, with the letter that tells the applicant. */
export interface PreparedSilence {
  applicant: Applicant;
  letter: PreparedLetter;
}

/** Tells an applicant that access counts as refused by silence, and how to complain. */
@Injectable()
export class SilenceNotice {
  constructor(
    private readonly letters: Letters,
    private readonly tracking: TrackingStore,
    private readonly outbox: Outbox,
  ) {}

  /** The event, when silence has fallen and was not recorded; dated on the day after the due day, whoever noticed when. */
  eventOf({ file, clock }: LoadedCase, today: LocalDate): SilenceFell | null {
    return clock.state === 'running' ? fallSilent(file, clock, addDays(clock.dueOn, 1), today) : null;
  }

  /** Writes the letter's PDF, before the transaction; null when there is nothing to tell. */
  async prepare(reader: Tx, loaded: LoadedCase, now: Date, today: LocalDate): Promise<PreparedSilence | null> {
    const fell = this.eventOf(loaded, today);
    if (!fell) return null;
    const applicant = await this.tracking.applicant(reader, loaded.row.id);
    const letter = await this.letters.prepare({
      loaded,
      applicant,
      facts: silenceLetter(loaded.file, fell, nationalCalendar),
      language: pageLanguage(loaded.row.answerLanguage),
      letterId: randomUUID(),
      signedBy: null,
      now,
    });
    return { applicant, letter };
  }

  /** Enters the letter and sends it; without an e-mail address it stays on the case, to be printed. Returns message ids. */
  async enter(tx: Tx, { applicant, letter }: PreparedSilence, { row }: LoadedCase, now: Date): Promise<string[]> {
    const { letter: entered, file } = await this.letters.enter(tx, letter);
    if (!applicant.email) return [];
    return this.outbox.add(tx, now, [
      {
        institutionId: row.institutionId,
        caseId: row.id,
        kind: 'letter',
        recipient: applicant.email,
        language: entered.language,
        facts: { letterId: entered.id, reference: row.reference, letterKind: entered.kind },
        fileIds: [file.id],
      },
    ]);
  }
}
