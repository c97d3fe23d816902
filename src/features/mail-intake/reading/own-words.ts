/**
 * Where what a reply quotes begins: the line that mail programs put above it in the languages of the house, and Outlook's
 * block of the old head.
 */
const QUOTES: readonly RegExp[] = [
  /^-{2,} ?(original message|mesazhi origjinal|originalna poruka|izvorna poruka|ursprüngliche nachricht) ?-{2,}$/i,
  /^_{20,}$/,
  /^(on|më|me|në|dana|dne|am) .{6,200}(wrote|shkroi|shkruajti|ka shkruar|je napisa(o|la)|napisa(o|la) je|schrieb).{0,3}:$/i,
  /^.{3,120}<[^<>\s]+@[^<>\s]+>.{0,80}(wrote|shkroi|shkruajti|је написао|je napisa(o|la)|schrieb) ?:$/i,
  /^(from|nga|od|von): .{3,300}$/i,
];
/** The block of an old head has at least one of these soon after its first line. */
const OF_A_HEAD = /^(sent|dërguar|derguar|poslato|gesendet|to|për|per|za|an|date|data|datum): /i;

/**
 * What a reply says itself, without what it quotes. When nothing would be left the whole text stays: an answer between the
 * quoted lines is an answer too.
 */
export function ownWords(text: string): string {
  const lines = text.split('\n');
  let end = lines.length;
  for (let at = 0; at < lines.length; at += 1) {
    // A line that was wrapped in the middle is looked at together with the next one.
    const line = (lines[at] ?? '').trim();
    const both = `${line} ${(lines[at + 1] ?? '').trim()}`;
    const found = QUOTES.some((one) => one.test(line) || (one.test(both) && !one.test(both.slice(line.length + 1))));
    if (!found) continue;
    if (/^(from|nga|od|von):/i.test(line) && !lines.slice(at + 1, at + 4).some((next) => OF_A_HEAD.test(next.trim()))) {
      continue;
    }
    end = at;
    break;
  }
  while (end > 0 && /^\s*(>.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
  const own = lines.slice(0, end).join('\n').trim();
  return own === '' ? text : own;
}
