import type { Fields } from './client';

const plain = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** What a browser would send of a form as it stands: by default of the one that says what it showed (`seen`). */
export function fieldsOf(html: string, mark = 'name="seen"'): Fields {
  const main = html.slice(html.indexOf('<main'));
  const at = main.indexOf(mark);
  const form = main.slice(main.lastIndexOf('<form', at), main.indexOf('</form>', at));
  const fields: Fields = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const of = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = of('name');
    if (
      !name ||
      name === '_csrf' ||
      /type="file"/.test(tag) ||
      (/type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag))
    )
      continue;
    const value = plain(of('value') ?? '');
    fields[name] = name in fields ? [fields[name] ?? [], value].flat() : value;
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)) {
    fields[name] = plain(text);
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)) {
    fields[name] = /<option value="([^"]*)"[^>]* selected/.exec(options)?.[1] ?? '';
  }
  return fields;
}
