import type { DocumentType, Kind, PageLanguage } from '../../core/casefile';

/** The three directorates of the demonstration. */
export type Desk = 'urbanism' | 'budget' | 'education';

/** Something that people ask for. `{year}`, `{place}` and `{school}` are filled in, so that few are quite alike. */
export interface Topic {
  kind: Kind;
  language: PageLanguage;
  desk: Desk;
  type: DocumentType;
  subject: string;
  text: string;
}

type Row = readonly [desk: Desk, type: DocumentType, subject: string, text: string];

export const topics = (kind: Kind, language: PageLanguage, rows: readonly Row[]): Topic[] =>
  rows.map(([desk, type, subject, text]) => ({ kind, language, desk, type, subject, text }));

/** Names to fill in; all of them invented, but for the poets and saints after whom schools are named everywhere. */
export const NAMES: Record<PageLanguage, { place: readonly string[]; school: readonly string[] }> = {
  sq: {
    place: ['Kodra e Ulët', 'Ujbardhë', 'Fusha e Mollës', 'Lagjja e Re', 'Arëzë', 'Mullinjtë', 'Shtegu i Gjatë'],
    school: ['Naim Frashëri', 'Drita', 'Migjeni', 'Rilindja'],
  },
  sr: {
    place: ['Niska Glava', 'Bela Voda', 'Jabučje', 'Novo Naselje', 'Orašje', 'Dugi Put'],
    school: ['Sveti Sava', 'Desanka Maksimović', 'Branko Radičević'],
  },
  en: {
    place: ['Lagjja e Re', 'Arëzë', 'Bela Voda', 'Fusha e Mollës'],
    school: ['Drita', 'Migjeni'],
  },
};
