import { randomUUID } from 'node:crypto';
import {
  answerByOf,
  DEFAULT_HANDSHAKE_DAYS,
  type ForwardOffered,
  NotAllowed,
  offerForward,
  pageLanguage,
} from '../../../../core/casefile';
import { CalendarUnknown, type LocalDate } from '../../../../core/law';
import { forwardOfferedLetter } from '../../../../core/letters';
import { letterMessages, type Prepare } from '../../../../platform/casework';
import type { Institution, LoadedCase, NewMessage, Official, TransferRow } from '../../../../records';
import { institutionName, orderLetter, type Tools } from './move';

/** To whom: an institution of this installation by its id, or any other by its name. */
export type OfferTo = { institutionId: string } | { name: string };

/**
 * Offers the request, and tells the applicant in writing that it was sent on and that our clock runs until it is accepted.
 * The officers of an institution of this installation get a mail; to any other the official sends it in the usual way.
 */
export const offerTo =
  (tools: Tools, to: OfferTo, reasons: string): Prepare =>
  async (loaded, context) => {
    const { official, now, today } = context;
    const receiver = 'institutionId' in to ? await receiverOf(tools, loaded, to.institutionId) : null;
    const event = offerForward(
      loaded.file,
      { transferId: randomUUID(), toInstitutionId: receiver?.id ?? null, answerBy: lastDay(loaded, today) },
      today,
    );
    const destinationIn = (language: Official['language']): string =>
      'name' in to ? to.name : receiver ? institutionName(receiver, language) : '';
    const told = { destination: destinationIn(pageLanguage(loaded.row.answerLanguage)), reasons };
    const facts = forwardOfferedLetter(loaded.file, loaded.clock, event, told);
    const { applicant, letter } = await orderLetter(tools, loaded, context, facts);
    const officers = receiver ? await officersOf(tools, receiver) : [];
    const transfer: TransferRow = {
      id: event.transferId,
      fromInstitutionId: loaded.row.institutionId,
      caseId: loaded.row.id,
      toInstitutionId: event.toInstitutionId,
      destination: destinationIn(official.language),
      reasons,
      offeredAt: now,
      answerBy: event.answerBy,
      state: 'offered',
      settledAt: null,
      refusal: null,
      newCaseId: null,
    };
    return async (tx) => {
      await tools.transfers.add(tx, transfer);
      const { letter: entered, file } = await tools.letters.enter(tx, letter);
      const messages = letterMessages(loaded.row, applicant, entered, file);
      return {
        events: [event],
        messages: [...messages, ...officers.map((to) => offerMail(to, loaded, event, reasons))],
      };
    };
  };

async function receiverOf({ people, reader }: Tools, { row }: LoadedCase, id: string): Promise<Institution> {
  const open = await people.openInstitutions(reader);
  const receiver = open.find((one) => one.id === id && one.id !== row.institutionId);
  if (!receiver) throw new NotAllowed('forward.unknown-institution');
  return receiver;
}

function lastDay({ institution, clock, present }: LoadedCase, today: LocalDate): LocalDate {
  try {
    return answerByOf(today, institution.settings.handshakeDays ?? DEFAULT_HANDSHAKE_DAYS, clock, present.calendar);
  } catch (error) {
    if (error instanceof CalendarUnknown) throw new NotAllowed('forward.no-calendar');
    throw error;
  }
}

/** The responsible officers; where there is none, whoever can name one. */
async function officersOf({ people, reader }: Tools, { id }: Institution): Promise<Official[]> {
  const officers = await people.withRoles(reader, id, ['responsible-officer']);
  return officers.length > 0 ? officers : people.withRoles(reader, id, ['administrator']);
}

/** A mail of the receiving institution: it speaks of no case of theirs yet, and its reader sees none of ours. */
function offerMail(to: Official, { row, institution }: LoadedCase, event: ForwardOffered, reasons: string): NewMessage {
  const { nameSq, nameSr, nameEn } = institution;
  return {
    institutionId: to.institutionId,
    caseId: null,
    kind: 'transfer-offered',
    recipient: to.email,
    language: to.language,
    official: { id: to.id },
    facts: {
      transferId: event.transferId,
      from: { nameSq, nameSr, nameEn },
      subject: row.subject,
      caseKind: row.kind,
      urgent: row.urgent,
      answerBy: event.answerBy,
      reasons,
    },
  };
}
