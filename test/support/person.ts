import { type Answer, Client, readable, type Upload } from './client';

interface Choice {
  value: string;
  text: string;
}
interface Control {
  name: string;
  kind: 'text' | 'hidden' | 'one-of' | 'some-of' | 'file';
  /** What the browser would send if nobody touched it. */
  values: string[];
  choices: Choice[];
}
interface Button {
  text: string;
  name: string;
  value: string;
}
interface Form {
  action: string;
  method: string;
  controls: Map<string, Control>;
  buttons: Button[];
}

export type Filled = Record<string, string | string[]>;

/**
 * Somebody who knows no addresses: goes on by the links and forms that stand on the page in front of them, by the words that
 * they read there. A link, a field, a choice or a button that is not on the page is an error, and so is a page that refuses.
 */
export class Person {
  private readonly client: Client;
  private answer: Answer | null = null;
  /** Where they are. */
  at = '';

  constructor(private readonly base: string) {
    this.client = new Client(base);
  }

  get html(): string {
    return this.answer?.text ?? '';
  }

  /** The page as it is read. */
  get text(): string {
    return readable(this.html);
  }

  /** Only for what comes from outside: the address that everybody knows, or a link in a mail or behind a QR code. */
  async comes(address: string): Promise<this> {
    const url = new URL(address, this.base);
    return this.land(await this.client.get(url.pathname + url.search), url.pathname + url.search);
  }

  /** Follows the link with these words; of several alike the first. */
  async follows(words: string | RegExp): Promise<this> {
    const href = this.linkTo(words);
    if (href === null) throw this.lost(`no link “${String(words)}”`);
    return this.comes(new URL(href, new URL(this.at, this.base)).href);
  }

  /** The address behind a link; null where there is none. */
  linkTo(words: string | RegExp): string | null {
    for (const [, attributes = '', inside = ''] of this.html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)) {
      const text = readable(inside);
      const href = attribute(attributes, 'href');
      if (href && !href.startsWith('#') && (words instanceof RegExp ? words.test(text) : text === words)) return href;
    }
    return null;
  }

  /** Presses a button, with what they filled in before: fields by their names, choices by value or by their words. */
  async presses(words: string | RegExp, filled: Filled = {}, files: Upload[] = []): Promise<this> {
    const fits = ({ text }: Button): boolean => (words instanceof RegExp ? words.test(text) : text === words);
    const forms = formsOf(this.html).filter((one) => one.buttons.some(fits));
    const form = forms.find((one) => Object.keys(filled).every((name) => one.controls.has(name)));
    if (!form)
      throw this.lost(
        forms.length ? `no field for one of ${Object.keys(filled).join()}` : `no button “${String(words)}”`,
      );
    const button = form.buttons.find(fits)!;
    const fields: Record<string, string[]> = {};
    for (const control of form.controls.values()) {
      const given = filled[control.name];
      if (control.kind !== 'file')
        fields[control.name] = given === undefined ? control.values : this.chosen(control, given);
    }
    if (button.name) fields[button.name] = [button.value];
    for (const { field = 'files' } of files)
      if (form.controls.get(field)?.kind !== 'file') throw this.lost(`no place for the file ${field}`);
    const action = new URL(form.action || this.at, new URL(this.at, this.base));
    if (form.method === 'get') {
      const pairs = Object.entries(fields).flatMap(([name, all]) => all.map((one): [string, string] => [name, one]));
      const query = new URLSearchParams(pairs);
      return this.comes(`${action.pathname}?${query.toString()}`);
    }
    const target = action.pathname + action.search;
    return this.land(await this.client.post(target, fields, files), target);
  }

  /** Downloads what a link leads to. */
  async downloads(words: string | RegExp): Promise<Answer> {
    const href = this.linkTo(words);
    if (href === null) throw this.lost(`no link “${String(words)}”`);
    return this.client.get(href);
  }

  /** Whether somebody could press this here. */
  offers(words: string): boolean {
    return (
      this.linkTo(words) !== null || formsOf(this.html).some((one) => one.buttons.some(({ text }) => text === words))
    );
  }

  private chosen(control: Control, given: string | string[]): string[] {
    return [given].flat().map((one) => {
      if (control.kind === 'text' || control.kind === 'hidden') return one;
      const found =
        control.choices.find(({ value }) => value === one) ?? control.choices.find(({ text }) => text.includes(one));
      if (!found) throw this.lost(`no choice “${one}” for ${control.name}`);
      return found.value;
    });
  }

  private async land(answer: Answer, address: string): Promise<this> {
    let [now, at] = [answer, address];
    while ([301, 302, 303].includes(now.status) && now.location) {
      at = now.location.startsWith('/') ? now.location : new URL(now.location, new URL(at, this.base)).href;
      now = await this.client.get(at);
    }
    this.answer = now;
    this.at = at;
    return this;
  }

  /** Says what went wrong, and what stands on the page. */
  lost(why: string): Error {
    return new Error(`At ${this.at} (${this.answer?.status}): ${why}. The page says: ${this.text.slice(0, 1_500)}`);
  }

  get status(): number {
    return this.answer?.status ?? 0;
  }
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
  return decoded(found);
}

const decoded = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inside = '']) => ({
    action: attribute(attributes, 'action'),
    method: attribute(attributes, 'method').toLowerCase() || 'get',
    controls: controlsOf(inside),
    buttons: [...inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(([, of = '', text = '']) => ({
      text: readable(text),
      name: attribute(of, 'name'),
      value: attribute(of, 'value'),
    })),
  }));
}

function controlsOf(inside: string): Map<string, Control> {
  const controls = new Map<string, Control>();
  const labels = new Map(
    [...inside.matchAll(/<label\b[^>]*for="([^"]+)"[^>]*>([\s\S]*?)<\/label>/g)].map(([, id = '', text = '']) => [
      id,
      readable(text),
    ]),
  );
  const put = (name: string, kind: Control['kind']): Control => {
    const known = controls.get(name) ?? { name, kind, values: [], choices: [] };
    controls.set(name, known);
    return known;
  };
  for (const [, attributes = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const [name, type, value] = ['name', 'type', 'value'].map((one) => attribute(attributes, one)) as [
      string,
      string,
      string,
    ];
    if (name === '') continue;
    if (type === 'radio' || type === 'checkbox') {
      const control = put(name, type === 'radio' ? 'one-of' : 'some-of');
      control.choices.push({ value, text: labels.get(attribute(attributes, 'id')) ?? '' });
      if (/\schecked\b/.test(attributes)) control.values.push(value);
    } else put(name, type === 'file' ? 'file' : type === 'hidden' ? 'hidden' : 'text').values.push(value);
  }
  for (const [, attributes = '', text = ''] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    put(attribute(attributes, 'name'), 'text').values.push(decoded(text));
  for (const [, attributes = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const control = put(attribute(attributes, 'name'), 'one-of');
    const all = [...options.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)];
    for (const [, of = '', text = ''] of all)
      control.choices.push({ value: attribute(of, 'value'), text: readable(text) });
    const selected = all.find(([, of = '']) => /\sselected\b/.test(of)) ?? all[0];
    if (selected) control.values.push(attribute(selected[1] ?? '', 'value'));
  }
  return controls;
}
