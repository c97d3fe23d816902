import {
  acceptForward,
  agencyWrote,
  answerByOf,
  answerClarification,
  answerComplaint,
  apply,
  askClarification,
  assign,
  type CaseEvent,
  type CaseFile,
  clockOf,
  comply,
  consider,
  correctReceipt,
  decide,
  decideComplaint,
  DEFAULT_CLOCK_SETTINGS,
  extend,
  fallSilent,
  KINDS,
  lapseClarification,
  lapseForward,
  lodgeComplaint,
  NotAllowed,
  offerForward,
  outcomesFor,
  refuseForward,
  replay,
  setArea,
  withdrawForward,
} from '../../src/core/casefile';
import { addDays, type LocalDate, localDate, nationalCalendar, startOfLocalDay } from '../../src/core/law';

/** Where a move stands: the case, today, and numbers to choose by. */
interface Moment {
  file: CaseFile;
  today: LocalDate;
  /** Names whatever the move makes. */
  id: string;
  /** Today, or a day shortly before it. */
  on: LocalDate;
  pick: <T>(list: readonly [T, ...T[]]) => T;
}

const noon = (day: LocalDate): Date => new Date(startOfLocalDay(day).getTime() + 12 * 3_600_000);
const clockNow = (file: CaseFile) => clockOf(file, nationalCalendar, DEFAULT_CLOCK_SETTINGS);
const tests = { harmTest: 'harm', publicInterestTest: 'interest' };

/** Whatever anybody may do to a case, by the rules of the core; it throws NotAllowed where the case is not in that state. */
const moves: readonly ((moment: Moment) => CaseEvent | null)[] = [
  ({ file, today, id, pick }) =>
    assign(file, { assigneeId: pick([id, null]), directorateId: pick(['d', null]) }, today),
  ({ file, today, id }) => askClarification(file, id, today),
  ({ file, today, on, id }) => answerClarification(file, id, today, on),
  ({ file, today }) => lapseClarification(file, today),
  ({ file, today, id }) => extend(file, clockNow(file), 'several-documents', id, today),
  ({ file, today, on }) => consider(file, on, today),
  ({ file, today, id }) => {
    const answerBy = answerByOf(today, 3, clockNow(file), nationalCalendar);
    return offerForward(file, { transferId: id, toInstitutionId: null, answerBy }, today);
  },
  ({ file, on, today }) => acceptForward(file, on, today),
  ({ file, on, today }) => refuseForward(file, on, today),
  ({ file, today }) => withdrawForward(file, today),
  ({ file, today }) => lapseForward(file, today),
  ({ file, today, on, id }) => correctReceipt(file, noon(on), id, { from: null, to: pickDue(file) }, today),
  ({ file, today, id, pick }) => ({
    type: 'recounted',
    occurredOn: today,
    why: pick(['calendar', 'settings']),
    basisId: id,
    from: pickDue(file),
    to: pick([today, null, addDays(today, 3)]),
  }),
  ({ file, today, on, id, pick }) => {
    const outcome = pick(outcomesFor(file.kind) as readonly ['granted']);
    const ground = { ground: 'privacy' as const, ...tests };
    const where = { location: 'the web page', destination: 'the ministry', grounds: [ground] };
    return decide(file, { outcome, answerForm: 'electronic', decidedOn: on, ...where }, id, today);
  },
  ({ file, today }) => fallSilent(file, clockNow(file), noon(today)),
  ({ file, on, today, id }) => lodgeComplaint(file, id, on, today),
  ({ file, on, today }) => agencyWrote(file, on, today),
  ({ file, on, today }) => answerComplaint(file, on, today),
  ({ file, on, today, pick }) => decideComplaint(file, pick(['binding', 'closing', 'refusing']), on, today),
  ({ file, on, today, pick }) => comply(file, pick(['granted', 'partial']), on, today),
  ({ file, today, pick }) => setArea(file, pick(['ARSIM', 'BUXHET', null]), today),
  ({ today, id }) => ({ type: 'noted', occurredOn: today, noteId: id }),
  ({ today, id }) => ({ type: 'files-added', occurredOn: today, fileIds: [id] }),
  ({ today, id }) => ({ type: 'alarmed', occurredOn: today, rung: 'reminder-3', alarmId: id, recipientId: null }),
  ({ today, id }) => ({ type: 'message-failed', occurredOn: today, messageId: id, reason: '550' }),
];

function pickDue(file: CaseFile): LocalDate | null {
  const clock = clockNow(file);
  return clock.state === 'running' ? clock.dueOn : null;
}

/** A step: which of the possible moves, so many days after the last one, told so many days late, and a number to choose by. */
export interface Step {
  move: number;
  after: number;
  late: number;
  choice: number;
}

function tried(move: (typeof moves)[number], moment: Moment): CaseEvent | null {
  try {
    return move(moment);
  } catch (error) {
    if (error instanceof NotAllowed) return null;
    throw error;
  }
}

/** A history that could have happened: each step takes one of the moves that the rules allow then. */
export function historyOf(start: number, kind: number, urgent: boolean, steps: readonly Step[]): CaseEvent[] {
  const receivedOn = addDays(localDate('2019-07-25'), start);
  const events: CaseEvent[] = [
    {
      type: 'registered',
      occurredOn: receivedOn,
      kind: KINDS[kind % KINDS.length] ?? 'access-request',
      urgent,
      channel: 'post',
      reference: 'KK-2026-00001',
      submissionId: 'submission',
      receivedOn,
      receivedAt: noon(receivedOn).toISOString(),
      registeredOn: addDays(receivedOn, start % 3),
    },
  ];
  let file = replay(events);
  let today = addDays(receivedOn, start % 3);
  for (const [index, { move, after, late, choice }] of steps.entries()) {
    today = addDays(today, after);
    const pick = <T>(list: readonly [T, ...T[]]): T => list[choice % list.length] ?? list[0];
    const moment = { file, today, id: `id-${index}`, on: addDays(today, -late), pick };
    const possible = moves.map((one) => tried(one, moment)).filter((event) => event !== null);
    const event = possible[move % possible.length];
    if (!event) continue;
    events.push(event);
    file = apply(file, event);
  }
  return events;
}
