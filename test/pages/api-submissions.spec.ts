import { startApp, type TestApp } from '../support/app';
import { Description } from '../support/openapi';

const REQUEST = {
  kind: 'access-request',
  subject: 'Kontrata nr. 12/2026',
  text: 'Kërkoj kopjen e kontratës nr. 12/2026.',
  name: 'Arta Krasniqi',
  email: 'arta@example.org',
};
type Filed = { state: string; reference: string; accessCode: string; trackingUrl: string; submissionKey: string };
type Refused = { code: string; errors: { field: string; code: string; message: string }[] };

describe('filing and following through the API', () => {
  let app: TestApp;
  let description: Description;
  beforeAll(async () => {
    app = await startApp();
    description = new Description((await app.client().get('/api/openapi.json')).json() as never);
  });
  afterAll(() => app.close());

  const send = async (body: unknown, headers: Record<string, string> = {}, type = 'application/json') => {
    const answer = await fetch(`${app.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': type, 'accept-language': 'en', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return checked('POST /submissions', answer);
  };
  const sendForm = async (fields: Record<string, string>, files: [string, Uint8Array<ArrayBuffer> | string][]) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [name, bytes] of files) form.append('files', new Blob([bytes]), name);
    return checked('POST /submissions', await fetch(`${app.url}/api/v1/submissions`, { method: 'POST', body: form }));
  };
  const ask = async (reference: string, headers: Record<string, string>) =>
    checked(
      'GET /submissions/{reference}',
      await fetch(`${app.url}/api/v1/submissions/${reference}`, { headers: { 'accept-language': 'en', ...headers } }),
    );
  const checked = async (call: string, response: Response) => {
    const text = await response.text();
    const { status, headers } = response;
    const answer = {
      status,
      headers,
      location: headers.get('location'),
      text,
      json: () => JSON.parse(text) as unknown,
    };
    expect(description.faults(call, answer)).toEqual([]);
    return answer;
  };

  it('files a request: number, code, deadline, and where to follow it', async () => {
    const answer = await send(REQUEST);
    const filed = answer.json() as Filed;
    expect(answer.status).toBe(201);
    expect(filed).toMatchObject({
      state: 'registered',
      kind: 'access-request',
      receivedOn: '2026-03-30',
      firstDueOn: '2026-04-07',
      dueOn: '2026-04-07',
      dueAt: null,
    });
    expect(filed.reference).toMatch(/^KK-2026-\d{5}$/);
    expect(answer.location).toBe(`/api/v1/submissions/${filed.reference}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const page = await app.client().get(filed.trackingUrl);
    expect(page.status).toBe(303);
  });

  it('shows its state to whoever holds the code, without a name', async () => {
    const { reference, accessCode } = (await send(REQUEST)).json() as Filed;
    const ways: Record<string, string>[] = [
      { 'x-access-code': accessCode },
      { authorization: `Code ${accessCode.toLowerCase()}` },
    ];
    for (const headers of ways) {
      const answer = await ask(reference, headers);
      expect(answer.status).toBe(200);
      expect(answer.json()).toMatchObject({
        reference,
        status: 'registered',
        outcome: null,
        dueOn: '2026-04-07',
        timeline: [{ type: 'registered', occurredOn: '2026-03-30' }],
        documents: [],
      });
      expect(answer.text).not.toMatch(/Arta|Krasniqi|example\.org/);
    }
  });

  it('files once under one key, from the header or the body, also at the same time', async () => {
    const key = 'aaaaaaaa-1111-4222-8333-444444444444';
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        i % 2 ? send({ ...REQUEST, submissionKey: key }) : send(REQUEST, { 'idempotency-key': `"${key}"` }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 201]);
    const [first, ...others] = answers.map((answer) => answer.json());
    for (const other of others) expect(other).toEqual(first);
    const differ = await send({ ...REQUEST, submissionKey: 'another-key-1' }, { 'idempotency-key': key });
    expect((differ.json() as Refused).errors).toMatchObject([{ field: 'submissionKey', code: 'keys-differ' }]);
    const wrong = await send(REQUEST, { 'idempotency-key': 'x y' });
    expect((wrong.json() as Refused).errors).toMatchObject([{ field: 'submissionKey', code: 'key-wrong' }]);
  });

  it('files something else under a used key as a case of its own, and shows nobody the receipt of another', async () => {
    const key = 'order-0001';
    const mine = (await send(REQUEST, { 'idempotency-key': key })).json() as Filed;
    const others = [
      { ...REQUEST, name: 'Dikush Tjetër', text: 'Kërkoj diçka tjetër.' },
      { ...REQUEST, kind: 'citizen-request' },
    ];
    for (const other of others) {
      const [first, again] = [
        await send(other, { 'idempotency-key': key }),
        await send(other, { 'idempotency-key': key }),
      ];
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.json()).toEqual(first.json());
      expect(first.text).not.toMatch(new RegExp(`${mine.reference}|${mine.accessCode}`));
    }
    expect((await send(REQUEST, { 'idempotency-key': key })).json()).toMatchObject({ reference: mine.reference });
  });

  it('takes files in a form and gives them back with the code', async () => {
    const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    const answer = await sendForm(REQUEST, [['kërkesa.pdf', pdf]]);
    expect(answer.status).toBe(201);
    const { reference, accessCode } = answer.json() as Filed;
    const status = (await ask(reference, { 'x-access-code': accessCode })).json() as {
      documents: { name: string; role: string; href: string }[];
    };
    expect(status.documents).toMatchObject([{ role: 'submitted', name: 'kërkesa.pdf' }]);
    const href = `${app.url}${status.documents[0]?.href}`;
    const file = await fetch(href, { headers: { 'x-access-code': accessCode } });
    expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await fetch(href, { headers: { 'x-access-code': 'WRONG' } })).status).toBe(404);
    expect((await fetch(`${href}x`, { headers: { 'x-access-code': accessCode } })).status).toBe(404);
  });

  it('refuses a program that calls itself a PDF, and files nothing', async () => {
    const answer = await sendForm(REQUEST, [['scan.pdf', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])]]);
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'upload-refused', errors: [{ field: 'files' }] });
    expect(answer.text).toContain('scan.pdf');
    const many = Array.from({ length: 6 }, (_, i): [string, string] => [`${i}.txt`, 'tekst']);
    expect((await sendForm(REQUEST, many)).json()).toMatchObject({ errors: [{ code: 'files-too-many' }] });
  });

  it('names every field at fault, in the language asked for', async () => {
    const answer = await send({ kind: 'access-request', subject: ' ', text: '', email: 'x', titel: 'y' });
    const { code, errors } = answer.json() as Refused;
    expect(answer.status).toBe(422);
    expect(code).toBe('invalid-body');
    expect(errors.map((error) => [error.field, error.code])).toEqual([
      ['titel', 'unknown-field'],
      ['subject', 'subject-missing'],
      ['text', 'text-missing'],
      ['name', 'name-missing'],
      ['email', 'email-wrong'],
    ]);
    const inSerbian = await send({ ...REQUEST, name: '' }, { 'accept-language': 'sr' });
    const inEnglish = await send({ ...REQUEST, name: '' });
    expect((inEnglish.json() as Refused).errors[0]?.message).toBe('Write the name');
    expect((inSerbian.json() as Refused).errors[0]?.message).not.toBe('Write the name');
  });

  it.each([
    [{ ...REQUEST, kind: 'complaint' }, 'kind', 'kind-unknown'],
    [{ ...REQUEST, kind: undefined }, 'kind', 'kind-missing'],
    [{ ...REQUEST, text: { deep: 1 } }, 'text', 'not-a-text'],
    [{ ...REQUEST, receivedOn: '2020-01-01' }, 'receivedOn', 'unknown-field'],
    [{ ...REQUEST, channel: 'oral' }, 'channel', 'unknown-field'],
    [{ ...REQUEST, language: 'de' }, 'language', 'language-unknown'],
    [{ ...REQUEST, wantedForm: 'pigeon' }, 'wantedForm', 'choice-unknown'],
    [{ ...REQUEST, to: 'XX' }, 'to', 'to-unknown'],
    [{ ...REQUEST, text: 'a'.repeat(20_001) }, 'text', 'text-long'],
  ])('refuses the field %#', async (body, field, code) => {
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect((answer.json() as Refused).errors).toContainEqual(expect.objectContaining({ field, code }));
  });

  it('refuses what is no JSON, no object, too large, or of another kind', async () => {
    expect((await send('{"kind": ')).status).toBe(400);
    expect((await send('[]')).status).toBe(422);
    expect((await send(JSON.stringify({ text: 'a'.repeat(3.2 * 1024 * 1024) }))).status).toBe(413);
    const twoMegabytes = await send({ ...REQUEST, text: 'a'.repeat(2 * 1024 * 1024) });
    expect((twoMegabytes.json() as Refused).errors).toMatchObject([{ field: 'text', code: 'text-long' }]);
    expect((await send('kind=petition', {}, 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  it('does not tell a wrong number from a wrong code, and wants the code in a header', async () => {
    const { reference, accessCode } = (await send(REQUEST)).json() as Filed;
    const wrongCode = await ask(reference, { 'x-access-code': 'ABCDEFGHJK' });
    const wrongNumber = await ask('KK-2026-99999', { 'x-access-code': accessCode });
    expect(wrongCode.status).toBe(404);
    expect(wrongNumber.status).toBe(404);
    const without = ({ json }: { json: () => unknown }) => ({ ...(json() as object), instance: '' });
    expect(without(wrongCode)).toEqual(without(wrongNumber));
    const inAddress = await ask(`${reference}?code=${accessCode}`, {});
    expect(inAddress.status).toBe(401);
    expect(inAddress.json()).toMatchObject({ code: 'code-needed' });
  });

  it('stops whoever guesses codes, also before the right one', async () => {
    const { reference, accessCode } = (await send(REQUEST)).json() as Filed;
    for (let i = 0; i < 10; i += 1) await ask(reference, { 'x-access-code': `WRONG${i}` });
    const answer = await ask(reference, { 'x-access-code': accessCode });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    app.clock.advance(16 * 60_000);
    expect((await ask(reference, { 'x-access-code': accessCode })).status).toBe(200);
  });

  it('limits how often an address files, together with the form', async () => {
    const strict = await startApp({ env: { QASJA_RATE_LIMIT: '2' } });
    const post = () =>
      fetch(`${strict.url}/api/v1/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(REQUEST),
      });
    expect([(await post()).status, (await post()).status]).toEqual([201, 201]);
    const third = await post();
    expect(third.status).toBe(429);
    expect(third.headers.get('retry-after')).toBe('60');
    strict.clock.advance(61_000);
    expect((await post()).status).toBe(201);
    await strict.close();
  });
});
