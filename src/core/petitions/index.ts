import type { Mark } from '../law';

/**
 * "A citizens' initiative is signed by fifteen per cent of the registered voters of the municipality" (Law 03/L-040,
 * Art. 70, as civil society tells it). Nobody is turned away for a smaller number: the Assembly's chair decides.
 */
export const initiativeShare: { readonly percent: number; readonly cite: string; readonly mark: Mark } = {
  percent: 15,
  cite: 'Law 03/L-040, Art. 70',
  mark: 'second-hand',
};
