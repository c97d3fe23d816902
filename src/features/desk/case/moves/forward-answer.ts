import { randomUUID } from 'node:crypto';
import {
  acceptForward,
  type CaseFile,
  decide,
  type DecisionDraft,
  isClosed,
  isOffered,
  NotAllowed,
  refuseForward,
  withdrawForward,
} from '../../../../core/casefile';
import { localDate } from '../../../../core/law';
import { decisionLetter } from '../../../../core/letters';
import { type FieldProblem, letterMessages, lineOf, neededText } from '../../../../platform/casework';
import { readDay } from '../../../../platform/intake';
import type { LoadedCase, TransferRow } from '../../../../records';
import { type Body, fileRows, type MoveDefinition, orderLetter, type Tools } from './move';

const isPending = (file: CaseFile): boolean => !isClosed(file) && isOffered(file);

/** An institution of this installation answers at its own desk; what any other says is written down here. */
const isOutside = (file: CaseFile): boolean => isPending(file) && file.transfer?.toInstitutionId === null;

async function pendingOf({ transfers, reader }: Tools, { row, file }: LoadedCase): Promise<TransferRow | null> {
  return (await transfers.ofCase(reader, row.id)).find((one) => one.id === file.transfer?.id) ?? null;
}

/** For the answer's form: to whom it was offered and until when. */
const extras: MoveDefinition['extras'] = async (tools, loaded) => ({ transfer: await pendingOf(tools, loaded) });

const refuseInside = (file: CaseFile): void => {
  if (file.transfer?.toInstitutionId) throw new NotAllowed('forward.not-offered');
};

function readAnswered(body: Body, field: string, problems: FieldProblem[]) {
  const typed = lineOf(body, field);
  const day = readDay(typed);
  if (!day) problems.push({ field, code: typed === '' ? 'day-missing' : 'day-wrong' });
  return day ?? localDate('9999-12-31');
}

/** An institution outside this installation accepted: our clock ends on that day, and the applicant is told. */
export const forwardAcceptedMove: MoveDefinition = {
  name: 'forward-accepted',
  action: 'case.forward',
  fields: ['acceptedOn'],
  takesFiles: true,
  offered: isOutside,
  extras,
  read: (body, files) => {
    const problems: FieldProblem[] = [];
    const on = readAnswered(body, 'acceptedOn', problems);
    return {
      problems,
      prepare: (tools) => async (loaded, context) => {
        const { now, today } = context;
        refuseInside(loaded.file);
        const accepted = acceptForward(loaded.file, on, today);
        const transfer = await pendingOf(tools, loaded);
        const draft: DecisionDraft = {
          outcome: 'forwarded',
          answerForm: null,
          grounds: [],
          location: '',
          destination: transfer?.destination ?? '',
          decidedOn: on,
        };
        const letterId = randomUUID();
        const decided = decide(loaded.file, draft, letterId, today);
        const told = { reasons: '', enclosures: [] };
        const facts = decisionLetter(loaded.file, decided, draft, told, loaded.present.calendar);
        const { applicant, letter } = await orderLetter(tools, loaded, context, facts, letterId);
        return async (tx) => {
          const { letter: entered, file: pdf } = await tools.letters.enter(tx, letter);
          const proofs = await tools.papers.addFiles(tx, fileRows(files, loaded, 'internal', false, now));
          await tools.transfers.settle(tx, accepted.transferId, { state: 'accepted', settledAt: now });
          const papers = [{ fileId: pdf.id, sha256: pdf.sha256 }];
          const fileIds = proofs.map((one) => one.id);
          return {
            events: [
              ...(fileIds.length > 0 ? [{ type: 'files-added' as const, occurredOn: today, fileIds }] : []),
              accepted,
              { ...decided, papers },
            ],
            messages: letterMessages(loaded.row, applicant, entered, pdf),
          };
        };
      },
    };
  },
};

/** It declined: the request stays here, and so does the clock. */
export const forwardDeclinedMove: MoveDefinition = {
  name: 'forward-declined',
  action: 'case.forward',
  fields: ['declinedOn', 'refusal'],
  takesFiles: false,
  offered: isOutside,
  extras,
  read: (body) => {
    const problems: FieldProblem[] = [];
    const on = readAnswered(body, 'declinedOn', problems);
    const refusal = neededText(body, 'refusal', problems);
    return {
      problems,
      prepare:
        ({ transfers }) =>
        ({ file }, { now, today }) => {
          refuseInside(file);
          const event = refuseForward(file, on, today);
          return async (tx) => {
            await transfers.settle(tx, event.transferId, { state: 'refused', settledAt: now, refusal });
            return { events: [event] };
          };
        },
    };
  },
};

/** Takes the offer back, whoever it was made to. */
export const forwardWithdrawMove: MoveDefinition = {
  name: 'forward-withdraw',
  action: 'case.forward',
  fields: [],
  takesFiles: false,
  offered: isPending,
  extras,
  read: () => ({
    problems: [],
    prepare:
      ({ transfers }) =>
      ({ file }, { now, today }) => {
        const event = withdrawForward(file, today);
        return async (tx) => {
          await transfers.settle(tx, event.transferId, { state: 'lapsed', settledAt: now });
          return { events: [event] };
        };
      },
  }),
};
