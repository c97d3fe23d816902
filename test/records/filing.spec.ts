import { randomUUID } from 'node:crypto';
import { readSubmission } from '../../src/platform/intake/read-submission';
import { IntakeService } from '../../src/platform/intake/intake.service';
import { EventLog } from '../../src/records';
import { startApp, type TestApp } from '../support/app';

describe.each(['sqlite', 'postgres'] as const)('filing many at once on %s', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ database });
  });
  afterAll(() => app.close());

  const file = (key: string = randomUUID(), subject = 'Kontratat'): ReturnType<IntakeService['file']> => {
    const now = app.clock.now();
    const body = { submissionKey: key, subject, text: 'Të gjitha, ë', name: 'Ana', email: 'ana@shembull.com' };
    const { submission } = readSubmission(body, 'access-request', {
      by: 'api',
      language: 'sq',
      institutions: ['KK'],
      now,
    });
    if (!submission) throw new Error('unreadable');
    return app.get(IntakeService, { strict: false }).file(submission, [], { kind: 'citizen' }, now);
  };

  it('gives each a number of its own, without gaps, and a chain that verifies', async () => {
    const filed = await Promise.all(Array.from({ length: 130 }, () => file()));
    const numbers = filed.map((one) => (one.kept ? 0 : Number(one.reference.slice(-5)))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 130 }, (_, i) => i + 1));
    const verified = await app.get(EventLog, { strict: false }).verify(app.source.manager, app.seed.institution.id);
    expect(verified).toEqual({ rows: 130, brokenAt: null });
  });

  it('files a key once even in the middle of others, and loses none of those', async () => {
    const key = randomUUID();
    const filed = await Promise.all([file(key), file(), file(key), file(), file(key)]);
    const references = filed.map((one) => (one.kept ? 'kept' : one.reference));
    expect(new Set(references).size).toBe(3);
    expect(references[0]).toBe(references[2]);
    expect(references[0]).toBe(references[4]);
    expect(filed.filter((one) => !one.kept && one.again)).toHaveLength(2);
    const next = await file();
    expect(next.kept ? '' : next.reference).toBe('KK-2026-00134');
  });
});
