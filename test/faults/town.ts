import { randomUUID } from 'node:crypto';
import type { CaseEvent } from '../../src/core/casefile';
import { type LocalDate, localDate } from '../../src/core/law';
import {
  Bases,
  CaseBook,
  Directorate,
  EventLog,
  Institution,
  Official,
  Registration,
  Transactions,
  type Tx,
} from '../../src/records';
import type { DataSource } from '../../src/records/data-source';
import { type Seed, seedMunicipality } from '../support/seed';
import type { MovedTime } from './moved-time';
import { plusDays } from './other-time';
import { type CaseTruth, learn, standingFrom, type TownTruth } from './truth';

/** What is to be filed. */
export interface Wanted {
  kind: CaseTruth['kind'];
  urgent: boolean;
  /** Days ago: a letter that lay somewhere. */
  receivedAgo: number;
  citizen: string | null;
  assigneeId: string | null;
}

const STAFF = ['urbanism', 'budget', 'education'] as const;

/** The municipality of a campaign: its people, its cases, and what was done to them. */
export class Town {
  readonly cases = new Map<string, CaseTruth>();
  readonly truth: TownTruth = { people: [], heads: new Map(), onCallId: null, away: [] };
  readonly book: CaseBook;
  readonly log = new EventLog();
  private readonly registration: Registration;
  readonly transactions: Transactions;

  private constructor(
    readonly source: DataSource,
    readonly seed: Seed,
    readonly time: MovedTime,
  ) {
    this.transactions = new Transactions(source);
    this.book = new CaseBook(this.log, new Bases());
    this.registration = new Registration(this.log, new Bases());
  }

  /** A municipality where questions stop the clock, with three officials in each directorate and one who is on call. */
  static async found(source: DataSource, time: MovedTime): Promise<Town> {
    const seed = await seedMunicipality(source, time.now(), 'KK', 'test', { clarification: 'pauses' });
    const town = new Town(source, seed, time);
    const { officials, directorates, institution } = seed;
    const more = STAFF.flatMap((part, i) =>
      [1, 2, 3].map((n) => ({
        ...officials.staf,
        id: randomUUID(),
        email: `${part}${n}@test`,
        name: `Zyrtari ${i}${n}`,
        language: (['sq', 'sr', 'en'] as const)[n % 3] ?? 'sq',
        directorateId: directorates[part].id,
      })),
    );
    const headOf = (part: (typeof STAFF)[number], i: number): string =>
      part === 'urbanism' ? officials.drejtor.id : (more[i * 3]?.id ?? '');
    const settings = { ...institution.settings, onCallId: officials.drejtor.id };
    await source.transaction(async (tx) => {
      await tx.insert(Official, more);
      await tx.update(Institution, { id: institution.id }, { settings });
      for (const [i, part] of STAFF.entries()) {
        await tx.update(Directorate, { id: directorates[part].id }, { headId: headOf(part, i) });
        town.truth.heads.set(directorates[part].id, headOf(part, i));
      }
    });
    Object.assign(institution, { settings });
    town.truth.people = [...Object.values(officials), ...more];
    town.truth.onCallId = officials.drejtor.id;
    return town;
  }

  /** Those who can be given a case. */
  get workers(): TownTruth['people'] {
    return this.truth.people.filter((one) => one.role === 'directorate-staff');
  }

  person(id: string) {
    return this.truth.people.find((one) => one.id === id);
  }

  /** Registers cases, and gives them to whom they belong, in one transaction. */
  async file(wanted: readonly Wanted[]): Promise<void> {
    const made = await this.transactions.run((tx) => this.fileAll(tx, wanted));
    for (const one of made) this.cases.set(one.id, one);
  }

  private async fileAll(tx: Tx, wanted: readonly Wanted[]): Promise<CaseTruth[]> {
    const [now, today] = [this.time.now(), this.time.today()];
    const inputs = wanted.map(({ kind, urgent, receivedAgo, citizen }) => {
      const id = randomUUID();
      const receivedAt = receivedAgo === 0 ? now : new Date(now.getTime() - receivedAgo * 86_400_000);
      const channel = 'post' as const;
      return {
        submission: { id, submissionKey: id, channel, kind, receivedAt, payload: {}, sha256: '' },
        channel,
        kind,
        urgent,
        subject: 'Shpenzimet për karburante',
        text: 'Ju lutem më dërgoni faturat.',
        language: 'sq' as const,
        answerLanguage: 'sq' as const,
        documentType: 'other' as const,
        applicantType: 'individual' as const,
        wantedForm: 'electronic' as const,
        applicant: { name: 'Qëndrim Çela', email: citizen, postalAddress: null, phone: null },
        receivedOn: localDate(plusDays(today, -receivedAgo)),
        receivedAt,
      };
    });
    await this.registration.keepAll(
      tx,
      this.seed.institution.id,
      inputs.map((one) => one.submission),
    );
    const filings = inputs.map((input) => ({ input, actor: { kind: 'citizen' } as const }));
    const rows = await this.registration.registerAll(tx, this.seed.institution, filings, now);
    const made: CaseTruth[] = [];
    for (const [i, { row }] of rows.entries()) {
      const { kind, urgent, citizen, assigneeId } = wanted[i] as Wanted;
      const truth: CaseTruth = {
        ...{ id: row.id, reference: row.reference, kind, urgent, citizen },
        receivedOn: inputs[i]?.receivedOn ?? today,
        receivedAt: inputs[i]?.receivedAt.getTime() ?? now.getTime(),
        registeredOn: today,
        standings: [standingFrom(now.getTime())],
        acknowledged: [],
      };
      if (assigneeId) await this.act(tx, truth, [this.assigned(assigneeId, today)], now);
      made.push(truth);
    }
    return made;
  }

  /** Events of one case, as if an official had done it; the moment is taken when the database has let us in. */
  async happen(truth: CaseTruth, make: (today: LocalDate) => CaseEvent[]): Promise<void> {
    const known = truth.standings.length;
    await this.transactions.run((tx) => {
      truth.standings.length = known;
      return this.act(tx, truth, make(this.time.today()), this.time.now());
    });
  }

  assigned(assigneeId: string, occurredOn: LocalDate): CaseEvent {
    return { type: 'assigned', occurredOn, assigneeId, directorateId: this.person(assigneeId)?.directorateId ?? null };
  }

  private async act(tx: Tx, truth: CaseTruth, events: CaseEvent[], now: Date): Promise<void> {
    const by = { kind: 'official', id: this.seed.officials.zyrtar.id } as const;
    const act = { institutionId: this.seed.institution.id, caseId: truth.id, actor: by, now };
    await this.book.act(tx, act, () => events);
    for (const event of events) learn(truth, event, now.getTime());
  }
}
