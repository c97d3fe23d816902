import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor, CaseEvent, Registered } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { Applicant, CaseRow, ImportRow, type Institution, ProtocolCounter, Submission } from '../entities';
import { keepSubmissions, wholeSubmissions } from '../identity';
import { type NewCase, newCaseRows } from '../new-case';
import { indexNewCases } from '../search';
import { insertAll, rowLock, type Tx } from '../transactions';
import { Bases } from './bases';
import { EventLog } from './event-log';

/** A row of an old register as the case that it tells of: what was kept, and everything that happened to it. */
export interface OldCase {
  input: NewCase;
  events: readonly [Registered, ...CaseEvent[]];
}

/** A case that stands under a protocol number already. */
export interface KnownReference {
  reference: string;
  /** The year of its registration. */
  year: number;
  imported: boolean;
  /** The row as it was taken in, or whatever else was sent. */
  payload: Record<string, unknown>;
}

/** About a file that is taken in. */
export interface ImportedFile {
  fileName: string;
  sha256: string;
  unchanged: number;
}

const ASKED_AT_ONCE = 500;
const WRITTEN_AT_ONCE = 500;

@Injectable()
export class Imports {
  constructor(
    private readonly log: EventLog,
    private readonly bases: Bases,
  ) {}

  /** The cases of an institution that stand under one of these protocol numbers. */
  async known(tx: Tx, institutionId: string, references: readonly string[]): Promise<KnownReference[]> {
    const found: KnownReference[] = [];
    for (let i = 0; i < references.length; i += ASKED_AT_ONCE) {
      const rows = await tx.find(CaseRow, {
        select: { reference: true, registeredOn: true, imported: true, submissionId: true },
        where: { institutionId, reference: In(references.slice(i, i + ASKED_AT_ONCE)) },
      });
      if (rows.length === 0) continue;
      const kept = await tx.find(Submission, {
        select: { id: true, payload: true },
        where: { id: In(rows.map((row) => row.submissionId)) },
      });
      const payloads = new Map((await wholeSubmissions(tx, kept)).map((one) => [one.id, one.payload]));
      for (const { reference, registeredOn, imported, submissionId } of rows) {
        const year = Number(registeredOn.slice(0, 4));
        found.push({ reference, year, imported, payload: payloads.get(submissionId) ?? {} });
      }
    }
    return found;
  }

  /** Lets nobody take a number of these years until the commit; the counters stay where they are. */
  async holdCounters(tx: Tx, institutionId: string, years: readonly number[]): Promise<void> {
    for (const year of [...years].sort()) {
      const row = { institutionId, year, last: 0 };
      await tx.createQueryBuilder().insert().into(ProtocolCounter).values(row).orIgnore().execute();
      await tx.findOneOrFail(ProtocolCounter, { where: { institutionId, year }, ...rowLock(tx) });
    }
  }

  /**
   * Takes a whole register in: submissions, cases, applicants, their events, and one event of the house. `told`: how many
   * cases are written.
   */
  async add(
    tx: Tx,
    institution: Institution,
    cases: readonly OldCase[],
    file: ImportedFile,
    actor: Actor,
    now: Date,
    told: (written: number) => void = () => undefined,
  ): Promise<ImportRow> {
    const institutionId = institution.id;
    const basis = await this.bases.of(tx, institution);
    const ids: string[] = [];
    // A part at a time: pages are answered in between, and whoever waits sees how far it is.
    for (let i = 0; i < cases.length; i += WRITTEN_AT_ONCE) {
      const part = cases.slice(i, i + WRITTEN_AT_ONCE);
      const rows = part.map(({ input, events }) => newCaseRows(institution, basis, input, events));
      await keepSubmissions(
        tx,
        part.map(({ input }) => ({ ...input.submission, institutionId })),
      );
      await insertAll(
        tx,
        CaseRow,
        rows.map(({ row }) => row),
      );
      await insertAll(
        tx,
        Applicant,
        rows.map(({ applicant }) => applicant),
      );
      await indexNewCases(tx, rows);
      ids.push(...rows.map(({ row }) => row.id));
      told(ids.length);
    }
    const taken: ImportRow = {
      id: randomUUID(),
      institutionId,
      fileName: file.fileName.slice(0, 255),
      sha256: file.sha256,
      added: cases.length,
      unchanged: file.unchanged,
      byId: actor.kind === 'official' ? actor.id : actor.kind,
      at: now,
    };
    await insertAll(tx, ImportRow, [taken]);
    const { id: importId, sha256, added, unchanged } = taken;
    const house = { type: 'register.imported', occurredOn: localDateOf(now), importId, sha256, added, unchanged };
    await this.log.append(tx, institutionId, now, [
      ...cases.flatMap(({ events }, i) => events.map((event) => ({ caseId: ids[i] ?? null, actor, event }))),
      { caseId: null, actor, event: house },
    ]);
    return taken;
  }

  /** The files that were taken in, newest first. */
  latest(tx: Tx, institutionId: string, limit: number): Promise<ImportRow[]> {
    return tx.find(ImportRow, { where: { institutionId }, order: { at: 'DESC', id: 'ASC' }, take: limit });
  }
}
