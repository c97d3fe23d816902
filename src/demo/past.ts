import type { Kind, Outcome } from '../core/casefile';
import { addDays, type LocalDate } from '../core/law';
import { isOpen } from './days';
import type { Filing } from './filing';
import type { OfficeWork } from './office-work';
import { type Chance, Deck } from './random';
import type { Fate, Story } from './story';

/** Of a hundred access requests, so many went so. */
const FATES: readonly (readonly [Fate, share: number])[] = [
  ['granted', 42],
  ['granted-extended', 8],
  ['granted-clarified', 7],
  ['granted-late', 5],
  ['partial', 9],
  ['refused', 8],
  ['already-public', 7],
  ['redirected', 5],
  ['forwarded', 5],
  ['withdrawn', 4],
];

/** Petitions and the like of the past: outcome, and days to the consideration. */
const CONSIDERED: Record<Exclude<Kind, 'access-request'>, readonly (readonly [Outcome, after: number])[]> = {
  petition: [
    ['granted', 34],
    ['partial', 48],
    ['refused', 55],
    ['granted', 27],
    ['granted', 66],
    ['withdrawn', 9],
    ['refused', 41],
    ['partial', 38],
  ],
  'citizen-initiative': [
    ['partial', 52],
    ['refused', 58],
    ['granted', 45],
  ],
  'citizen-request': [
    ['granted', 12],
    ['granted', 25],
    ['refused', 30],
    ['partial', 44],
    ['forwarded', 4],
    ['granted', 18],
    ['granted', 51],
    ['refused', 37],
    ['partial', 22],
    ['withdrawn', 6],
    ['granted', 9],
    ['granted', 33],
  ],
};

const ACCESS_REQUESTS = 174;
/** By then even an extended request has been answered, and a petition has been considered and its notice sent. */
const ACCESS_ENDS = 26;
const OTHERS_END = 95;

/** What came in during the last twelve months and has been dealt with, but for one that nobody answered. */
export function past(today: LocalDate, filing: Filing, work: OfficeWork, chance: Chance): Story[] {
  const fates = new Deck(
    FATES.flatMap(([fate, share]) => Array.from({ length: share }, () => fate)),
    chance,
  );
  const day = (until: number): LocalDate => {
    const any = addDays(today, -chance.between(until, 364));
    // Few write on a day of rest.
    return isOpen(any) || chance.happens(0.25) ? any : addDays(any, -chance.between(2, 4));
  };
  const stories: Story[] = [];
  for (let i = 0; i < ACCESS_REQUESTS; i += 1) {
    const story = filing.on('access-request', day(ACCESS_ENDS));
    work.answer(story, fates.draw());
    stories.push(story);
  }
  const forgotten = filing.on('access-request', addDays(today, -38), 'web');
  work.answer(forgotten, 'silent');
  stories.push(forgotten);
  for (const [kind, endings] of Object.entries(CONSIDERED) as [
    keyof typeof CONSIDERED,
    (typeof CONSIDERED)['petition'],
  ][]) {
    for (const [outcome, after] of endings) {
      const story = filing.on(kind, day(OTHERS_END));
      work.consider(story, after, outcome);
      stories.push(story);
    }
  }
  return stories;
}
