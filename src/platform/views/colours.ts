/** A colour of the pages and papers of an institution: header and rules, a deeper one, and a ground behind text. */
export interface Colour {
  brand: string;
  deep: string;
  pale: string;
}

/**
 * What an institution may choose. White on `brand` and `deep`, and `brand` on `pale`, have a contrast of at least 4.5 to 1
 * (WCAG 2.2, 1.4.3), so that nobody can choose a page that cannot be read. The style sheet has a class for each.
 */
export const COLOURS = {
  teal: { brand: '#0c4a52', deep: '#083840', pale: '#e3eff0' },
  blue: { brand: '#14467b', deep: '#0d3159', pale: '#e4edf6' },
  green: { brand: '#1d5632', deep: '#123b21', pale: '#e3f0e7' },
  red: { brand: '#7d1d24', deep: '#5a1318', pale: '#f8e5e6' },
  plum: { brand: '#5b2a63', deep: '#401c46', pale: '#f3e8f5' },
  brown: { brand: '#5f3c14', deep: '#43290c', pale: '#f5ecdf' },
  slate: { brand: '#37464f', deep: '#253139', pale: '#e8edf0' },
} as const satisfies Record<string, Colour>;

export type ColourName = keyof typeof COLOURS;
export const COLOUR_NAMES = Object.keys(COLOURS) as ColourName[];
const DEFAULT_COLOUR: ColourName = 'teal';

/** The name that a setting gives; the house's own where it gives none, or one of another version. */
export const colourNameOf = (setting: string | undefined): ColourName =>
  COLOUR_NAMES.find((one) => one === setting) ?? DEFAULT_COLOUR;
