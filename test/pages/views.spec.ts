import { Controller, Get, Module, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { NextFunction, Request, Response } from 'express';
import request from 'supertest';
import {
  configureViews,
  languageLinks,
  languageMiddleware,
  renderText,
  securityHeaders,
} from '../../src/platform/views';

const institution = { nameSq: 'Komuna e Deçanit', nameSr: 'Opština Dečane', nameEn: 'Municipality of Deçan' };

@Controller()
class Pages {
  @Get('*path')
  page(@Res() res: Response): void {
    const errors = res.req.query.wrong ? [{ field: 'x', text: 'Wrong', href: '#x' }] : [];
    const links = languageLinks(res.req.path);
    res.status(404).render('errors/error.njk', { page: 404, institution, errors, languageLinks: links });
  }
}

@Module({ controllers: [Pages] })
class PagesModule {}

describe('a page', () => {
  let app: NestExpressApplication;
  const get = (path: string, accept = 'en') => request(app.getHttpServer()).get(path).set('Accept-Language', accept);

  beforeAll(async () => {
    const built = await Test.createTestingModule({ imports: [PagesModule] }).compile();
    app = built.createNestApplication<NestExpressApplication>({ logger: false });
    app.use(securityHeaders());
    app.use((req: Request & { official?: object }, _res: Response, next: NextFunction) => {
      if (req.headers['x-official']) req.official = { language: req.headers['x-official'] };
      next();
    });
    app.use(languageMiddleware);
    configureViews(app);
    await app.init();
  });
  afterAll(() => app.close());

  it.each([
    ['/sq/x', 'sq', 'Faqja nuk u gjet – Qasja, Komuna e Deçanit'],
    ['/sr/x', 'sr-Latn', 'Stranica nije pronađena – Qasja, Opština Dečane'],
    ['/en/x', 'en', 'Page not found – Qasja, Municipality of Deçan'],
  ])('at %s speaks %s, whatever the browser prefers', async (path, tag, title) => {
    const { text, headers } = await get(path, 'tr,en');
    expect(text).toContain(`<html lang="${tag}"`);
    expect(text).toContain(`<title>${title}</title>`);
    expect(headers['content-language']).toBe(tag);
    expect(headers['content-type']).toContain('text/html');
  });

  it.each([
    ['sr-RS,en;q=0.5', 'sr-Latn'],
    ['bs', 'sr-Latn'],
    ['de, en;q=0.5', 'en'],
    ['de', 'sq'],
  ])('without a language in its address follows the browser (%s)', async (accept, tag) => {
    expect((await get('/desk', accept)).text).toContain(`<html lang="${tag}"`);
  });

  it('follows the official’s own choice before the browser', async () => {
    const { text } = await get('/desk', 'en').set('x-official', 'sr');
    expect(text).toContain('<html lang="sr-Latn"');
  });

  it('links to itself in the other languages and marks the present one', async () => {
    const { text } = await get('/sq/track');
    expect(text).toContain('href="/sr/track" hreflang="sr-Latn" lang="sr-Latn">Srpski</a>');
    expect(text).toMatch(/href="\/sq\/track" hreflang="sq" lang="sq" aria-current="true">Shqip/);
  });

  it('says in its title that something is wrong', async () => {
    expect((await get('/sr/x?wrong=1')).text).toContain('<title>Greška: Stranica');
  });

  it('allows no inline script but the one that carries the nonce of this answer', async () => {
    const [first, second] = [await get('/sq/x'), await get('/sq/x')];
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(first.text).toContain(`nonce="${nonce.replaceAll('+', '+')}"`);
    expect(first.text.match(/<script(?![^>]*(nonce|src)=)/g)).toBeNull();
    expect(first.text).not.toContain('style=');
    expect(second.headers['content-security-policy']).not.toBe(policy);
  });

  it('has a way past the header, one main part and one heading', async () => {
    const { text } = await get('/en/x');
    expect(text).toContain('<a href="#main-content" class="govuk-skip-link"');
    expect(text.match(/<main /g)).toHaveLength(1);
    expect(text.match(/<h1/g)).toHaveLength(1);
  });
});

describe('text outside a request', () => {
  it('renders in the language asked for, escaping what was filled in', () => {
    const page = renderText('layout/print.njk', 'sr', { title: '<x>', institution });
    expect(page).toContain('Opština Dečane');
    expect(page).toContain('&lt;x&gt;');
  });

  it('names a template that does not exist', () => {
    expect(() => renderText('mail/nothing.txt.njk', 'sq')).toThrow('mail/nothing.txt.njk');
  });
});
