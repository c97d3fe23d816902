import { fold, likeness, markedWhole, passageOf, stemsOf, tokensOf } from '../../src/records';
import { marksOf } from '../../src/records/search/likeness';

describe('a word as it is compared', () => {
  it.each([
    ['kërkesë', 'kerkese'],
    ['QASJE', 'qasje'],
    ['çështje', 'ceshtje'],
    ['Општина', 'opstina'],
    ['Opština', 'opstina'],
    ['Љубљана', 'ljubljana'],
    ['ǈubǉana', 'ljubljana'],
    ['Њива', 'njiva'],
    ['ǌiva', 'njiva'],
    ['Џамија', 'dzamija'],
    ['ǅamija', 'dzamija'],
    ['Džamija', 'dzamija'],
    ['Ђорђе', 'dorde'],
    ['Đorđe', 'dorde'],
    ['Djordje', 'dorde'],
    ['Dorde', 'dorde'],
    ['Чачак', 'cacak'],
    ['Čačak', 'cacak'],
    ['ћуприја', 'cuprija'],
    ['Жељко', 'zeljko'],
    ['İpek', 'ipek'],
    ['ırmak', 'irmak'],
  ])('%s is %s', (word, folded) => {
    expect(fold(word)).toBe(folded);
    expect(fold(word.normalize('NFD'))).toBe(folded);
  });

  it.each([
    ['kërkesë kërkesa kërkesës kërkesën kërkesave kërkesash'],
    ['vendim vendimi vendimit vendimin vendime vendimet vendimeve'],
    ['leja leje lejes lejen lejet lejeve'],
    ['komunë komuna komunës komunat komunave'],
    ['opština opštine opštini opštinu opštinom opštinama општина општине'],
    ['zahtev zahteva zahtevu zahtevom zahteve zahtevima захтев захтева'],
    ['odluka odluke odluku odlukom odlukama'],
  ])('has one stem: %s', (words) => expect([...stemsOf(words)]).toHaveLength(1));

  it('knows numbers without the zeros before them, and leaves out what tells nothing', () => {
    expect([...stemsOf('KK-2026-00012 dhe 0')]).toEqual(['kk', '2026', '12', '0']);
    expect(tokensOf('dhe e të për na the of')).toEqual([]);
  });
});

describe('a passage', () => {
  const terms = tokensOf('karburant 2025');

  it('marks what was found in the text as it was written', () => {
    expect(markedWhole('Karburanti <i>2025</i>', terms)).toEqual([
      { text: 'Karburanti', marked: true },
      { text: ' <i>', marked: false },
      { text: '2025', marked: true },
      { text: '</i>', marked: false },
    ]);
  });

  it('shows the stretch in which most of the words stand, cut between words', () => {
    const text = `karburant ${'fjalë '.repeat(200)}viti 2025 dhe karburantet ${'fund '.repeat(200)}`;
    const passage = passageOf(text, terms)!;
    expect(passage.pieces.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(['2025', 'karburantet']);
    expect([passage.cutBefore, passage.cutAfter, passage.found]).toEqual([true, true, 2]);
    expect(passage.pieces[0]?.text).toMatch(/^fjalë/);
    expect(passageOf('asgjë', terms)).toBeNull();
  });
});

describe('marks of likeness', () => {
  const text = 'kopjet e faturave të karburantit për automjetet zyrtare të komunës gjatë vitit në kontabilitet';
  const shared = (a: string, b: string): number => {
    const marks = new Set(marksOf(stemsOf(a)));
    return marksOf(stemsOf(b)).filter((one) => marks.has(one)).length;
  };

  it('are shared by texts that are much alike, whatever the order and the script', () => {
    expect(shared(text, text.split(' ').reverse().join(' '))).toBe(12);
    expect(shared(text, `${text} faleminderit`)).toBeGreaterThan(5);
    expect(shared('zahtev za račune za gorivo vozila opštine', 'захтев за рачуне за гориво возила општине')).toBe(12);
  });

  it('are not shared by texts that are not, and are not made of three words', () => {
    expect(shared(text, 'muzika e lartë e lokalit pas mesnatës pengon banorët e lagjes')).toBe(0);
    expect(marksOf(stemsOf('tri fjalë vetëm'))).toEqual([]);
    expect(likeness(stemsOf(text), stemsOf(text))).toBe(1);
    expect(likeness(new Set(), new Set())).toBe(0);
  });
});
