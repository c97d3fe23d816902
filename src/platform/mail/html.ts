const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** Our own addresses become links; one that a citizen typed does not, so that no message of ours vouches for it. */
function linked(line: string, ownAddress: string): string {
  return line
    .split(/(https?:\/\/\S+[^\s.,;:)])/)
    .map((part) =>
      part === ownAddress || part.startsWith(`${ownAddress}/`)
        ? `<a href="${escaped(part)}">${escaped(part)}</a>`
        : escaped(part),
    )
    .join('');
}

/** The plain text as simple HTML: paragraphs, line breaks and links; nothing is loaded from anywhere. */
export function htmlOf(text: string, languageTag: string, ownAddress: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const lines = part.split('\n').filter((line) => line !== '-- ');
      return `<p>${lines.map((line) => linked(line, ownAddress)).join('<br>\n')}</p>`;
    });
  return [
    `<!doctype html><html lang="${languageTag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title></title></head>`,
    // Long links and long words break, so that a phone need not be pushed sideways.
    '<body style="font-family: sans-serif; line-height: 1.5; max-width: 42em; overflow-wrap: anywhere; word-wrap: break-word">',
    ...paragraphs,
    '</body></html>',
  ].join('\n');
}
