import { AlarmRow, EventRow, OutboxRow } from '../../src/records';
import type { DataSource } from '../../src/records/data-source';
import type { Death } from './fleet';
import type { Taken } from './mail-server';
import type { CaseTruth, Stillness, TownTruth } from './truth';

/** An alarm as the database tells of it. Moments in milliseconds of the moved clock. */
export interface AlarmSeen {
  id: string;
  caseId: string;
  version: string;
  rung: string;
  recipient: string;
  state: string;
  settledAt: number | null;
}

/** A message of the outbox. */
export interface MessageSeen {
  id: string;
  caseId: string | null;
  kind: string;
  recipient: string;
  rung: string | null;
  state: string;
  attempts: number;
}

/** What the judge looks at: what was done, what the database says, and what lies in the mailboxes. */
export interface Evidence {
  town: TownTruth;
  cases: CaseTruth[];
  still: Stillness[];
  alarms: AlarmSeen[];
  /** Alarms by what the histories of their cases say. */
  told: { caseId: string; alarmId: string; occurredOn: string }[];
  messages: MessageSeen[];
  taken: Taken[];
  deaths: Death[];
  /** What the pages promised and did not keep. */
  broken: string[];
}

/** Reads what the database says at the end. */
export async function databaseSays(source: DataSource): Promise<Pick<Evidence, 'alarms' | 'told' | 'messages'>> {
  const { manager } = source;
  const alarms = await manager.find(AlarmRow);
  const events = await manager.findBy(EventRow, { type: 'alarmed' });
  const messages = await manager.find(OutboxRow);
  return {
    alarms: alarms.map((row) => ({
      ...{ id: row.id, caseId: row.caseId, version: row.clockVersion, rung: row.rung, recipient: row.recipientKey },
      ...{ state: row.state, settledAt: row.settledAt?.getTime() ?? null },
    })),
    told: events.map(({ caseId, occurredOn, data }) => ({
      ...{ caseId: caseId ?? '', occurredOn, alarmId: (JSON.parse(data) as { alarmId: string }).alarmId },
    })),
    messages: messages.map(({ id, caseId, kind, recipient, facts, state, attempts }) => ({
      ...{ id, caseId, kind, recipient, state, attempts },
      rung: typeof facts.rung === 'string' ? facts.rung : facts.letterKind === 'silence' ? 'silence' : null,
    })),
  };
}
