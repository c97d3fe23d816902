import { localDate } from '../local-date';
import type { Procedure, Trigger } from '../procedure';
import type { StatuteVersion, Term } from '../statute';

/*
 * Law 03/L-040 on Local Self-Government, Art. 70, in the words of a municipal plan: "Kërkesat, iniciativat qytetare dhe
 * peticionet shqyrtohen nga Komuna brenda afatit prej gjashtëdhjetë (60) ditësh, siç është përcaktuar në nenin 70."
 */
const consider = (procedure: Procedure, trigger: Trigger): Term => ({
  procedure,
  unit: 'day',
  length: 60,
  rollsForward: true,
  trigger,
  cite: 'Law 03/L-040, Art. 70, as cited in a municipal transparency plan',
  mark: 'text',
  atExpiry: 'escalate',
});

/*
 * The same plan, made under Administrative Instruction 03/2020: "jo më vonë se 15 ditë nga dita e shqyrtimit, njofton me
 * shkrim parashtruesin e kërkesës ose peticionit." Whether 15 days bound before 2020 could not be verified; they are used
 * for older cases as well, because a municipality that answers an old petition has no other number to go by.
 */
const notice = (procedure: Procedure): Term => ({
  procedure,
  unit: 'day',
  length: 15,
  rollsForward: true,
  trigger: 'consideration',
  cite: 'Administrative Instruction 03/2020, municipal transparency plan',
  mark: 'text',
  atExpiry: 'escalate',
});

const law2008: StatuteVersion = {
  statute: 'local-self-government',
  version: '03/L-040',
  // The day on which the Constitution entered into force and the laws made under it with it.
  from: localDate('2008-06-15'),
  until: null,
  title: {
    sq: 'Ligji nr. 03/L-040 për vetëqeverisjen lokale',
    sr: 'Zakon br. 03/L-040 o lokalnoj samoupravi',
    en: 'Law No. 03/L-040 on Local Self-Government',
  },
  cite: 'Law 03/L-040; first day in force taken to be that of the Constitution',
  mark: 'unverified',
  terms: [
    consider('petition.consider', 'receipt'),
    notice('petition.notice'),
    consider('initiative.consider', 'receipt-by-assembly-chair'),
    notice('initiative.notice'),
    consider('citizen-request.consider', 'receipt'),
    notice('citizen-request.notice'),
  ],
  extension: 'none',
  // "A citizens' initiative is signed by fifteen per cent of the registered voters of the municipality", as civil society
  // tells Art. 70. For petitions no law gives a number.
  thresholds: [{ matter: 'initiative', percent: 15, cite: 'Law 03/L-040, Art. 70', mark: 'second-hand' }],
  remedy: null,
};

export const localSelfGovernment: readonly StatuteVersion[] = [law2008];
