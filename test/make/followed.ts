import { fallSilent } from '../../src/core/casefile';
import { addDays, localDateOf } from '../../src/core/law';
import { Applicant, CaseBook, type CaseRow, Transactions } from '../../src/records';
import type { TestApp } from '../support/app';
import { fileByForm } from './case-from-form';
import { PDF, REFUSED, send } from './case-moves';
import { fileCase } from './filed-case';

/** What an applicant follows at different stations of its way: each as the question of its page's address. */
export interface Followed {
  asked: string;
  extended: string;
  answered: string;
  notGiven: string;
  /** Nobody answered in time. */
  silent: string;
  considered: string;
}

/** Cases filed by citizens and worked on by the officer, all through the pages. */
export async function followedCases(app: TestApp): Promise<Followed> {
  const officer = app.client();
  await officer.signIn('zyrtar@test');
  const moved = async (row: CaseRow, move: string, ...form: [Record<string, string | string[]>, (typeof PDF)[]?]) => {
    const answer = await send(officer, row.id, move, ...form);
    if (answer.status !== 303) throw new Error(`${move} answered ${answer.status}`);
    return row;
  };
  const question = async ({ id, reference }: CaseRow): Promise<string> => {
    const { accessCode } = await app.source.getRepository(Applicant).findOneByOrFail({ caseId: id });
    return `reference=${encodeURIComponent(reference)}&code=${accessCode}`;
  };
  const asked = await moved(await fileByForm(app), 'clarify', { question: 'Për cilin vit dhe për cilat rrugë?' });
  const extended = await moved(await fileByForm(app), 'extend', {
    ground: 'outside-institution',
    reason: 'Kontratat janë në arkivin e Agjencisë.',
  });
  await moved(extended, 'message', { message: 'Arkivi na i ka premtuar kopjet deri të premten.' });
  const given = {
    outcome: 'granted',
    answerForm: 'electronic',
    delivery: 'email',
    decidedOn: '30.03.2026',
    do: 'decide',
  };
  const answered = await moved(await fileByForm(app), 'decide', given, [PDF]);
  const notGiven = await moved(await fileByForm(app), 'decide', { ...REFUSED, decidedOn: '30.03.2026' });
  const now = app.clock.now();
  const silent = await fileCase(app, { receivedOn: addDays(localDateOf(now), -12) });
  const act = { institutionId: silent.institutionId, caseId: silent.id, actor: { kind: 'system' as const }, now };
  await app.get(Transactions).run((tx) =>
    app.get(CaseBook).act(tx, act, ({ file, clock }) => {
      const fell = fallSilent(file, clock, now);
      return fell ? [fell] : [];
    }),
  );
  const petition = await fileByForm(app, { subject: 'Peticion për ujin e pijshëm', signatures: '12' }, 'petition');
  const considered = await moved(petition, 'consider', { consideredOn: '30.03.2026' });
  return {
    asked: await question(asked),
    extended: await question(extended),
    answered: await question(answered),
    notGiven: await question(notGiven),
    silent: await question(silent),
    considered: await question(considered),
  };
}
