import { Strike } from '../../src/records';

describe('what names a person is struck out of texts', () => {
  const strike = new Strike([
    'Ljubica Đorđević',
    'ljubica@example.org',
    '+383 44 123 456',
    'Ulica lipa 7\n99000 Lugzana',
  ]);

  it.each([
    ['Ljubica Đorđević traži plan.', '[…] traži plan.'],
    ['DJORDJEVIC ljubica', '[…]'],
    ['Љубица Ђорђевић тражи план.', '[…] тражи план.'],
    ['pisati na Ljubica@Example.org', 'pisati na […]'],
    ['Ulica lipa 7, 99000 Lugzana', '[…], […]'],
    ['Poštovana Ljubice i gospođa Đorđević', 'Poštovana Ljubice i gospođa […]'],
    ['Поштована Љубица, г. Ђорђевић', 'Поштована […], г. […]'],
    // Alone a first name is anybody's: see docs/privacy.md.
    ['Sa Ljubicom i Ljubica Petrović', 'Sa Ljubicom i Ljubica Petrović'],
    ['Ulica je zatvorena.', 'Ulica je zatvorena.'],
  ])('%s', (text, struck) => {
    expect(strike.text(text)).toBe(struck);
  });

  it('in Albanian, and whatever script the name came in', () => {
    const other = new Strike(['Besa Çela']);
    expect(other.text('E nderuara Besa, znj. Cela: besa jonë')).toBe('E nderuara […], znj. […]: besa jonë');
    expect(new Strike(['Његош Џаковић']).text('Njegoš Džaković, Njegos Dzakovic')).toBe('[…], […]');
  });
});
