import { buildEnvironments } from '../../src/platform/views/environment';
import type { Lang } from '../../src/platform/views';

const { html, text } = buildEnvironments(false);
const show = (part: string, call: string, vars: object = {}, lang: Lang = 'en'): string =>
  html[lang].renderString(`{% from "parts/${part}.njk" import ${call.split('(')[0]} %}{{ ${call} }}`, vars);

describe('fields', () => {
  const errors = [{ field: 'subject', text: 'Say what it is about', href: '#subject' }];

  it('ties label, hint and message to the field and keeps what was typed', () => {
    const field = { name: 'subject', label: 'Subject', hint: 'One line', value: 'A "b" <c>', errors };
    const page = show('fields', 'text(f)', { f: field });
    expect(page).toContain('<label class="govuk-label govuk-label--s" for="subject">');
    expect(page).toContain('aria-describedby="subject-hint subject-error"');
    expect(page).toContain('<p id="subject-error"');
    expect(page).toContain('Error: </span>Say what it is about');
    expect(page).toContain('value="A &quot;b&quot; &lt;c&gt;"');
  });

  it('shows nothing of an error that belongs to another field', () => {
    const page = show('fields', 'text(f)', { f: { name: 'name', label: 'Name', errors } });
    expect(page).not.toContain('error');
    expect(page).not.toContain('aria-describedby');
  });

  it('lets the error summary link to the first of several choices', () => {
    const options = [
      { value: 'a', text: 'A' },
      { value: 'b', text: 'B' },
    ];
    const page = show('fields', 'radios(f)', {
      f: { name: 'kind', label: 'Kind', options, value: 'b', error: 'Choose' },
    });
    expect(page).toMatch(/<fieldset[^>]*aria-describedby="kind-error"/);
    expect(page).toContain('id="kind" name="kind" type="radio" value="a">');
    expect(page).toContain('id="kind-b" name="kind" type="radio" value="b" checked>');
  });

  it('counts characters in the language of the page', () => {
    const page = show('fields', 'textarea(f)', { f: { name: 'x', label: 'X', maxlength: 20000 } }, 'sq');
    expect(page).toContain('Më së shumti 20');
    expect(page).toContain('Ju kanë mbetur edhe %{count} shenja');
  });

  it('keeps what was typed in a text, escaped', () => {
    const page = show('fields', 'textarea(f)', { f: { name: 'x', label: 'X', value: '</textarea><b>' } });
    expect(page).toContain('&lt;/textarea&gt;&lt;b&gt;</textarea>');
  });

  it.each(['token', () => 'token'])('hides the token against forged forms', (csrfToken) => {
    expect(show('fields', 'csrf(csrfToken)', { csrfToken })).toBe('<input type="hidden" name="_csrf" value="token">');
  });
});

it('a mail is plain text: what was typed stands in it as it was typed', () => {
  const mail = text.sq.renderString("{{ subject }} {{ date('2026-03-30') }}", { subject: '“A & B” <c>' });
  expect(mail).toBe('“A & B” <c> 30 mars 2026');
});

describe('marks', () => {
  it('says how long there is, and nothing where there is no deadline', () => {
    const badge = { text: 'Due in 3 days', look: 'soon' };
    expect(show('display', 'dueBadge(badge)', { badge })).toBe('<span class="q-due q-due--soon">Due in 3 days</span>');
    expect(show('display', 'dueBadge(badge)', { badge: null })).toBe('');
  });

  it('names a status, or the outcome once there is one', () => {
    expect(show('display', "statusTag('in-progress')", {}, 'sr')).toContain('U obradi');
    expect(show('display', "statusTag('closed', 'granted')", {}, 'sq')).toContain('Qasja e lejuar');
  });

  it('never lets a citizen’s words become markup', () => {
    const items = [{ title: '<b>x</b>', when: 'now', text: '<script>' }];
    const page = show('display', 'timeline(items)', { items });
    expect(page).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(page).not.toContain('<script>');
  });

  it('draws bars without styles or scripts, with the numbers beside them', () => {
    const rows = [
      { label: 'Granted', value: 8 },
      { label: 'Refused', value: 2, kind: 'bad' },
      { label: 'None', value: 0 },
    ];
    const page = show('charts', 'barChart(c)', { c: { caption: 'Outcomes', rows } });
    expect(page).toContain('width="25%"');
    expect(page).not.toContain('style=');
    expect(page.match(/q-bars__value/g)).toHaveLength(3);
  });
});

it('renders fifty rows of a queue fast enough to be forgotten', () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({
    badge: { text: `Edhe ${i} ditë`, look: 'calm' },
    subject: `Subject ${i}`,
  }));
  const page = `{% extends "layout/desk.njk" %}{% from "parts/display.njk" import dueBadge, statusTag %}{% block content %}
    {% for r in rows %}<p>{{ r.subject }} {{ statusTag('registered') }} {{ dueBadge(r.badge) }} {{ shortDate('2026-03-30') }}</p>{% endfor %}{% endblock %}`;
  const env = html.sq;
  const render = (): string => env.renderString(page, { title: 'x', rows, nav: [] });
  for (let i = 0; i < 20; i += 1) render();
  const took = Array.from({ length: 20 }, () => {
    const before = performance.now();
    render();
    return performance.now() - before;
  }).sort((a, b) => a - b);
  // renderString compiles each time, which a template file does not: the bound is generous on a busy machine
  expect(took[10]).toBeLessThan(40);
});
