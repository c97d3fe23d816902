import { Validator } from '@seriousme/openapi-schema-validator';
import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

describe('the description of the API', () => {
  let app: TestApp;
  let document: { paths: Record<string, Record<string, unknown>>; info: { version: string } };
  beforeAll(async () => {
    app = await startApp();
    const answer = await app.client().get('/api/openapi.json');
    document = answer.json() as typeof document;
  });
  afterAll(() => app.close());

  it('is sound OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${app.url}/api/v1` }] });
  });

  it('describes every route that there is, and no other', () => {
    const express = app.nest.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    const routes = express.router.stack.flatMap(({ route }) =>
      route?.path.startsWith('/api/v1/')
        ? Object.keys(route.methods).map((method) => `${method} ${route.path.slice('/api/v1'.length)}`)
        : [],
    );
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.sort()).toEqual(routes.sort());
  });

  it.each([
    ['sq', 'Për sisteme të tjera: API', 'Llogaritja e një afati ligjor'],
    ['sr', 'Za druge sisteme: API', 'Izračunavanje zakonskog roka'],
    ['en', 'For other systems: the API', 'Work out a legal deadline'],
  ])('can be read as a page, in %s', async (lang, title, name) => {
    const { status, text } = await app.client().get(`/${lang}/api`);
    const page = readable(text);
    expect(status).toBe(200);
    expect(page).toContain(title);
    expect(page).toContain(name);
    for (const path of Object.keys(document.paths)) expect(page).toContain(`/api/v1${path}`);
    expect(page).toContain(`curl '${app.url}/api/v1/clock?procedure=access.decision&trigger=2026-03-30'`);
    expect(page).toContain('Idempotency-Key');
  });
});
