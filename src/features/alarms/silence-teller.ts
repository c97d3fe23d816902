import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { trackOf } from '../../core/alarms';
import { clockVersion, fallSilent, pageLanguage } from '../../core/casefile';
import { silenceLetter } from '../../core/letters';
import { type Clock, CLOCK } from '../../platform/clock';
import { Letters, type PreparedLetter } from '../../platform/letters';
import { Relay } from '../../platform/relay';
import {
  type AlarmRow,
  Alarms,
  type Applicant,
  CaseBook,
  type LoadedCase,
  Outbox,
  takenInOn,
  TrackingStore,
  Transactions,
  type Tx,
} from '../../records';

/** The letter that tells the applicant, with its PDF on disk. */
interface PreparedSilence {
  applicant: Applicant;
  letter: PreparedLetter;
}

/** Tells an applicant that access counts as refused by silence, and how to complain. */
@Injectable()
export class SilenceTeller {
  constructor(
    private readonly alarms: Alarms,
    private readonly book: CaseBook,
    private readonly letters: Letters,
    private readonly outbox: Outbox,
    private readonly tracking: TrackingStore,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Event, letter and message are one transaction; the PDF is made before it, because nobody should wait for that. */
  async tell({ id, institutionId, caseId }: AlarmRow): Promise<'told' | 'superseded' | 'no-longer-due' | 'done'> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const { reader } = this.transactions;
    const prepared = await this.prepare(reader, await this.book.load(reader, institutionId, caseId), now);
    let told: 'told' | 'superseded' | 'no-longer-due' | 'done' = 'done';
    let messageIds: string[] = [];
    await this.transactions.run((tx) =>
      this.book.act(tx, { institutionId, caseId, actor: { kind: 'system' }, now }, async (loaded) => {
        // Read under the case's lock: another worker may have told it since.
        const alarm = await this.alarms.byId(tx, id);
        told = 'done';
        if (alarm?.state !== 'planned') return [];
        const isSilence = trackOf(alarm.rung) === 'silence';
        const current = isSilence && clockVersion(loaded.clock) === alarm.clockVersion;
        const fell = current ? fallSilent(loaded.file, loaded.clock, now) : null;
        const takenIn = loaded.history[0] ? takenInOn(loaded.file, loaded.history[0].recordedAt) : null;
        // Of an old register the silence is recorded, but nobody gets a letter about what is past.
        const past = takenIn !== null && alarm.dueOn < takenIn;
        told = !fell || !prepared ? 'no-longer-due' : past ? 'superseded' : 'told';
        await this.alarms.settle(tx, [id], told, now);
        if (!fell || !prepared) return [];
        if (past) return [fell];
        messageIds = await this.enter(tx, prepared, loaded, now);
        return [fell, { type: 'alarmed', occurredOn: today, rung: alarm.rung, alarmId: id, recipientId: null }];
      }),
    );
    this.relay.nudge(messageIds, 'patient');
    return told;
  }

  /** Writes the letter's PDF; null when there is nothing to tell. */
  private async prepare(reader: Tx, loaded: LoadedCase, now: Date): Promise<PreparedSilence | null> {
    const fell = fallSilent(loaded.file, loaded.clock, now);
    if (!fell) return null;
    const applicant = await this.tracking.applicant(reader, loaded.row.id);
    const letter = await this.letters.prepare({
      loaded,
      applicant,
      facts: silenceLetter(loaded.file, fell, loaded.present.calendar),
      language: pageLanguage(loaded.row.answerLanguage),
      letterId: randomUUID(),
      signedBy: null,
      now,
    });
    return { applicant, letter };
  }

  /** Enters the letter and sends it; without an e-mail address it stays on the case, to be printed. Returns message ids. */
  private async enter(
    tx: Tx,
    { applicant, letter }: PreparedSilence,
    { row }: LoadedCase,
    now: Date,
  ): Promise<string[]> {
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
