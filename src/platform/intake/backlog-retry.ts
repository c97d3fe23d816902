import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { PageLanguage } from '../../core/casefile';
import {
  type IntakeBacklog,
  IntakeStore,
  type Institution,
  People,
  Registration,
  type Submission,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { Housekeeping } from '../housekeeping';
import { Relay } from '../relay';
import { IntakeService } from './intake.service';
import { readSubmission } from './read-submission';
import type { ReadSubmission } from './submission';

const A_ROUND = 50;

/** Registers what was kept without a number: nobody's submission depends on somebody looking. */
@Injectable()
export class IntakeBacklogRetry implements OnModuleInit {
  private readonly log = new Logger('intake-backlog');

  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly store: IntakeStore,
    private readonly registration: Registration,
    private readonly intake: IntakeService,
    private readonly relay: Relay,
    private readonly housekeeping: Housekeeping,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('intake-backlog', () => this.run());
  }

  /** One round over what waits. One that fails again stays, and keeps no other from its turn. */
  async run(): Promise<void> {
    for (const one of await this.store.waiting(this.transactions.reader, A_ROUND)) {
      try {
        await this.retry(one);
      } catch (error) {
        const said = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
        this.log.error(`submission ${one.submissionId}: ${said}`);
        await this.transactions.run((tx) => this.store.triedAgain(tx, one, said));
      }
    }
  }

  private async retry(one: IntakeBacklog): Promise<void> {
    const now = this.clock.now();
    const messageIds = await this.transactions.run(async (tx) => {
      // Whoever takes the row out of the waiting room registers it: two workers do not do it twice.
      if (!(await this.store.leave(tx, one.submissionId))) return [];
      const kept = await this.store.submission(tx, one.submissionId);
      if (!kept) return [];
      const institution = await this.people.institution(tx, one.institutionId);
      const submission = readAgain(kept, institution);
      const actor = submission.channel === 'web' || submission.channel === 'api' ? 'citizen' : 'system';
      const arrival = { institution, submission, kept, files: [], actor: { kind: actor }, now } as const;
      const { made, messageIds } = await this.intake.register(tx, institution, [arrival], now);
      for (const { row } of made) await this.registration.adoptFiles(tx, kept.id, row.id);
      return messageIds;
    });
    this.relay.nudge(messageIds);
  }
}

/** What was sent, read again; the moment of receipt is the one that was noted then. */
function readAgain(kept: Submission, institution: Institution): ReadSubmission {
  const by = kept.channel === 'web' || kept.channel === 'api' ? kept.channel : 'counter';
  const language = kept.payload.language as PageLanguage;
  const context = { by, language, institutions: [institution.code], now: kept.receivedAt } as const;
  // An official wrote down the day of receipt; it is not read again, because "today" was another day.
  const { receivedOn: _day, receivedTime: _time, ...payload } = kept.payload;
  const { submission, problems } = readSubmission(payload, kept.kind, context);
  if (!submission) throw new Error(`fields refused on second reading: ${problems.map((p) => p.code).join(', ')}`);
  return submission;
}
