import type { PageLanguage } from '../../core/casefile';

/** What directorates are asked for, and what comes back. */
export const TASKS: Record<PageLanguage, readonly (readonly [what: string, answer: string])[]> = {
  sq: [
    ['Kopjet e dokumenteve të kërkuara, me numër dhe datë.', 'Dokumentet janë bashkëngjitur.'],
    [
      'Të dhënat për pagesat lidhur me këtë çështje, sipas viteve.',
      'Pasqyra është bashkëngjitur; viti i fundit nuk është mbyllur ende.',
    ],
    ['A i mban drejtoria këto dokumente? Nëse po, ju lutem bashkëngjitni.', 'Po, i kemi. Janë bashkëngjitur.'],
  ],
  sr: [
    ['Kopije traženih dokumenata, s brojem i datumom.', 'Dokumenti su u prilogu.'],
    [
      'Podaci o plaćanjima u vezi s ovim predmetom, po godinama.',
      'Pregled je u prilogu; poslednja godina još nije zaključena.',
    ],
  ],
  en: [['Copies of the documents that are asked for, with number and date.', 'The documents are attached.']],
};

/** What the municipality writes to applicants, and what they say to it. */
export const MESSAGES: Record<PageLanguage, readonly (readonly [ours: string, theirs: string])[]> = {
  sq: [
    [
      'Dokumenti që kërkoni ka 140 faqe. A ju mjafton në formë elektronike?',
      'Po, forma elektronike më mjafton. Faleminderit.',
    ],
    ['Një pjesë e dokumenteve gjendet në arkiv; po i nxjerrim.', 'Faleminderit, po pres.'],
  ],
  sr: [['Traženi dokument ima 140 strana. Da li vam je dovoljan elektronski oblik?', 'Da, dovoljan je. Hvala.']],
  en: [['The document has 140 pages. Is an electronic copy enough for you?', 'Yes, thank you.']],
};

/** An e-mail as it lies in the mailbox of the demonstration. */
export interface DemoMail {
  fromName: string;
  fromAddress: string;
  subject: string;
  text: string;
  /** Hours before now. */
  ago: number;
  attachment?: string;
  setAside?: 'auto-reply' | 'bulk';
  /** Why it was discarded. */
  discarded?: string;
}

export const MAILS: readonly DemoMail[] = [
  {
    fromName: 'Hana Cermjani',
    fromAddress: 'hana.cermjani@posta.example',
    subject: 'Kërkesë për dokumente: mirëmbajtja e ndriçimit publik',
    text: 'Të nderuar,\n\nju lutem të më dërgoni kontratën për mirëmbajtjen e ndriçimit publik dhe pagesat e vitit të kaluar. Fotografia e rrugës është bashkëngjitur.\n\nMe respekt,\nHana Cermjani',
    ago: 21,
    attachment: 'rruga',
  },
  {
    fromName: 'Nenad Spasić',
    fromAddress: 'nenad.spasic@posta.example',
    subject: 'Zahtev za zapisnik sa sednice',
    text: 'Poštovani,\n\nmolim zapisnik sa poslednje sednice Skupštine opštine i odluke koje su tada donete.\n\nNenad Spasić',
    ago: 3,
  },
  {
    fromName: 'Ilir Lumi',
    fromAddress: 'ilir.lumi@posta.example',
    subject: 'Përgjigje automatike: jashtë zyrës',
    text: 'Jam në pushim deri të hënën.',
    ago: 30,
    setAside: 'auto-reply',
  },
  {
    fromName: 'Panairi i Librit',
    fromAddress: 'lajme@panairi.example',
    subject: 'Ftesë për panairin e librit',
    text: 'Ju ftojmë në panairin e librit.',
    ago: 52,
    setAside: 'bulk',
  },
  {
    fromName: 'Mali Transport',
    fromAddress: 'shitja@mali.example',
    subject: 'Ofertë për automjete',
    text: 'Ju ofrojmë automjete me çmim të volitshëm.',
    ago: 76,
    discarded: 'Ofertë tregtare, nuk është kërkesë.',
  },
];
