import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Server } from 'node:http';
import express, { type Request } from 'express';
import type { Config } from '../../src/platform/config';
import { multipartForms } from '../../src/platform/web/multipart';
import type { PageRequest } from '../../src/platform/web/request';

/** A form with files, as the parser hands it on. */
describe('the parser of forms with files', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-multipart-'));
  let server: Server;
  let signedIn = false;
  beforeAll(async () => {
    const app = express();
    app.use((req, _res, next) => {
      if (signedIn) (req as PageRequest).official = { id: 'x' } as never;
      next();
    });
    app.use(multipartForms({ dataDir } as Config));
    app.post('/sq/requests/new', (req: Request, res) => {
      const texts = Object.values(req.body as Record<string, string>);
      res.json({
        problem: (req as PageRequest).uploadProblem ?? null,
        fields: texts.length,
        length: texts.join('').length,
      });
    });
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function sent(
    count: number,
    text: string,
  ): Promise<{ problem: string | null; fields: number; length: number }> {
    const form = new FormData();
    for (let i = 0; i < count; i += 1) form.append(`field-${i}`, text);
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/sq/requests/new`, { method: 'POST', body: form });
    return (await answer.json()) as Awaited<ReturnType<typeof sent>>;
  }

  it('keeps a long text for its message, and not a hundred of them in memory', async () => {
    const long = 'ë'.repeat(1_000_000);
    expect(await sent(1, long)).toEqual({ problem: null, fields: 1, length: 1_000_000 });
    const many = await sent(40, long);
    expect(many.problem).toBe('broken');
    expect(many.length).toBeLessThan(8_000_000);
  });

  it('takes hundreds of fields of an official who answers hundreds of requests together, of nobody else', async () => {
    expect(await sent(700, 'x')).toMatchObject({ problem: 'broken' });
    signedIn = true;
    expect(await sent(700, 'x')).toEqual({ problem: null, fields: 700, length: 700 });
  });
});
