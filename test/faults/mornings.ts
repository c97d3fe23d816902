import type { AlarmSeen, Evidence, MessageSeen } from './evidence';
import { DAY_RUNGS, HOUR_RUNGS, isWrittenAtOnce } from './other-ladder';
import { dayOf } from './other-time';
import { rungsOf } from './oracle';
import type { CaseTruth } from './truth';
import { groups, type Wrong } from './verdict';

/** So many lines a mail of the morning has at most; what is beyond them is read on the bell. */
const MOST_LINES = 40;

const RUNGS = new Map([...DAY_RUNGS, ...HOUR_RUNGS].map((one) => [one.key, one]));
const rungOf = (key: string) => RUNGS.get(key.replace(/[.]climb-\d+$/, ''));

/** Whether an official is written to at once of an alarm, and not with the mail of the next morning. */
export function isAtOnce(truth: CaseTruth | undefined, { rung, settledAt }: AlarmSeen): boolean {
  const at = settledAt ?? 0;
  const known = rungOf(rung);
  const open = truth?.standings.filter((one) => !one.closed) ?? [];
  const standing = open.filter((one) => one.from <= at).at(-1) ?? open[0];
  const dueOn = (truth && standing && rungsOf(truth, standing)[0]?.dueOn) ?? '9999-12-31';
  return known === undefined || isWrittenAtOnce(known, dueOn, dayOf(at));
}

/**
 * Each alarm that was told to an official lies on the bell, once. What was not written at once is repeated in exactly one
 * mail of a morning, unless the case has moved on by then; no person has two of a day.
 */
export function judgeMornings(evidence: Evidence, wrong: (what: Wrong, where: string) => void): number {
  const { alarms, cases, digests, messages, notices, town } = evidence;
  const nameOf = new Map(cases.map((one) => [one.id, one.reference]));
  const emailOf = new Map(town.people.map((one) => [one.id, one.email]));
  const noticesOf = groups(
    notices.filter((one) => one.alarmId !== null),
    (one) => `${one.alarmId} ${one.officialId}`,
  );
  const truthOf = new Map(cases.map((one) => [one.id, one]));
  const mails = messages.filter((one) => one.kind === 'digest');
  for (const same of groups(mails, (one) => `${one.recipient} ${dayOf(one.createdAt)}`).values()) {
    if (same.length > 1) wrong('doubled', `the mail of a morning to ${same[0]?.recipient}`);
  }
  const ids = new Set(digests.map((one) => one.messageId));
  for (const one of mails) if (!ids.has(one.id)) wrong('doubled', `a mail of a morning that nobody noted: ${one.id}`);

  const repeated = groups(
    mails.flatMap((mail) => mail.repeats.map((one) => ({ ...one, mail }))),
    ({ caseId, rung, mail }) => `${caseId} ${rung} ${mail.recipient}`,
  );
  const owed = new Map<string, { least: number; most: number }>();
  for (const alarm of alarms.filter((one) => one.state === 'told' && one.recipient !== 'citizen')) {
    const where = `${nameOf.get(alarm.caseId)} ${alarm.rung} to ${emailOf.get(alarm.recipient)}`;
    const found = noticesOf.get(`${alarm.id} ${alarm.recipient}`) ?? [];
    if (found.length === 0) wrong('lost', `${where}: nothing on the bell`);
    if (found.length > 1) wrong('doubled', `${where}: ${found.length} times on the bell`);
    const key = `${alarm.caseId} ${alarm.rung} ${emailOf.get(alarm.recipient)}`;
    const sum = owed.get(key) ?? { least: 0, most: 0 };
    owed.set(key, sum);
    if (isAtOnce(truthOf.get(alarm.caseId), alarm)) continue;
    const mailedAt = found[0]?.mailedAt ?? null;
    if (found.length === 1 && mailedAt === null) wrong('lost', `${where}: waits for a morning for ever`);
    sum.most += 1;
    if (
      mailedAt !== null &&
      !hasMovedOn(truthOf.get(alarm.caseId), alarm, mailedAt) &&
      !isFull(mails, alarm, mailedAt, emailOf)
    ) {
      sum.least += 1;
    }
  }
  for (const key of new Set([...owed.keys(), ...repeated.keys()])) {
    const { least, most } = owed.get(key) ?? { least: 0, most: 0 };
    const count = repeated.get(key)?.length ?? 0;
    const where = key.replace(/^\S+/, (caseId) => nameOf.get(caseId) ?? caseId);
    if (count < least) wrong('lost', `${where}: in ${count} mails of a morning`);
    if (count > most) wrong('doubled', `${where}: in ${count} mails of a morning`);
  }
  return mails.length;
}

/** Whether the case was closed, given to somebody else or got another clock between the telling and the mail. */
function hasMovedOn(truth: CaseTruth | undefined, alarm: AlarmSeen, mailedAt: number): boolean {
  if (!truth) return true;
  return truth.standings.some((one) => one.from >= (alarm.settledAt ?? 0) - 20_000 && one.from <= mailedAt + 20_000);
}

/** Whether the mail of that morning had no line left. */
function isFull(
  mails: readonly MessageSeen[],
  alarm: AlarmSeen,
  mailedAt: number,
  emailOf: Map<string, string>,
): boolean {
  const mail = mails.find(
    (one) => one.recipient === emailOf.get(alarm.recipient) && dayOf(one.createdAt) === dayOf(mailedAt),
  );
  return mail !== undefined && mail.lines >= MOST_LINES;
}
