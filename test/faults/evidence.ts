import { AlarmRow, DigestRow, EventRow, NoticeRow, OutboxRow, SENDING_LIMIT_MS } from '../../src/records';
import type { DataSource } from '../../src/records/data-source';
import type { Death } from './fleet';
import type { Taken } from './mail-server';
import type { Move } from './moved-time';
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
  createdAt: number;
  /** When the sender that sent it took it. */
  takenAt: number;
  /** The alarms that the mail of a morning repeats, by case and rung. */
  repeats: { caseId: string; rung: string }[];
  /** All that it repeats: other news as well. */
  lines: number;
}

/** What an official finds on the bell. */
export interface NoticeSeen {
  alarmId: string | null;
  officialId: string;
  at: number;
  mailedAt: number | null;
}

/** What the judge looks at: what was done, what the database says, and what lies in the mailboxes. */
export interface Evidence {
  town: TownTruth;
  cases: CaseTruth[];
  /** The moments at which the campaign stopped. */
  stops: number[];
  still: Stillness[];
  /** How the clock was put forward meanwhile. */
  moves: Move[];
  alarms: AlarmSeen[];
  /** Alarms by what the histories of their cases say. */
  told: { caseId: string; alarmId: string; occurredOn: string }[];
  messages: MessageSeen[];
  notices: NoticeSeen[];
  /** The mails of mornings by person and day. */
  digests: { officialId: string; day: string; messageId: string | null }[];
  taken: Taken[];
  deaths: Death[];
  /** What the pages promised and did not keep. */
  broken: string[];
}

type OfDatabase = Pick<Evidence, 'alarms' | 'told' | 'messages' | 'notices' | 'digests'>;

/** Reads what the database says at the end. */
export async function databaseSays(source: DataSource): Promise<OfDatabase> {
  const { manager } = source;
  const alarms = await manager.find(AlarmRow);
  const events = await manager.findBy(EventRow, { type: 'alarmed' });
  const messages = await manager.find(OutboxRow);
  const notices = await manager.find(NoticeRow);
  return {
    alarms: alarms.map((row) => ({
      ...{ id: row.id, caseId: row.caseId, version: row.clockVersion, rung: row.rung, recipient: row.recipientKey },
      ...{ state: row.state, settledAt: row.settledAt?.getTime() ?? null },
    })),
    told: events.map(({ caseId, occurredOn, data }) => ({
      ...{ caseId: caseId ?? '', occurredOn, alarmId: (JSON.parse(data) as { alarmId: string }).alarmId },
    })),
    messages: messages.map(({ id, caseId, kind, recipient, facts, state, attempts, createdAt, nextAttemptAt }) => ({
      ...{ id, caseId, kind, recipient, state, attempts, createdAt: createdAt.getTime() },
      takenAt: nextAttemptAt.getTime() - SENDING_LIMIT_MS,
      rung: typeof facts.rung === 'string' ? facts.rung : facts.letterKind === 'silence' ? 'silence' : null,
      repeats: kind === 'digest' ? repeatsOf(facts.notices) : [],
      lines: kind === 'digest' ? (facts.notices as unknown[]).length : 0,
    })),
    notices: notices.map(({ alarmId, officialId, at, mailedAt }) => ({
      ...{ alarmId, officialId, at: at.getTime(), mailedAt: mailedAt?.getTime() ?? null },
    })),
    digests: (await manager.find(DigestRow)).map(({ officialId, day, messageId }) => ({ officialId, day, messageId })),
  };
}

function repeatsOf(notices: unknown): MessageSeen['repeats'] {
  const listed = notices as { caseId: string | null; facts: { rung?: string } }[];
  return listed.flatMap(({ caseId, facts }) => (caseId && facts.rung ? [{ caseId, rung: facts.rung }] : []));
}
