import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import type { JobContext } from '../../platform/queue';
import { may, mayEnter, signedInNow } from '../../platform/sign-in';
import { Absences, type LongAction, LongActions, People, Standings, Transactions, type Tx } from '../../records';
import { type ImportFacts, importFolder, type ImportOutcome, outcomeOf } from './import-runs';
import type { ImportStep } from './plan';
import { RegisterImports } from './register-imports';

/** A file that ends its worker each time is given up. */
const MOST_TRIES = 3;
const NOTHING = { rows: 0, added: 0, unchanged: 0, differing: 0, yearAdded: 0, problems: [], found: 0, doneId: null };

/** It was ended before, by another worker: what this one did must not stay. */
class EndedBefore extends Error {}

/** Takes long files in, each once: the file and the end of the action are one transaction. */
@Injectable()
export class ImportWorker {
  private readonly log = new Logger('import');
  private readonly inHand = new Set<string>();

  constructor(
    private readonly imports: RegisterImports,
    private readonly actions: LongActions,
    private readonly people: People,
    private readonly absences: Absences,
    private readonly standings: Standings,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(id: string, { tell }: Pick<JobContext, 'tell'>): Promise<void> {
    const action = await this.actions.byId(this.transactions.reader, id);
    if (!action || this.inHand.has(id)) return;
    this.inHand.add(id);
    try {
      // Who was killed behind the last commit has left the file, which names people.
      if (!action.finishedAt) await this.take(action, tell);
      await rm(this.fileOf(action), { force: true });
    } finally {
      this.inHand.delete(id);
    }
  }

  private async take(action: LongAction, tell: JobContext['tell']): Promise<void> {
    const end = (tx: Tx, outcome: ImportOutcome): Promise<boolean> =>
      this.actions.finish(tx, action.id, { ...outcome }, this.clock.now());
    const endAlone = (outcome: ImportOutcome): Promise<boolean> => this.transactions.run((tx) => end(tx, outcome));
    if (!(await this.allowed(action.officialId))) return void (await endAlone({ ...NOTHING, broken: 'not-yours' }));
    if (action.tries >= MOST_TRIES) return void (await endAlone({ ...NOTHING, broken: 'failed' }));
    await this.transactions.run((tx) => this.actions.tried(tx, action));
    const { fileName, dryRun } = action.facts as unknown as ImportFacts;
    try {
      const file = { name: fileName, bytes: await readFile(this.fileOf(action)) };
      const actor = { kind: 'official' as const, id: action.officialId };
      const result = await this.imports.run(action.institutionId, file, actor, {
        dryRun,
        told: (step: ImportStep, done, total) => tell({ step, done, total }),
        settle: async (tx, taken) => {
          if (!(await end(tx, outcomeOf(taken)))) throw new EndedBefore();
        },
      });
      if (!result.done) await endAlone(outcomeOf(result));
    } catch (error) {
      if (error instanceof EndedBefore) return;
      this.log.error(`A register could not be taken in: ${error instanceof Error ? error.stack : String(error)}`);
      // The database may be away: then this throws too, and the file waits for the next try.
      await endAlone({ ...NOTHING, broken: 'failed' });
    }
  }

  /** Looks anew who the official is: what was taken away meanwhile counts. */
  private async allowed(officialId: string): Promise<boolean> {
    const { reader } = this.transactions;
    const today = this.clock.today();
    const row = await this.people.byId(reader, officialId);
    if (!row || !mayEnter(row, today)) return false;
    const sources = { people: this.people, absences: this.absences, standings: this.standings };
    return may(await signedInNow(sources, reader, row, today), 'import');
  }

  private fileOf({ id }: LongAction): string {
    return path.join(importFolder(this.config), id);
  }
}
