import { randomUUID } from 'node:crypto';
import { type Campaign, runCampaign } from '../faults/campaign';
import type { AlarmSeen, Evidence, MessageSeen } from '../faults/evidence';
import { FAULT_KINDS } from '../faults/faults';
import { judge } from '../faults/judge';
import type { Wrong } from '../faults/verdict';

/** The big one is `npm run faults`; its result is in docs/faults.md. */
const SMALL = { cases: 48, days: 6, faults: 13, seed: 20261025, workers: 2 };

const wrongsOf = (evidence: Evidence): Wrong[] => [...new Set(judge(evidence).violations.map((one) => one.what))];

describe('some days of faults', () => {
  let campaign: Campaign;
  beforeAll(async () => {
    campaign = await runCampaign(SMALL);
  }, 420_000);

  /** What the judge says of the same days when somebody has tampered with them. */
  function tampered(how: (evidence: Evidence) => void): Wrong[] {
    const evidence = structuredClone(campaign.evidence);
    how(evidence);
    return wrongsOf(evidence);
  }
  /** An alarm to an official that was mailed at once, with its mail. */
  function mailed(evidence: Evidence): { alarm: AlarmSeen; message: MessageSeen } {
    const emailOf = new Map(evidence.town.people.map((one) => [one.id, one.email]));
    for (const alarm of evidence.alarms.filter((one) => one.state === 'told')) {
      const message = evidence.messages.find(
        (one) =>
          one.caseId === alarm.caseId &&
          one.rung === alarm.rung &&
          one.recipient === emailOf.get(alarm.recipient) &&
          one.state === 'sent',
      );
      if (message) return { alarm, message };
    }
    throw new Error('No alarm was mailed');
  }
  const letterOf = (evidence: Evidence, { id }: MessageSeen) => {
    const letter = evidence.taken.find((one) => one.messageId.includes(id));
    if (!letter) throw new Error('No letter');
    return letter;
  };

  it('lose no alarm, double none and reach nobody wrong', () => {
    const verdict = judge(campaign.evidence);
    // Seldom enough that whoever sees it cannot simply look again.
    if (verdict.violations.length > 0) console.error(campaign.diary.slice(-20_000));
    expect(verdict.violations).toEqual([]);
    expect(verdict.expected).toBeGreaterThan(60);
    expect(verdict.told).toBe(verdict.expected);
    expect(verdict.mornings).toBeGreaterThan(5);
    expect([...campaign.faults.keys()].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it('would have told of alarms that were never planned', () => {
    const without = tampered((evidence) => {
      const gone = new Set(evidence.alarms.filter(({ rung }) => rung === 'escalation-overdue').map(({ id }) => id));
      evidence.told = evidence.told.filter((one) => !gone.has(one.alarmId));
      evidence.notices = evidence.notices.filter((one) => !gone.has(one.alarmId ?? ''));
      evidence.alarms = evidence.alarms.filter((one) => !gone.has(one.id));
    });
    expect(without).toContain('lost');
  });

  it('would have told of a mail that was lost with its row, or that never reached its mailbox', () => {
    const withoutRow = tampered((evidence) => {
      const { message } = mailed(evidence);
      evidence.messages = evidence.messages.filter((one) => one !== message);
      evidence.taken = evidence.taken.filter((one) => !one.messageId.includes(message.id));
    });
    expect(withoutRow).toEqual(['lost']);
    const withoutLetter = tampered((evidence) => {
      const { message } = mailed(evidence);
      evidence.taken = evidence.taken.filter((one) => !one.messageId.includes(message.id));
    });
    expect(withoutLetter).toEqual(['never sent']);
  });

  it('would have told of a mail that came twice, under its own Message-ID or under another', () => {
    const sameId = tampered((evidence) => {
      evidence.deaths = [];
      evidence.taken.push(letterOf(evidence, mailed(evidence).message));
    });
    expect(sameId).toContain('doubled');
    const otherId = tampered((evidence) => {
      const { message } = mailed(evidence);
      const id = randomUUID();
      evidence.messages.push({ ...message, id });
      evidence.taken.push({ ...letterOf(evidence, message), messageId: `<${id}@somewhere>` });
    });
    expect(otherId).toEqual(['doubled']);
  });

  it('would have told of a mail to somebody else, after the end of its case, or that nobody wrote', () => {
    const elsewhere = tampered((evidence) => {
      letterOf(evidence, mailed(evidence).message).to = 'admin@test';
    });
    expect(elsewhere).toEqual(['wrong person']);
    const late = tampered((evidence) => {
      const { alarm, message } = mailed(evidence);
      const truth = evidence.cases.find((one) => one.id === alarm.caseId);
      const [first] = truth?.standings ?? [];
      if (!truth || !first) throw new Error('No case');
      const from = letterOf(evidence, message).at.getTime() - 60_000;
      truth.standings = [...truth.standings.filter((one) => one.from < from), { ...first, closed: true, from }];
    });
    expect(late).toContain('after closing');
    const unknown = tampered((evidence) => {
      const letter = letterOf(evidence, mailed(evidence).message);
      evidence.taken.push({ ...letter, messageId: `<${randomUUID()}@somewhere>` });
    });
    expect(unknown).toEqual(['unknown letter']);
  });

  it('would have told of a letter that a sender took after the end of its case, however the clock was put forward', () => {
    const MINUTE_MS = 60_000;
    /** Of a case that was closed a second after its letter was written; all in milliseconds after the closing. */
    const whenTaken = (takenAfter: number, arrivedAfter: number, moved: number): Wrong[] =>
      tampered((evidence) => {
        const { alarm, message } = mailed(evidence);
        const truth = evidence.cases.find((one) => one.id === alarm.caseId);
        const letter = letterOf(evidence, message);
        const [first] = truth?.standings ?? [];
        if (!truth || !first) throw new Error('No case');
        // Only this letter: others of the case came later.
        evidence.alarms = evidence.alarms.filter((one) => one.caseId !== alarm.caseId || one.id === alarm.id);
        evidence.messages = evidence.messages.filter((one) => one.caseId !== alarm.caseId || one.id === message.id);
        const closed = message.createdAt + 1_000;
        truth.standings = [
          ...truth.standings.filter((one) => one.from < closed),
          { ...first, closed: true, from: closed },
        ];
        message.takenAt = closed + takenAfter;
        letter.at = new Date(closed + arrivedAfter);
        evidence.moves = moved > 0 ? [{ at: closed + 500, by: moved }] : [];
      });
    expect(whenTaken(-500, 30_000, 0)).not.toContain('after closing');
    expect(whenTaken(-500, 8 * 60 * MINUTE_MS, 8 * 60 * MINUTE_MS - 1_000)).not.toContain('after closing');
    expect(whenTaken(-500, 2 * MINUTE_MS, 0)).toContain('after closing');
    // Beyond the seconds in which a sender need not look.
    expect(whenTaken(10_000, 30_000, 0)).toContain('after closing');
    expect(whenTaken(10_000, 8 * 60 * MINUTE_MS, 8 * 60 * MINUTE_MS)).toContain('after closing');
  });

  it('would have told of a bell or a history that tells another story', () => {
    const bell = tampered((evidence) => {
      const { alarm } = mailed(evidence);
      evidence.notices = evidence.notices.filter((one) => one.alarmId !== alarm.id);
    });
    expect(bell).toEqual(['lost']);
    const twice = tampered((evidence) => {
      const { alarm } = mailed(evidence);
      evidence.notices.push(...evidence.notices.filter((one) => one.alarmId === alarm.id));
    });
    expect(twice).toEqual(['doubled']);
    const history = tampered((evidence) => {
      const { alarm } = mailed(evidence);
      evidence.told = evidence.told.filter((one) => one.alarmId !== alarm.id);
    });
    expect(history).toEqual(['timeline differs']);
  });
});

describe('some days of faults on PostgreSQL, whose connections are cut', () => {
  it('lose no alarm, double none and reach nobody wrong', async () => {
    const few = { cases: 30, days: 3, faults: 12, seed: 20260329, workers: 2 };
    const { evidence, faults } = await runCampaign({ ...few, database: 'postgres' });
    const verdict = judge(evidence);
    expect(verdict.violations).toEqual([]);
    expect(verdict.told).toBe(verdict.expected);
    expect(verdict.expected).toBeGreaterThan(30);
    expect([...faults.keys()].sort()).toEqual([...FAULT_KINDS].sort());
  }, 300_000);
});

describe('days without a fault, in a house that somebody has sabotaged', () => {
  it('are not found right: a case that the sweep passes over is missed, and one that it tells anew is doubled', async () => {
    const { evidence } = await runCampaign({
      ...{ cases: 60, days: 6, faults: 0, seed: 5, workers: 1 },
      // At the end of each day.
      async spoil({ source }) {
        // Half of the cases are never looked at again; of the others the memory of what was told is wiped out.
        await source.query('UPDATE case_files SET next_rung_at = NULL WHERE is_open AND rowid % 2 = 0');
        await source.query('DELETE FROM alarms WHERE case_id IN (SELECT id FROM case_files WHERE rowid % 2 = 1)');
        await source.query(
          "UPDATE case_files SET next_rung_at = '2020-01-01T00:00:00.000Z' WHERE is_open AND rowid % 2 = 1",
        );
      },
    });
    const found = wrongsOf(evidence);
    expect(found).toContain('lost');
    expect(found).toContain('doubled');
  }, 240_000);
});
