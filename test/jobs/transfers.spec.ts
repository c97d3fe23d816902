import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import { FallBack } from '../../src/features/transfers/fall-back';
import {
  type CaseRow,
  EventLog,
  EventRow,
  insertAll,
  Official,
  OutboxRow,
  type TransferRow,
  TransferRow as TransferEntity,
} from '../../src/records';
import { DATABASES } from '../support/databases';
import { type JobHouse, startJobHouse, until } from '../support/job-house';
import type { OtherProcess } from '../support/other-process';
import { workerProcess } from '../support/worker-process';

const OFFERED = '2026-03-03T09:00:00+01:00';
const ANSWER_BY = localDate('2026-03-06');
/** The machine slept for six weeks. */
const AWAKE = '2026-04-20T08:00:00+02:00';
const OFFERS = 120;

/** A petition (due in May) that somebody has, offered to a ministry that never answers. */
async function offered(house: JobHouse, assigneeId: string | null): Promise<CaseRow> {
  const row = await house.file({ kind: 'petition', subject: 'Peticion për ujësjellësin' });
  const transferId = randomUUID();
  const { staf, zyrtar } = house.seed.officials;
  const occurredOn = localDate('2026-03-03');
  await house.happen(
    row,
    { type: 'assigned', occurredOn, assigneeId: assigneeId ?? zyrtar.id, directorateId: staf.directorateId },
    { type: 'forward-offered', occurredOn, transferId, toInstitutionId: null, answerBy: ANSWER_BY },
  );
  const transfer: TransferRow = {
    id: transferId,
    fromInstitutionId: row.institutionId,
    caseId: row.id,
    toInstitutionId: null,
    destination: 'Ministria e Infrastrukturës',
    reasons: 'E mban ministria.',
    offeredAt: house.clock.now(),
    answerBy: ANSWER_BY,
    state: 'offered',
    settledAt: null,
    refusal: null,
    newCaseId: null,
  };
  await house.transactions.run((tx) => insertAll(tx, TransferEntity, [transfer]));
  return row;
}

describe.each(DATABASES)('offers that nobody answers, on %s', (database) => {
  it('fall back once each, though the worker is killed twice in the middle', async () => {
    const house = await startJobHouse({ at: OFFERED, database });
    const { manager } = house.source;
    const processes: OtherProcess[] = [];
    const lapsed = (): Promise<number> => manager.countBy(TransferEntity, { state: 'lapsed' });
    try {
      const { staf, drejtor } = house.seed.officials;
      await manager.update(Official, { id: drejtor.id }, { language: 'sr' });
      const rows: CaseRow[] = [];
      for (let i = 0; i < OFFERS; i += 1) rows.push(await offered(house, staf.id));

      for (const part of [0, 1]) {
        const before = await lapsed();
        const one = workerProcess(house, AWAKE);
        processes.push(one);
        await until(`some have fallen back (${part})`, async () => (await lapsed()) > before, 60_000);
        await one.end('SIGKILL');
        expect(await lapsed()).toBeLessThan(OFFERS);
      }
      processes.push(workerProcess(house, AWAKE), workerProcess(house, AWAKE));
      await until('all have fallen back', async () => (await lapsed()) === OFFERS, 60_000);

      const [row] = rows as [CaseRow];
      const events = await manager.findBy(EventRow, { type: 'forward-lapsed' });
      expect(new Set(events.map((one) => one.caseId)).size).toBe(OFFERS);
      expect(events).toHaveLength(OFFERS);
      expect(new Set(events.map((one) => one.occurredOn))).toEqual(new Set(['2026-03-07']));
      const messages = await manager.findBy(OutboxRow, { kind: 'forward-lapsed' });
      const told = messages.map((one) => `${one.caseId} ${one.recipient}`);
      expect(new Set(told).size).toBe(3 * OFFERS);
      expect(told).toHaveLength(3 * OFFERS);
      expect(told).toEqual(
        expect.arrayContaining(['staf@test', 'drejtor@test', 'zyrtar@test'].map((to) => `${row.id} ${to}`)),
      );
      expect((await house.history(row)).events.at(-1)).toMatchObject({ type: 'forward-lapsed', reason: 'unanswered' });
      expect((await new EventLog().verify(manager, row.institutionId)).brokenAt).toBeNull();

      await until('a mail of each has arrived', () => house.smtp.to('drejtor@test').length > 0, 30_000);
      const [toHead] = house.smtp.to('drejtor@test');
      expect(toHead?.subject).toContain('na prosleđivanje niko nije odgovorio, rok ističe za 14 dana');
      expect(toHead?.text).toContain('Ministria e Infrastrukturës. Rok za prihvatanje (6. mart 2026)');
    } finally {
      for (const one of processes) await one.end('SIGKILL');
      await house.close();
    }
  }, 180_000);

  it('tells nobody twice, nothing of what was answered, and nobody too early', async () => {
    const house = await startJobHouse({ at: OFFERED, database, env: { QASJA_SWEEP_SECONDS: '3600' } });
    try {
      const [waiting, decided] = [await offered(house, null), await offered(house, null)];
      const occurredOn = localDate('2026-03-04');
      await house.happen(decided, {
        type: 'decided',
        occurredOn,
        outcome: 'withdrawn',
        answerForm: null,
        grounds: [],
        letterId: null,
      });
      const fallBack = (await house.worker()).get(FallBack);
      house.clock.set('2026-03-06T23:59:00+01:00');
      await fallBack.run();
      expect((await house.history(waiting)).events.at(-1)?.type).toBe('forward-offered');
      house.clock.set('2026-03-07T00:01:00+01:00');
      await Promise.all([fallBack.run(), fallBack.run()]);
      await fallBack.run();
      const { events } = await house.history(waiting);
      expect(events.filter((one) => one.type === 'forward-lapsed')).toHaveLength(1);
      expect((await house.history(decided)).events.at(-1)?.type).toBe('decided');
      const told = (await house.outbox()).filter((one) => one.kind === 'forward-lapsed');
      // The responsible officer has it and is told once; so is the head of the directorate.
      expect(told.map((one) => one.recipient).sort()).toEqual(['drejtor@test', 'zyrtar@test']);
      expect(new Set(told.map((one) => one.caseId))).toEqual(new Set([waiting.id]));
      expect(await house.source.manager.countBy(TransferEntity, { state: 'offered' })).toBe(0);
    } finally {
      await house.close();
    }
  }, 60_000);
});
