import type { ApplicantType, PageLanguage } from '../core/casefile';
import { searchable } from '../records';
import type { Chance } from './random';

export interface DemoApplicant {
  name: string;
  email: string;
  address: string;
  phone: string;
  type: ApplicantType;
}

const FIRST = {
  sq: [
    'Arbenita',
    'Besnik',
    'Drilona',
    'Egzon',
    'Fatlume',
    'Gentian',
    'Hana',
    'Ilir',
    'Jehona',
    'Kushtrim',
    'Lirije',
    'Mergim',
    'Njomza',
    'Petrit',
    'Qëndresa',
    'Rron',
    'Shpresa',
    'Trim',
    'Valon',
    'Zamira',
  ],
  sr: ['Bojana', 'Dejan', 'Gordana', 'Ivan', 'Jelena', 'Ljubiša', 'Marija', 'Nenad', 'Slađana', 'Željko'],
  en: ['Anna', 'Daniel', 'Helen', 'Thomas'],
} as const;
const LAST = {
  sq: [
    'Arëza',
    'Bardhaj',
    'Cermjani',
    'Drenasi',
    'Gurakuqi',
    'Hoxhaj',
    'Ilazi',
    'Kodraliu',
    'Lumi',
    'Mulliqi',
    'Ndreca',
    'Përroi',
    'Rexhaj',
    'Shala',
    'Tahirsylaj',
    'Ulqini',
    'Vranoci',
    'Zogaj',
  ],
  sr: ['Antić', 'Bogdanović', 'Đorđević', 'Ilić', 'Jovičić', 'Nikolić', 'Spasić', 'Šćepanović'],
  en: ['Fielding', 'Harrow', 'Lindqvist', 'Meyers'],
} as const;

/** Bodies that ask often; none of them exists. */
const BODIES: Record<PageLanguage, readonly (readonly [name: string, type: ApplicantType])[]> = {
  sq: [
    ['Portali „Pasqyra e Lugzanës”', 'media'],
    ['Radio Ujbardha', 'media'],
    ['Redaksia „Syri i Tretë”', 'media'],
    ['OJQ „Dritare e Hapur”', 'ngo'],
    ['Shoqata „Lugzana e Gjelbër”', 'ngo'],
    ['Qendra për Llogaridhënie Lokale', 'ngo'],
    ['N.N.T. „Guri Ndërtim”', 'business'],
    ['„Mali Transport” SH.P.K.', 'business'],
    ['Ujësjellësi Rajonal „Burimi”', 'public-body'],
    ['Subjekti politik „Hapi i Ri”', 'political-party'],
    ['Këshilli i Prindërve', 'other'],
  ],
  sr: [
    ['Portal „Glas doline”', 'media'],
    ['NVO „Most”', 'ngo'],
    ['Udruženje poljoprivrednika „Plodno polje”', 'ngo'],
    ['STR „Bela Voda”', 'business'],
  ],
  en: [
    ['Open Valleys Initiative', 'ngo'],
    ['Balkan Rivers Desk', 'media'],
  ],
};

const STREET = { sq: 'Rr. e Gështenjave', sr: 'Ulica lipa', en: 'Rr. e Gështenjave' } as const;
const TOWN = { sq: '99000 Lugzanë', sr: '99000 Lugzana', en: '99000 Lugzanë' } as const;

/** Somebody who asks: a private person in two of three cases. */
export function someone(language: PageLanguage, chance: Chance): DemoApplicant {
  const person = `${chance.one(FIRST[language])} ${chance.one(LAST[language])}`;
  const [name, type] = chance.happens(0.34) ? chance.one(BODIES[language]) : ([person, 'individual'] as const);
  const mailbox = searchable(name)
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '');
  return {
    name,
    type,
    email: `${mailbox}@posta.example`,
    address: `${STREET[language]} ${chance.between(1, 120)}\n${TOWN[language]}`,
    phone: `+383 40 000 ${chance.between(100, 999)}`,
  };
}
