import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import { CaseLinkRow, CaseRow, insertAll, OutboxRow } from '../../src/records';
import { fillCases } from '../bench/fill';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';

const MANY = 450;
const DECISION = {
  outcome: 'granted',
  answerForm: 'electronic',
  decidedOn: '30.03.2026',
  delivery: 'email',
  reasons: 'Faturat janë bashkëngjitur.',
  do: 'decide',
};

jest.setTimeout(180_000);

/** A campaign: hundreds ask for one thing, and the answer is one. */
describe('hundreds of merged requests', () => {
  let app: TestApp;
  let officer: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    const share = { count: MANY + 2, kind: 'access-request' as const, receivedOn: () => localDate('2026-03-27') };
    await fillCases(app.source, app.seed, [share]);
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  /** As the browser sends the form: in parts, with no file chosen. */
  async function decide({ id }: CaseRow, also: readonly CaseRow[] = []): Promise<Answer> {
    const form = (await officer.get(`/desk/cases/${id}/decide`)).text;
    const hidden = [...form.matchAll(/name="(version[^"]*)" value="(\d+)"/g)].map(([, name, value]) => [name!, value!]);
    const fields = { ...Object.fromEntries(hidden), ...DECISION, also: also.map((one) => one.id) };
    return officer.post(`/desk/cases/${id}/decide`, fields, [{ name: '', bytes: '' }]);
  }

  it('are answered by one press, and the page says what became of each', async () => {
    const [main, alone, ...also] = await app.source.getRepository(CaseRow).find({ order: { reference: 'ASC' } });
    const at = new Date('2026-03-30T07:00:00Z');
    const own = { institutionId: main!.institutionId, otherId: main!.id, byId: app.seed.officials.zyrtar.id, at };
    await insertAll(
      app.source.manager,
      CaseLinkRow,
      [alone!, ...also].map(({ id }) => ({ ...own, id: randomUUID(), caseId: id, merged: id !== alone!.id })),
    );
    // One of those that belong to it was answered before, on its own.
    expect((await decide(alone!)).location).toBe(`/desk/cases/${alone!.id}?done=decide`);
    app.clock.advance(60_000);
    const answer = await decide(main!, also);
    expect(answer.location).toBe(`/desk/cases/${main!.id}/together`);
    const page = readable((await officer.get(answer.location!)).text);
    expect(page).toContain(`${MANY + 1} cases have been answered`);
    expect(page).not.toContain(alone!.reference);
    expect(await app.source.getRepository(CaseRow).countBy({ outcome: 'granted' })).toBe(MANY + 2);
    expect(await app.source.getRepository(OutboxRow).countBy({ kind: 'letter' })).toBe(MANY + 2);
  });
});
