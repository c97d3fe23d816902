import type { AlarmSeen, Evidence, MessageSeen } from './evidence';
import type { Taken } from './mail-server';
import type { Move } from './moved-time';
import { isAtOnce } from './mornings';
import { groups, SAME_MOMENT_MS, type Wrong } from './verdict';

/** Whoever died so long after the mail server had taken a letter could not note it any more. */
const NOTED_WITHIN_MS = 60_000;

/**
 * What lies in the mailboxes: each alarm in one letter, to the right address, each letter once. A copy is allowed only
 * where a process died after the mail server had taken the letter.
 */
export function judgeMailboxes(
  evidence: Evidence,
  wrong: (what: Wrong, where: string) => void,
): { delivered: number; withheld: number; copies: number } {
  const nameOf = new Map(evidence.cases.map((one) => [one.id, one.reference]));
  const letters = groups(evidence.taken, idOf);
  const messages = new Map(evidence.messages.map((one) => [one.id, one]));
  for (const [id, copies] of letters) {
    const message = messages.get(id);
    const [first] = copies;
    if (!message) wrong('unknown letter', `${id} to ${first?.to}`);
    else if (copies.some((one) => one.to !== message.recipient)) wrong('wrong person', `letter to ${first?.to}`);
  }
  const movedOn = new Set(evidence.messages.filter((one) => isWithheld(evidence, one)).map((one) => one.id));
  for (const message of evidence.messages) {
    if (!letters.has(message.id) && !movedOn.has(message.id))
      wrong('never sent', `${message.kind} ${message.id} to ${message.recipient}: ${message.state}`);
  }
  let copied = 0;
  for (const [id, copies] of letters) {
    for (const [i, one] of copies.slice(0, -1).entries()) {
      copied += 1;
      const again = copies[i + 1]?.realAt ?? Infinity;
      const died = evidence.deaths.some(
        ({ who, realAt }) =>
          who === 'worker' && realAt > one.realAt - 1_000 && realAt < Math.min(again, one.realAt + NOTED_WITHIN_MS),
      );
      if (!died) wrong('doubled', `letter ${id} to ${one.to}, without any death`);
    }
  }
  eachAlarmInOneLetter(evidence, nameOf, wrong);
  noneAfterClosing(evidence, letters, wrong);
  return { delivered: letters.size, withheld: movedOn.size, copies: copied };
}

/** A letter that was not sent, because its case had moved on, or somebody had said "I have it", before the mail server took it. */
function isWithheld({ cases }: Evidence, { caseId, rung, state, createdAt }: MessageSeen): boolean {
  if (state !== 'discarded' || rung === null) return false;
  const truth = cases.find((one) => one.id === caseId);
  const since = (moment: number): boolean => moment > createdAt - SAME_MOMENT_MS;
  const isTaken = truth?.acknowledged.some((one) => since(one.at) && baseOf(one.rung) === baseOf(rung));
  return isTaken === true || truth?.standings.some(({ from }) => since(from)) === true;
}

/** What is as new as this a sender believes without looking. */
const FRESH_MS = 5_000;
/** A mail server hangs no longer. */
const HANGING_MS = 60_000;

/** The rung of which a climb is one. */
const baseOf = (rung: string): string => rung.replace(/[.]climb-\d+$/, '');

const idOf = ({ messageId }: Taken): string => messageId.replace(/^<|@.*$/g, '');

function eachAlarmInOneLetter(
  { alarms, cases, messages, town }: Evidence,
  nameOf: Map<string, string>,
  wrong: (what: Wrong, where: string) => void,
): void {
  const truthOf = new Map(cases.map((one) => [one.id, one]));
  const citizenOf = new Map(cases.map((one) => [one.id, one.citizen]));
  const addressOf = new Map(town.people.map((one) => [one.id, one.email]));
  const keyOf = (caseId: string | null, rung: string, address: string): string =>
    `${caseId} ${/^silence/.test(rung) ? 'silence' : rung} ${address}`;
  const addressFor = ({ caseId, recipient }: AlarmSeen): string | null =>
    recipient === 'citizen' ? (citizenOf.get(caseId) ?? null) : (addressOf.get(recipient) ?? '?');
  const isLetter = (one: AlarmSeen): boolean => one.recipient === 'citizen' || isAtOnce(truthOf.get(one.caseId), one);
  const told = alarms.filter((one) => one.state === 'told' && addressFor(one) !== null && isLetter(one));
  const owed = groups(told, (one) => keyOf(one.caseId, one.rung, addressFor(one) ?? ''));
  const written = groups(
    messages.filter((one) => one.rung !== null),
    (one) => keyOf(one.caseId, one.rung ?? '', one.recipient),
  );
  for (const key of new Set([...owed.keys(), ...written.keys()])) {
    const [should, is] = [owed.get(key)?.length ?? 0, written.get(key)?.length ?? 0];
    const where = key.replace(/^\S+/, (caseId) => nameOf.get(caseId) ?? caseId);
    if (is < should) wrong('lost', `${where}: told ${should} times, ${is} letters`);
    if (is > should) wrong('doubled', `${where}: told ${should} times, ${is} letters`);
  }
}

/**
 * No mailbox got an alarm of a case that was closed by then. What a sender had in hand when the case was closed, or took
 * within seconds of its being written, may still wait for a mail server that hangs: so long by the clock on the wall, since
 * the moved one may be put forward while a letter is in hand.
 */
function noneAfterClosing(
  { cases, messages, moves }: Evidence,
  letters: Map<string, Taken[]>,
  wrong: (what: Wrong, where: string) => void,
): void {
  const closedAt = new Map(cases.map((one) => [one.id, one.standings.find(({ closed }) => closed)?.from ?? Infinity]));
  const nameOf = new Map(cases.map((one) => [one.id, one.reference]));
  for (const { id, caseId, rung, recipient, createdAt, takenAt } of messages) {
    if (rung === null || caseId === null) continue;
    const [first] = letters.get(id) ?? [];
    const closed = closedAt.get(caseId) ?? Infinity;
    // Who closes a case may wait for the one who just tells of it: that alarm is written a moment after the closing's own.
    const wasInHand = createdAt <= closed + SAME_MOMENT_MS && takenAt <= Math.max(closed, createdAt + FRESH_MS);
    const at = first?.at.getTime() ?? 0;
    const since = wasInHand ? at - closed - movedBetween(moves, closed, at) : at - closed;
    if (first && since > (wasInHand ? HANGING_MS : SAME_MOMENT_MS)) {
      wrong('after closing', `${nameOf.get(caseId)} ${rung} to ${recipient}`);
    }
  }
}

/** By how much the clock was put forward between two moments of its own. */
function movedBetween(moves: readonly Move[], from: number, until: number): number {
  return moves.filter(({ at }) => from <= at && at < until).reduce((all, { by }) => all + by, 0);
}
