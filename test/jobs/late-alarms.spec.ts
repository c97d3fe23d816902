import type { CaseEvent } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { AlarmTeller } from '../../src/features/alarms/alarm-teller';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { NoticeRow } from '../../src/records';
import { type JobHouse, startJobHouse, until } from '../support/job-house';

describe('an alarm that comes late', () => {
  let house: JobHouse;
  let worker: Awaited<ReturnType<JobHouse['worker']>>;
  const on = (day: string) => ({ occurredOn: localDate(`2026-03-${day}`) });
  const decided = (day: string): CaseEvent => {
    return { type: 'decided', ...on(day), outcome: 'granted', answerForm: 'electronic', grounds: [], letterId: null };
  };

  beforeEach(async () => {
    house = await startJobHouse({ env: { QASJA_SWEEP_SECONDS: '3600' } });
    worker = await house.worker();
  });
  afterEach(() => house.close());

  async function given(): Promise<Awaited<ReturnType<JobHouse['file']>>> {
    const row = await house.file();
    const to = { assigneeId: house.seed.officials.staf.id, directorateId: house.seed.directorates.urbanism.id };
    await house.happen(row, { type: 'assigned', ...on('02'), ...to });
    return row;
  }
  /** The mail of the morning says what the day is like, and is none. */
  const alarmMails = async () => (await house.outbox()).filter((one) => one.kind !== 'digest');
  const states = async (): Promise<string[]> => (await alarmMails()).map((one) => one.state);

  it('because the mail server was away is not sent when the case was decided meanwhile; the bell has told it', async () => {
    const row = await given();
    house.smtp.setMood('refuse-for-now');
    house.clock.set('2026-03-09T09:00:00+01:00');
    await worker.get(SweepService).run();
    const refused = async (): Promise<boolean> => {
      const all = await alarmMails();
      return all.length > 0 && all.every((one) => one.state === 'pending' && one.attempts === 1);
    };
    await until('every letter was refused for now', refused);
    const waiting = (await states()).length;
    await house.happen(row, decided('09'));
    house.smtp.setMood('accept');
    house.clock.advance(3_600_000);
    await until('none waits any more', async () => (await states()).every((one) => one === 'discarded'), 30_000);
    expect(await states()).toHaveLength(waiting);
    expect(house.smtp.mails.filter((mail) => /skadon/.test(mail.subject ?? ''))).toEqual([]);
    const bell = await house.source.manager.findBy(NoticeRow, { officialId: house.seed.officials.staf.id });
    expect(bell.map((one) => one.facts.rung)).toContain('reminder-0');
  }, 60_000);

  it('because it waited to be told keeps silent for a higher one of its track that is due by then', async () => {
    await given();
    house.clock.set('2026-03-06T09:00:00+01:00');
    await house.planned();
    const lower = (await house.alarms()).filter((one) => one.state === 'planned' && one.rung === 'reminder-3');
    expect(lower).toHaveLength(1);
    house.clock.set('2026-03-09T09:00:00+01:00');
    const teller = worker.get(AlarmTeller);
    expect(await teller.tell(lower[0]?.id ?? '')).toBe('no-longer-due');
    await worker.get(SweepService).run();
    const told = async (): Promise<string[]> =>
      (await house.alarms()).filter((one) => one.state === 'told' && /^reminder/.test(one.rung)).map((one) => one.rung);
    await until('the higher one is told', async () => (await told()).length > 0);
    expect(await told()).toEqual(['reminder-0']);
  });
});
