import type { Block } from '../../src/platform/letters/blocks';
import { renderPdf } from '../../src/platform/letters/pdf';
import { readPdf } from '../support/pdf';

const AT = new Date('2026-03-30T09:00:00Z');

/** A letter whose last paragraph comes after so many lines of reasons. */
async function withLines(count: number, tail: Block[]): Promise<{ text: string; pages: number }> {
  const reasons: Block = { type: 'quote', lines: Array.from({ length: count }, (_, n) => `Reason ${n + 1}.`) };
  const bytes = await renderPdf(
    {
      language: 'en',
      institution: 'Municipality of KK',
      office: '',
      colour: '#0c4a52',
      contacts: ['Rr. e Dëshmorëve 12'],
      reference: 'Protocol no.: KK-2026-00001',
      placeAndDate: 'KK, 30 March 2026',
      addressee: ['Arta Krasniqi'],
      title: 'Decision',
      salutation: 'Dear Arta Krasniqi,',
      body: [reasons, ...tail],
      closing: 'Yours sincerely,',
      signature: ['Zana Zyrtarja', 'Responsible officer', 'Municipality of KK'],
      text: '',
    },
    AT,
  );
  return readPdf(bytes);
}

describe('a signature', () => {
  const last: Block = { type: 'paragraph', text: 'The last day to complain is 14 April 2026.' };
  const remedy: Block = { type: 'heading', text: 'Your right to complain' };

  it.each<[string, Block[]]>([
    ['the last paragraph', [last]],
    ['the last paragraph and its heading', [remedy, last]],
  ])('stands on one page with %s, however long the letter', async (_, tail) => {
    const first = tail[0]?.type === 'heading' ? 'Your right' : 'The last day';
    const seen = new Set<number>();
    for (let count = 18; count <= 42; count += 1) {
      const { text, pages } = await withLines(count, tail);
      seen.add(pages);
      const end = text.slice(text.indexOf(first), text.indexOf('Zana Zyrtarja'));
      expect([count, end.includes('Yours sincerely'), /Page \d of/.test(end)]).toEqual([count, true, false]);
    }
    expect([...seen].sort()).toEqual([1, 2]);
  });
});
