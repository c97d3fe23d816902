import type { Outcome, PageLanguage, RefusalGround } from '../../core/casefile';

type Words = Record<PageLanguage, readonly string[]>;

/** What officials write into the free text of their decisions. */
export const REASONS: Partial<Record<Outcome, Words>> = {
  granted: {
    sq: [
      'Dokumentet e kërkuara ju dërgohen të plota, në formën që keni zgjedhur.',
      'Bashkëngjitur gjeni kopjet e kërkuara. Për sqarime mund të drejtoheni te zyrtarja përgjegjëse.',
      'Qasja lejohet. Të dhënat janë nxjerrë nga regjistrat e drejtorisë dhe vlejnë deri në ditën e këtij vendimi.',
    ],
    sr: [
      'Traženi dokumenti su vam dostavljeni u celini, u obliku koji ste izabrali.',
      'U prilogu su tražene kopije. Za pojašnjenja se možete obratiti odgovornoj službenici.',
    ],
    en: ['The documents are enclosed in full, in the form that you chose.'],
  },
  partial: {
    sq: ['Dokumenti ju jepet me pjesët e mbuluara që lidhen me arsyet e mësipërme; pjesa tjetër është e plotë.'],
    sr: ['Dokument vam se dostavlja sa zatamnjenim delovima iz navedenih razloga; ostatak je potpun.'],
    en: ['The document is given with the parts concerned blacked out; the rest is complete.'],
  },
  refused: {
    sq: ['Dokumenti do të mund të kërkohet sërish kur arsyeja e kufizimit të pushojë.'],
    sr: ['Dokument se može ponovo tražiti kada razlog ograničenja prestane.'],
    en: ['The document may be asked for again once the reason for the restriction has ceased.'],
  },
  'already-public': {
    sq: ['Dokumenti është publikuar më herët dhe mund të shkarkohet falas.'],
    sr: ['Dokument je ranije objavljen i može se besplatno preuzeti.'],
    en: ['The document was published earlier and can be downloaded free of charge.'],
  },
  withdrawn: {
    sq: ['Parashtruesi e tërhoqi kërkesën me shkrim, pasi informatën e mori gjatë vizitës në drejtori.'],
    sr: ['Podnosilac je pismeno povukao zahtev, jer je informaciju dobio prilikom posete direkciji.'],
    en: ['The applicant withdrew the request in writing after an inspection on the spot.'],
  },
};

/** The answer to a petition, an initiative or a citizen's request after its consideration. */
export const NOTICES: Partial<Record<Outcome, Words>> = {
  granted: {
    sq: [
      'Kërkesa u miratua. Punët përfshihen në planin e investimeve dhe fillojnë në tremujorin e ardhshëm.',
      'Kërkesa u pranua dhe drejtoria përkatëse u ngarkua me zbatimin e saj brenda 90 ditëve.',
    ],
    sr: ['Zahtev je prihvaćen; nadležna direkcija je zadužena da ga sprovede u roku od 90 dana.'],
    en: ['It was accepted; the directorate will carry it out within 90 days.'],
  },
  partial: {
    sq: ['Kërkesa u pranua pjesërisht: faza e parë financohet këtë vit, e dyta kur të sigurohen mjetet.'],
    sr: ['Zahtev je delimično prihvaćen: prva faza se finansira ove godine, druga kada se obezbede sredstva.'],
    en: ['It was accepted in part: the first phase is paid for this year.'],
  },
  refused: {
    sq: [
      'Kërkesa nuk u miratua: nuk ka mjete në buxhetin e këtij viti dhe zgjidhja tjetër teknike u vlerësua më e përshtatshme.',
    ],
    sr: ['Zahtev nije prihvaćen: u budžetu za ovu godinu nema sredstava.'],
    en: ['It was not accepted: this year’s budget has no means for it.'],
  },
};

interface Weighing {
  ground: RefusalGround;
  harm: Record<PageLanguage, string>;
  interest: Record<PageLanguage, string>;
}

