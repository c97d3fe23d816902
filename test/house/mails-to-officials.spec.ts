import { isToOfficial } from '../../src/core/webhooks';
import { filesUnder } from './files';

/** What goes to the applicant: of its failure another system is told without a person. */
const TO_APPLICANTS = [
  'consultation',
  'consultation-reminder',
  'deadline-moved',
  'letter',
  'merged',
  'message',
  'receipt',
  'receipt-corrected',
];
/** Outside the outbox: parts of others, and what the watchdog sends by its own way. */
const NEITHER = ['machinery-slept', 'machinery-woke', 'parts'];

it('of every mail it is decided whether it is written to an official or to the applicant', () => {
  const kinds = filesUnder('templates/mail').flatMap((file) => /([\w-]+)\.txt\.njk$/.exec(file)?.[1] ?? []);
  expect(kinds.length).toBeGreaterThan(10);
  const decided = (kind: string): number =>
    [isToOfficial(kind), TO_APPLICANTS.includes(kind), NEITHER.includes(kind)].filter(Boolean).length;
  expect(kinds.filter((kind) => decided(kind) !== 1)).toEqual([]);
});
