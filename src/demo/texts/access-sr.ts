import { topics } from './topic';

/** What people ask a municipality for in Serbian and in English. */
export const ACCESS_SR = topics('access-request', 'sr', [
  [
    'budget',
    'budget-spending',
    'Troškovi goriva službenih vozila, {year}. godina',
    'Tražim pregled troškova goriva za službena vozila za {year}. godinu, po mesecima i po vozilu.',
  ],
  [
    'budget',
    'budget-spending',
    'Ugovor o održavanju lokalnih puteva, {year}. godina',
    'Molim kopiju ugovora o održavanju lokalnih puteva za {year}. godinu, sa predračunom i isplaćenim situacijama.',
  ],
  [
    'budget',
    'budget-spending',
    'Subvencije poljoprivrednicima, {year}. godina',
    'Tražim spisak subvencija dodeljenih poljoprivrednicima u {year}. godini: kriterijume, iznose i broj odbijenih prijava.',
  ],
  [
    'budget',
    'budget-spending',
    'Tenderska dokumentacija za put u naselju {place}',
    'Tražim tendersku dokumentaciju, izveštaj o oceni ponuda i potpisani ugovor za izgradnju puta u naselju {place}.',
  ],
  [
    'budget',
    'employment',
    'Zastupljenost zajednica u opštinskoj administraciji',
    'Tražim podatke o broju zaposlenih u opštinskoj administraciji po zajednicama i po direkcijama, bez imena.',
  ],
  [
    'budget',
    'decisions',
    'Odluke gradonačelnika o jednokratnoj pomoći, {year}. godina',
    'Molim odluke o dodeli jednokratne novčane pomoći u {year}. godini, sa izostavljenim ličnim podacima.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Građevinska dozvola za objekat u naselju {place}',
    'Tražim kopiju građevinske dozvole i urbanističkih uslova za objekat koji se gradi u naselju {place}.',
  ],
  [
    'urbanism',
    'draft-acts',
    'Nacrt regulacionog plana za naselje {place}',
    'Molim nacrt regulacionog plana za naselje {place} i zapisnik sa javne rasprave, na srpskom jeziku.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Rezultati ispitivanja vode za piće, naselje {place}',
    'Tražim rezultate ispitivanja vode za piće u naselju {place} za poslednjih dvanaest meseci.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Nelegalna deponija kod naselja {place}',
    'Tražim zapisnike inspekcije i preduzete mere u vezi sa nelegalnom deponijom kod naselja {place}.',
  ],
  [
    'education',
    'budget-spending',
    'Budžet škole „{school}”, {year}. godina',
    'Tražim budžet i izvršenje budžeta škole „{school}” za {year}. godinu, po kategorijama troškova.',
  ],
  [
    'education',
    'administrative-documents',
    'Prevoz učenika iz naselja {place}',
    'Molim ugovor o prevozu učenika iz naselja {place}, red vožnje i izveštaj o broju prevezenih učenika.',
  ],
  [
    'education',
    'public-functions',
    'Zapisnik sa sednice Skupštine opštine',
    'Molim zapisnik sa poslednje redovne sednice Skupštine opštine na srpskom jeziku, sa rezultatima glasanja.',
  ],
  [
    'education',
    'legal-acts',
    'Prevod opštinskih uredbi na srpski jezik',
    'Tražim spisak uredbi usvojenih u poslednje dve godine i njihove verzije na srpskom jeziku.',
  ],
]);

export const ACCESS_EN = topics('access-request', 'en', [
  [
    'budget',
    'budget-spending',
    'Donor-funded projects and municipal co-financing, {year}',
    'Please send me the list of donor-funded projects in {year} with the share that the municipality paid, and the signed agreements.',
  ],
  [
    'budget',
    'budget-spending',
    'Contract for waste collection, {year}',
    'I ask for the waste collection contract in force in {year}, its annexes and the invoices paid under it.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Environmental assessment of the quarry near {place}',
    'I ask for the environmental assessment, the municipal consent and the inspection reports about the quarry near {place}.',
  ],
  [
    'urbanism',
    'administrative-documents',
    'Small hydropower plant near {place}: consents issued',
    'Please send me all consents and water permits that the municipality issued for the small hydropower plant near {place}.',
  ],
  [
    'education',
    'administrative-documents',
    'Inclusion of children with disabilities in schools, {year}',
    'For a study I ask for the number of children with disabilities enrolled in {year}, by school, and the number of assistants employed.',
  ],
]);

/** A danger to life or liberty: answered in 48 hours. */
export const URGENT = [
  ...topics('access-request', 'sq', [
    [
      'urbanism',
      'administrative-documents',
      'Raporti për çarjet në konviktin e nxënësve',
      'Kërkoj menjëherë raportin e inspektorit për çarjet në muret e konviktit ku flenë 46 nxënës, dhe vendimin nëse objekti mund të përdoret.',
    ],
    [
      'urbanism',
      'administrative-documents',
      'Analizat e ujit pas helmimeve në vendbanimin {place}',
      'Kërkoj analizat e ujit pas rasteve të helmimit në vendbanimin {place}: a është i pijshëm dhe nga kur.',
    ],
  ]),
  ...topics('access-request', 'sr', [
    [
      'urbanism',
      'administrative-documents',
      'Procena rizika od klizišta iznad naselja {place}',
      'Tražim procenu rizika od klizišta iznad naselja {place}, jer su porodice noćas spavale van kuća.',
    ],
  ]),
];
