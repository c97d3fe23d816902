import { localDate } from '../local-date';
import type { StatuteVersion } from '../statute';

/*
 * The complaint to the Information and Privacy Agency (AIP) under Law 06/L-081. It stands apart from the access terms
 * because each of its steps is chosen by a day of its own: a refusal after 2019-07-19 goes to AIP, whatever the day of the
 * request. Under Law 03/L-215 there was no such complaint.
 * - "You may file a suit within thirty (30) days from the day of receipt of the final decision" (AIP brochure).
 */
const law2019: StatuteVersion = {
  statute: 'access-complaint',
  version: '06/L-081',
  from: localDate('2019-07-19'),
  until: null,
  title: {
    sq: 'Ligji nr. 06/L-081 për qasje në dokumente publike',
    sr: 'Zakon br. 06/L-081 o pristupu javnim dokumentima',
    en: 'Law No. 06/L-081 on Access to Public Documents',
  },
  cite: 'Official Gazette, 4 July 2019; in force on the fifteenth day after',
  mark: 'unverified',
  terms: [
    {
      procedure: 'complaint.file',
      unit: 'day',
      length: 15,
      rollsForward: true,
      trigger: 'refusal-or-silence',
      cite: 'Law 06/L-081, as published by the Information and Privacy Agency',
      mark: 'official',
      atExpiry: 'right-lost',
    },
    {
      procedure: 'complaint.reply',
      unit: 'day',
      length: 7,
      rollsForward: true,
      trigger: 'receipt-of-agency-letter',
      cite: 'Law 06/L-081, as told by a legal-aid platform',
      mark: 'second-hand',
      atExpiry: 'decided-without-reply',
    },
    {
      procedure: 'complaint.decision',
      unit: 'day',
      length: 30,
      rollsForward: true,
      trigger: 'complaint',
      cite: 'Law 06/L-081, as told by a legal-aid platform',
      mark: 'second-hand',
      atExpiry: 'none',
    },
    {
      procedure: 'complaint.comply',
      unit: 'day',
      length: 7,
      rollsForward: true,
      trigger: 'binding-decision',
      cite: 'Law 06/L-081, as told by a legal-aid platform and by the press on fines',
      mark: 'second-hand',
      atExpiry: 'fine',
    },
    {
      procedure: 'complaint.court',
      unit: 'day',
      length: 30,
      rollsForward: true,
      trigger: 'receipt-of-final-decision',
      cite: 'Law 06/L-081, brochure of the Information and Privacy Agency: thirty days',
      mark: 'official',
      atExpiry: 'decision-final',
    },
  ],
  extension: 'none',
  remedy: null,
};

export const accessComplaint: readonly StatuteVersion[] = [law2019];