/** Grounds of refusal with both tests, as an officer weighs them. */
export const WEIGHED: readonly Weighing[] = [
  {
    ground: 'privacy',
    harm: {
      sq: 'Numrat personalë, adresat dhe llogaritë bankare do të zbulonin jetën private të personave që nuk ushtrojnë funksion publik.',
      sr: 'Lični brojevi, adrese i bankovni računi otkrili bi privatnost lica koja ne vrše javnu funkciju.',
      en: 'Personal numbers, addresses and bank accounts would lay open the private life of people who hold no public office.',
    },
    interest: {
      sq: 'Interesi publik për shpenzimin e parasë plotësohet me shumat dhe qëllimin; identiteti i personave nuk shton asgjë.',
      sr: 'Interes javnosti za trošenje novca zadovoljava se iznosima i svrhom; identitet lica tome ništa ne dodaje.',
      en: 'The public’s interest in how money is spent is met by sums and purposes; who the persons are adds nothing to it.',
    },
  },
  {
    ground: 'commercial',
    harm: {
      sq: 'Çmimet për njësi dhe receptura teknike e ofertuesit do t’i jepnin përparësi konkurrentëve në tenderin që është ende i hapur.',
      sr: 'Jedinične cene i tehnička rešenja ponuđača dali bi prednost konkurentima u tenderu koji još traje.',
      en: 'Unit prices and the bidder’s technical solution would favour competitors in a tender that is still open.',
    },
    interest: {
      sq: 'Vlera e përgjithshme dhe kriteret publikohen; pas nënshkrimit të kontratës kufizimi pushon.',
      sr: 'Ukupna vrednost i kriterijumi se objavljuju; po potpisivanju ugovora ograničenje prestaje.',
      en: 'The total and the criteria are published; the restriction ends when the contract is signed.',
    },
  },
  {
    ground: 'inspection',
    harm: {
      sq: 'Inspektimi është në vazhdim; zbulimi i procesverbalit do t’i lejonte të inspektuarit të fshehë provat.',
      sr: 'Inspekcijski nadzor je u toku; otkrivanje zapisnika omogućilo bi nadziranom da prikrije dokaze.',
      en: 'The inspection is under way; the record would let the inspected party hide evidence.',
    },
    interest: {
      sq: 'Publiku ka interes që inspektimi të përfundojë me sukses; raporti përfundimtar do të publikohet.',
      sr: 'Javnost ima interes da se nadzor uspešno završi; konačni izveštaj će biti objavljen.',
      en: 'The public is served by an inspection that succeeds; the final report will be published.',
    },
  },
  {
    ground: 'deliberations',
    harm: {
      sq: 'Drafti përmban opsione që drejtoria ende nuk i ka vlerësuar; zbulimi do ta pengonte diskutimin e lirë brenda organit.',
      sr: 'Nacrt sadrži opcije koje direkcija još nije ocenila; otkrivanje bi sprečilo slobodnu raspravu unutar organa.',
      en: 'The draft holds options that the directorate has not weighed yet; disclosure would hamper free deliberation.',
    },
    interest: {
      sq: 'Publiku do ta marrë draftin në konsultimin publik brenda dy muajve, me kohë të mjaftueshme për vërejtje.',
      sr: 'Javnost će nacrt dobiti na javnim konsultacijama u roku od dva meseca, sa dovoljno vremena za primedbe.',
      en: 'The public will have the draft in the consultation within two months, in time to comment.',
    },
  },
];

/** Why a request is sent on. */
export const FORWARDED: Record<PageLanguage, string> = {
  sq: 'Dokumentin e harton dhe e mban ky institucion; komuna nuk e ka në arkivin e saj.',
  sr: 'Dokument izrađuje i čuva ova institucija; opština ga nema u svojoj arhivi.',
  en: 'The document is made and kept by this institution; the municipality has no copy of it.',
};

export const DESTINATIONS: Record<PageLanguage, readonly string[]> = {
  sq: [
    'Ministria e Infrastrukturës',
    'Agjencia Kadastrale e Kosovës',
    'Ujësjellësi Rajonal „Burimi”',
    'Qendra e Mjekësisë Familjare',
  ],
  sr: ['Ministarstvo infrastrukture', 'Katastarska agencija Kosova', 'Regionalni vodovod „Burimi”'],
  en: ['Ministry of Infrastructure', 'Kosovo Cadastral Agency'],
};

export const LOCATIONS: Record<PageLanguage, string> = {
  sq: 'https://lugzane.example/dokumentet, nën „Buxheti dhe financat”',
  sr: 'https://lugzane.example/dokumenti, pod „Budžet i finansije”',
  en: 'https://lugzane.example/documents, under “Budget and finance”',
};

export const QUESTIONS: Record<PageLanguage, readonly (readonly [question: string, answer: string])[]> = {
  sq: [
    [
      'A i kërkoni dokumentet vetëm për Zyrën e Kryetarit apo për të gjitha drejtoritë?',
      'Vetëm për Zyrën e Kryetarit dhe Drejtorinë për Buxhet.',
    ],
    [
      'Cilën periudhë e keni fjalën: vitin kalendarik apo vitin shkollor?',
      'Vitin shkollor, nga shtatori deri në qershor.',
    ],
  ],
  sr: [['Da li tražite dokumente za celu opštinu ili samo za navedeno naselje?', 'Samo za navedeno naselje.']],
  en: [['Do you ask for the signed contracts only, or for the tender files as well?', 'The signed contracts will do.']],
};

export const EXTENSIONS: Record<PageLanguage, Record<'outside-institution' | 'several-documents', string>> = {
  sq: {
    'outside-institution': 'Një pjesë e dokumenteve ruhet në Arkivin Ndërkomunal dhe duhet të kërkohet atje.',
    'several-documents': 'Me një kërkesë janë kërkuar disa dokumente nga tri drejtori.',
  },
  sr: {
    'outside-institution': 'Deo dokumenata čuva se u Međuopštinskom arhivu i mora se tamo tražiti.',
    'several-documents': 'Jednim zahtevom traženo je više dokumenata iz tri direkcije.',
  },
  en: {
    'outside-institution': 'Some of the documents lie in the inter-municipal archive and must be looked for there.',
    'several-documents': 'One request asks for several documents of three directorates.',
  },
};

/** Colleagues among themselves; written in the language of the house. */
export const NOTES = [
  'Fola me drejtorinë: dosja është gjetur, po skanohet.',
  'Të kontrollohet nëse një pjesë është publikuar tashmë në ueb-faqe.',
  'Parashtruesi telefonoi dhe pyeti për afatin; i tregova ditën e fundit.',
  'Kontrata ka të dhëna personale në faqen 3: të mbulohen para dërgimit.',
];
