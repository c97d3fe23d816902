/** More of a page than this nobody writes by hand; what is cut off stands in the raw message. */
const LONGEST = 2_000_000;
/** Of these nothing is text for a reader. */
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'svg', 'math']);
const BLOCKS = new Set(
  'address article aside blockquote div dl dt dd fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  euml: 'ë',
  Euml: 'Ë',
  ccedil: 'ç',
  Ccedil: 'Ç',
  scaron: 'š',
  Scaron: 'Š',
  zcaron: 'ž',
  Zcaron: 'Ž',
  ccaron: 'č',
  Ccaron: 'Č',
  cacute: 'ć',
  Cacute: 'Ć',
  dstrok: 'đ',
  Dstrok: 'Đ',
  euro: '€',
  copy: '©',
};

const entity = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return NAMED[name] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
};

/**
 * The text of an HTML mail, for people to read as text: nothing of it ever reaches a browser as HTML. One pass from left to
 * right, whatever is open, closed or nested: its time grows with the length alone.
 */
export function htmlToText(html: string): string {
  const given = html.slice(0, LONGEST);
  const out: string[] = [];
  let hiddenIn = '';
  let at = 0;
  while (at < given.length) {
    const open = given.indexOf('<', at);
    const words = given.slice(at, open < 0 ? given.length : open);
    if (hiddenIn === '') out.push(words.replace(/[\s\u00a0]+/g, ' ').replace(/&(#?\w{1,10});/g, entity));
    if (open < 0) break;
    if (given.startsWith('<!--', open)) {
      const end = given.indexOf('-->', open + 4);
      at = end < 0 ? given.length : end + 3;
      continue;
    }
    const end = given.indexOf('>', open + 1);
    if (end < 0) break;
    const [, slash = '', tag = ''] = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(given.slice(open, open + 24)) ?? [];
    const name = tag.toLowerCase();
    if (hiddenIn !== '') {
      if (slash === '/' && name === hiddenIn) hiddenIn = '';
    } else if (slash === '' && UNSEEN.has(name) && given[end - 1] !== '/') hiddenIn = name;
    else if (name === 'br') out.push('\n');
    else if (name === 'td' || name === 'th') out.push(' ');
    else if (BLOCKS.has(name)) out.push(slash === '' && name === 'li' ? '\n- ' : '\n');
    at = end + 1;
  }
  return out
    .join('')
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
