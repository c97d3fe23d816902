import type { LocalDate } from '../../core/law';
import { typed } from '../../platform/intake';
import { deskPaths } from '../../platform/paths';
import { type Lang, words } from '../../platform/views';
import {
  type Applicant,
  type FileRow,
  type Institution,
  type OfferedCase,
  type Submission,
  wasWithdrawn,
} from '../../records';

/** Where an offer stands for the institution that it was made to. `gone`: the sender decided the request itself. */
export type Standing = 'waiting' | 'accepted' | 'refused' | 'withdrawn' | 'lapsed' | 'gone';

export function standingOf({ transfer, row }: OfferedCase, today: LocalDate): Standing {
  if (transfer.state === 'accepted' || transfer.state === 'refused') return transfer.state;
  if (transfer.state === 'lapsed') return wasWithdrawn(transfer) ? 'withdrawn' : 'lapsed';
  if (row.status !== 'offered') return 'gone';
  return today > transfer.answerBy ? 'lapsed' : 'waiting';
}

/** A line of the list. */
export const lineOf = ({ transfer, row }: OfferedCase, from: Institution | undefined, lang: Lang): object => ({
  href: deskPaths.transfer(transfer.id),
  subject: row.subject,
  kind: words(lang)(`common:kind.${row.kind}`),
  urgent: row.urgent,
  from,
  answerBy: transfer.answerBy,
});

/** What the page of one offer shows. `applicant`: null for whoever may not know who asked. */
export interface OfferData {
  offered: OfferedCase;
  from: Institution;
  submission: Submission;
  files: readonly FileRow[];
  applicant: Applicant | null;
}

export function offerView({ offered, from, submission, files, applicant }: OfferData, today: LocalDate, lang: Lang) {
  const { transfer, row } = offered;
  const t = words(lang);
  const standing = standingOf(offered, today);
  return {
    standing,
    subject: row.subject,
    kind: t(`common:kind.${row.kind}`),
    channel: t(`common:channel.${row.channel}`),
    language: t(`common:language.name.${row.answerLanguage}`),
    urgent: row.urgent,
    /** Once it is answered, what was sent stands in the case that it belongs to, and nowhere else. */
    text: standing === 'waiting' ? typed(submission.payload.text) : '',
    receivedOn: row.receivedOn,
    from,
    /** Their number, so that the two institutions can speak of it. */
    reference: row.reference,
    reasons: transfer.reasons,
    offeredAt: transfer.offeredAt,
    answerBy: transfer.answerBy,
    refusal: transfer.refusal,
    caseHref: transfer.newCaseId && deskPaths.caseFile(transfer.newCaseId),
    files: files.map(({ id, name, size }) => ({ name, size, href: deskPaths.transferFile(transfer.id, id) })),
    applicant: applicant && {
      name: applicant.name,
      email: applicant.email,
      postalAddress: applicant.postalAddress,
      phone: applicant.phone,
      type: t(`common:applicant.${row.applicantType}`),
    },
    acceptAction: deskPaths.transferAccept(transfer.id),
    refuseAction: deskPaths.transferRefuse(transfer.id),
  };
}
