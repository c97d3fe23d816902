import { localDate } from '../local-date';
import type { StatuteVersion } from '../statute';

/*
 * Law 03/L-215 on Access to Public Documents.
 * Art. 7(8): within seven days the institution permits access or gives the reasons of a full or partial refusal in writing.
 * Art. 7(2): an institution that does not hold the document passes the request on within five working days.
 * The term may go on to 15 days if the document must be looked for outside the institution, or if several are asked for:
 * a municipal plan still says so in the words of this law, but the paragraph itself was not read.
 */
const law2010: StatuteVersion = {
  statute: 'access',
  version: '03/L-215',
  from: localDate('2010-12-10'),
  until: localDate('2019-07-18'),
  title: {
    sq: 'Ligji nr. 03/L-215 për qasje në dokumente publike',
    sr: 'Zakon br. 03/L-215 o pristupu javnim dokumentima',
    en: 'Law No. 03/L-215 on Access to Public Documents',
  },
  cite: 'Official Gazette, 25 November 2010; in force on the fifteenth day after',
  mark: 'unverified',
  terms: [
    {
      procedure: 'access.decision',
      unit: 'day',
      length: 7,
      rollsForward: true,
      trigger: 'earlier-of-receipt-and-registration',
      cite: 'Law 03/L-215, Art. 7(8)',
      mark: 'text',
      atExpiry: 'silence-is-refusal',
    },
    {
      procedure: 'access.extension',
      unit: 'day',
      length: 15,
      rollsForward: true,
      trigger: 'earlier-of-receipt-and-registration',
      cite: 'Law 03/L-215, Art. 7, as repeated in municipal transparency plans ("7-15 ditë")',
      mark: 'unverified',
      atExpiry: 'silence-is-refusal',
    },
    {
      procedure: 'access.redirect',
      unit: 'working-day',
      length: 5,
      rollsForward: true,
      trigger: 'receipt',
      cite: 'Law 03/L-215, Art. 7(2)',
      mark: 'text',
      atExpiry: 'none',
    },
  ],
  extension: {
    grounds: ['outside-institution', 'several-documents'],
    cite: 'Law 03/L-215, Art. 7, as repeated in municipal transparency plans ("7-15 ditë")',
    mark: 'unverified',
    readings: { A: { total: 15 }, B: { added: 15 } },
  },
  // Art. 10: the applicant may start proceedings before the Ombudsperson, other public institutions or the court.
  remedy: { body: 'ombudsperson', days: null, cite: 'Law 03/L-215, Art. 10', mark: 'text' },
};

/*
 * Law 06/L-081 on Access to Public Documents, which repealed 03/L-215. The text itself was not at hand: the numbers are
 * those that the Information and Privacy Agency (AIP) publishes, and the term of seven days also stands in municipal plans.
 * - A decision within seven days; silence counts as a refusal.
 * - A document needed to protect the life or liberty of a person: a reply within forty-eight hours.
 * - Held by another institution: passed on within five working days; holder unknown: referred to AIP within seven days.
 * - A complaint to AIP within fifteen days; a lawsuit within thirty days of receiving its final decision.
 */
const law2019: StatuteVersion = {
  statute: 'access',
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
      procedure: 'access.decision',
      unit: 'day',
      length: 7,
      rollsForward: true,
      trigger: 'earlier-of-receipt-and-registration',
      cite: 'Law 06/L-081, as published by the Information and Privacy Agency',
      mark: 'official',
      atExpiry: 'silence-is-refusal',
    },
    {
      procedure: 'access.extension',
      unit: 'day',
      length: 15,
      rollsForward: true,
      trigger: 'earlier-of-receipt-and-registration',
      cite: 'Law 06/L-081, as read in municipal transparency plans ("7-15 ditë"): 15 days in total',
      mark: 'text',
      atExpiry: 'silence-is-refusal',
    },
    {
      procedure: 'access.urgent',
      unit: 'hour',
      length: 48,
      rollsForward: false,
      trigger: 'receipt',
      cite: 'Law 06/L-081, brochure of the Information and Privacy Agency: forty-eight hours',
      mark: 'official',
      atExpiry: 'silence-is-refusal',
    },
    {
      procedure: 'access.redirect',
      unit: 'working-day',
      length: 5,
      rollsForward: true,
      trigger: 'receipt',
      cite: 'Law 06/L-081, as published by the Information and Privacy Agency',
      mark: 'official',
      atExpiry: 'none',
    },
    {
      procedure: 'access.redirect-unknown',
      unit: 'day',
      length: 7,
      rollsForward: true,
      trigger: 'receipt',
      cite: 'Law 06/L-081, as published by the Information and Privacy Agency',
      mark: 'official',
      atExpiry: 'none',
    },
  ],
  extension: {
    grounds: ['outside-institution', 'several-documents'],
    cite: 'Law 06/L-081; municipal transparency plans say 7-15 days, the Information and Privacy Agency 7 and 15 more',
    mark: 'text',
    readings: { A: { total: 15 }, B: { added: 15 } },
  },
  remedy: {
    body: 'aip',
    days: 15,
    cite: 'Law 06/L-081, as published by the Information and Privacy Agency',
    mark: 'official',
  },
};

export const access: readonly StatuteVersion[] = [law2010, law2019];
