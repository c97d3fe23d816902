import { randomUUID } from 'node:crypto';
import { MOVES } from '../../src/features/desk/case/moves';
import { mayAnswerTask, mayReadTask } from '../../src/platform/casework';
import { type Action, ApiTokens, may } from '../../src/platform/sign-in';
import type { SignedIn } from '../../src/platform/web/request';
import {
  AbsenceRow,
  type CaseRow,
  EventLog,
  type LongActionKind,
  LongActions,
  TaskRow,
  TransferRow,
} from '../../src/records';
import { fileCase } from '../make/filed-case';
import { isOfTask } from '../../src/platform/casework';
import { addOfficial, arrivedMail, failedMail, keptArea, keptFile, openTask, sentLetter } from '../make/objects';
import { offer } from '../make/offers';
import { startApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { mountedRoutes, type Route, routesOf } from '../support/routes';
import { type Seed, seedMunicipality } from '../support/seed';

/** What is under /desk for whoever is not signed in. Everything else there names an action. */
const BEFORE_SIGN_IN = /^\/desk\/sign-in(\/|$)/;

/** What an address names: a case of ours (several kinds), something of ours, something of another institution. */
interface Thing {
  address: string;
  about: 'case' | 'task' | 'ours' | 'theirs' | 'nothing';
  row?: CaseRow;
  task?: TaskRow;
}

/** All that is written down, but for who looked at what and when. */
async function contents(app: TestApp): Promise<Record<string, unknown[]>> {
  const passing = /^(sessions|attempts|heartbeats|chain_heads)$/;
  const tables = app.source.entityMetadatas.map((one) => one.tableName).filter((name) => !passing.test(name));
  const found: Record<string, unknown[]> = {};
  for (const table of tables) {
    const rows = await app.source.query<Record<string, unknown>[]>(`SELECT * FROM ${table}`);
    found[table] = rows.filter((row) => row.type !== 'inspected').map(({ version: _version, ...row }) => row);
  }
  return found;
}

describe('every route, for every role, in the own and in another institution', () => {
  let app: TestApp;
  let there: Seed;
  let routes: Route[];
  const people: Record<string, { signedIn: SignedIn; browser: Client; token: string }> = {};
  let cases: CaseRow[];
  let tasks: { task: TaskRow; row: CaseRow; file: string }[];
  const things = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    app = await startApp();
    there = await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
    routes = routesOf(app.nest);
    const { officials, directorates } = app.seed;
    const kuvendi = await addOfficial(app, { email: 'kuvendi@test', role: 'assembly-secretariat' });
    const auditor = await addOfficial(app, {
      email: 'auditor@test',
      role: 'auditor',
      accessUntil: '2026-12-31' as never,
    });
    const heads = { drejtor: [directorates.urbanism.id] } as Record<string, string[]>;
    const keeper = await addOfficial(app, { email: 'ruajtes@test', role: 'administrator', keeper: true });
    for (const [name, official] of Object.entries({ ...officials, kuvendi, auditor, keeper })) {
      const browser = app.client();
      await browser.signIn(official.email);
      const token = await app.get(ApiTokens).create(official.email, 'walk');
      people[name] = { signedIn: { ...official, heads: heads[name] ?? [] }, browser, token };
    }
    const ours = await fileCase(app, { assigneeId: officials.staf.id, directorateId: directorates.urbanism.id });
    const others = await fileCase(app, { directorateId: directorates.budget.id });
    const petition = await fileCase(app, { kind: 'petition' });
    const foreign = await fileCase(app, { seed: there, kind: 'petition', assigneeId: there.officials.staf.id });
    cases = [ours, others, petition, foreign];
    for (const row of cases) {
      const [file, letter, message] = [
        await keptFile(app, row),
        await sentLetter(app, row),
        await failedMail(app, row),
      ];
      things.set(row.id, { file, letter, message, task: await openTask(app, row, file) });
    }
    tasks = [await askedOf(ours, app.seed), await askedOf(foreign, there)];
    const neighbour = app.client();
    await neighbour.signIn(there.officials.zyrtar.email);
    const offeredRow = await fileCase(app, { seed: there });
    const offered = await offer(app, neighbour, offeredRow, app.seed.institution.id);
    things.set('offered', { transfer: offered.id, file: await keptFile(app, offeredRow, 'submitted') });
    const elsewhere = { ...offered, id: foreign.id, caseId: foreign.id, toInstitutionId: there.institution.id };
    await app.source.getRepository(TransferRow).insert(elsewhere);
    for (const seed of [app.seed, there]) {
      const { institution, officials: them } = seed;
      const spare = await addOfficial(app, { email: `spare@${institution.code}`, role: 'mayors-office' }, seed);
      const long = { institutionId: institution.id, officialId: spare.id, facts: { fields: ['workingDays'] } };
      const begin = (what: LongActionKind): Promise<string> =>
        app.get(LongActions).begin(app.source.manager, { ...long, what }, app.clock.now());
      const [importRun, calendarRun] = [await begin('import'), await begin('calendar')];
      const settingsRun = await begin('settings');
      things.set(institution.id, {
        spare: spare.id,
        importRun,
        calendarRun,
        settingsRun,
        area: await keptArea(app, 'ARSIM', seed),
        ...(await arrivedMail(app, cases[0]!, institution.id)),
      });
      const absence = {
        id: institution.id,
        institutionId: institution.id,
        officialId: them.staf.id,
        byId: them.staf.id,
      };
      const days = {
        fromOn: '2026-04-07' as never,
        untilOn: '2026-04-08' as never,
        standInId: null,
        cancelledAt: null,
      };
      await app.source.getRepository(AbsenceRow).insert({ ...absence, ...days, recordedAt: app.clock.now() });
    }
  });
  afterAll(() => app.close());

  /** Documents asked of Urbanism, with a paper. */
  async function askedOf(row: CaseRow, { directorates, officials }: Seed): Promise<(typeof tasks)[number]> {
    const file = await keptFile(app, row, 'task');
    const task = {
      ...{ id: randomUUID(), institutionId: row.institutionId, caseId: row.id, text: 'Kopja e lejes', answer: null },
      ...{
        directorateId: directorates.urbanism.id,
        assigneeId: null,
        state: 'open' as const,
        dueOn: '2026-04-03' as never,
      },
      ...{ fileIds: [file], answerFileIds: [], askedBy: officials.zyrtar.id, askedAt: app.clock.now() },
      ...{ settledBy: null, settledAt: null },
    };
    await app.source.getRepository(TaskRow).insert(task);
    return { task, row, file };
  }

  /** What the parameters of a route can stand for. A route with others must be told here what they are. */
  function thingsOf({ path }: Route): Thing[] {
    const spare = (seed: Seed): string => things.get(seed.institution.id)?.spare ?? '';
    const both = (name: string, of: (seed: Seed) => string): Thing[] => [
      { address: path.replace(name, of(app.seed)), about: 'ours' },
      { address: path.replace(name, of(there)), about: 'theirs' },
    ];
    const ofCases = (name: string, key?: string): Thing[] =>
      cases.map((row) => ({
        address: path.replace(name, key === undefined ? row.id : (things.get(row.id)?.[key] ?? '')),
        about: 'case',
        row,
      }));
    const { address } = { address: path };
    if (!address.includes(':')) return [{ address, about: 'nothing' }];
    if (address.startsWith('/desk/cases/:id')) return ofCases(':id');
    if (address === '/desk/files/:id') return ofCases(':id', 'file');
    if (address === '/desk/letters/:id') return ofCases(':id', 'letter');
    if (address.startsWith('/desk/mail/:id'))
      return both(':id', (seed) => things.get(seed.institution.id)?.mail ?? '').map((one) => ({
        ...one,
        address: one.address.replace(':fileId', things.get(app.seed.institution.id)?.mailFile ?? 'none'),
      }));
    if (address === '/desk/workload/:by/:id')
      return both(':id', (seed) => seed.directorates.urbanism.id).map((one) => ({
        ...one,
        address: one.address.replace(':by', 'directorate'),
      }));
    // What somebody else began is nobody's business.
    if (address.startsWith('/desk/bulk/:id')) return [{ address: path.replace(':id', 'none'), about: 'theirs' }];
    if (address.startsWith('/desk/exports/:id')) return [{ address: path.replace(':id', 'none'), about: 'theirs' }];
    // Institutions that somebody looks after are invited by nobody else.
    if (address.startsWith('/desk/institutions/:id'))
      return [{ address: path.replace(':id', there.institution.id), about: 'theirs' }];
    if (address.startsWith('/desk/import/:id'))
      return both(':id', (seed) => things.get(seed.institution.id)?.importRun ?? '');
    if (address.startsWith('/desk/calendar/runs/:id'))
      return both(':id', (seed) => things.get(seed.institution.id)?.calendarRun ?? '');
    if (address.startsWith('/desk/institution/runs/:id'))
      return both(':id', (seed) => things.get(seed.institution.id)?.settingsRun ?? '');
    // A view of somebody else is none.
    if (address.startsWith('/desk/own/views/:id')) return [{ address: path.replace(':id', 'none'), about: 'theirs' }];
    if (address.startsWith('/desk/tasks/:id'))
      return ofCases(':id', 'task').map((one) => ({
        ...one,
        address: one.address.replace(':fileId', things.get(one.row?.id ?? '')?.file ?? ''),
      }));
    if (address.startsWith('/desk/people/:id')) return both(':id', spare);
    if (address.startsWith('/desk/areas/:id'))
      return both(':id', (seed) => things.get(seed.institution.id)?.area ?? '');
    if (address.startsWith('/desk/directorates/:id')) return both(':id', (seed) => seed.directorates.education.id);
    if (address.startsWith('/desk/absences/:id')) return both(':id', (seed) => seed.institution.id);
    if (address.startsWith('/desk/transfers/:id')) {
      const { transfer = '', file = '' } = things.get('offered') ?? {};
      return both(':id', (seed) => (seed === app.seed ? transfer : cases[3]!.id)).map((one) => ({
        ...one,
        address: one.address.replace(':fileId', file),
      }));
    }
    if (address.startsWith('/desk/tasks/:id'))
      return tasks.map(({ task, row, file }) => ({
        address: path.replace(':id', task.id).replace(':fileId', file),
        about: 'task',
        row,
        task,
      }));
    if (/^\/desk\/(outbox\/:id|jobs\/:kind\/:id)/.test(address)) {
      const own = things.get(cases[0]!.id)?.message ?? '';
      const foreign = things.get(cases[3]!.id)?.message ?? '';
      return both(':id', (seed) => (seed === app.seed ? own : foreign)).map((one) => ({
        ...one,
        address: one.address.replace(':kind', 'messages'),
      }));
    }
    const filled = address
      .replace(/^\/desk\/jobs\/:kind/, '/desk/jobs/messages')
      .replace(/^\/desk\/(calendar|alarm-rules)\/:change/, (_all, page) => `/desk/${page}/add`)
      .replace(/\/reports\/:year/, '/reports/2026');
    if (filled.includes(':')) throw new Error(`What do the parameters of ${path} stand for? Tell the walk.`);
    return [{ address: filled, about: 'nothing' }];
  }

  /** What a route does about this case: a form of the case page names its move. */
  function actionsOf({ path, actions, method }: Route): Action[] {
    const move = path.startsWith('/desk/cases/:id/') && MOVES.find((one) => path.endsWith(`/${one.name}`));
    if (path === '/desk/letters/:id') return ['case.applicant'];
    // The form that is sent names the note.
    if (path === '/desk/bulk' && method === 'POST') return ['case.note'];
    return move ? [move.action] : (actions ?? []);
  }

  /** 403, 404, or `open`, as the table has it. */
  function expected(route: Route, { about, row, task }: Thing, official: SignedIn): string {
    const actions = actionsOf(route);
    const aboutOne = route.path.includes(':');
    const asked = actions.map((action) => (aboutOne && action.startsWith('case.') ? 'case.read' : action));
    if (!asked.some((action) => may(official, action))) return '403';
    const onlyReads = (actions as string[]).every((action) => ['case.read', 'report', 'workload'].includes(action));
    if (official.role === 'auditor' && route.method === 'POST' && onlyReads) return '403';
    if (about === 'theirs') return '404';
    if (about === 'task') {
      // A directorate sees its task without the case; whoever may ask for documents may take it back.
      if (!mayReadTask(official, task!, row!)) return '404';
      if (route.method === 'GET') return 'open';
      const asks = /(withdraw|again)$/.test(route.path);
      return (asks ? may(official, 'case.task', row) : mayAnswerTask(official, task!, row!)) ? 'open' : '403';
    }
    // An absence: one's own, those of the staff of a directorate its head's too, and all of them the administrator's.
    const covered = official.id === app.seed.officials.staf.id || (official.heads ?? []).length > 0;
    if (/absences\/:id/.test(route.path)) return covered || may(official, 'absences.all') ? 'open' : '403';
    if (about !== 'case') return 'open';
    if (row && route.path.startsWith('/desk/tasks/:id')) return ofTask(route.path, row, official);
    if (!may(official, 'case.read', row)) return '404';
    if (actions.some((action) => may(official, action, row))) return 'open';
    // A letter whose addressee one may not see is not there.
    return route.path === '/desk/letters/:id' ? '404' : '403';
  }

  /** The directorate that was asked sees its task and answers it, whether or not it sees the case. */
  function ofTask(path: string, row: CaseRow, official: SignedIn): string {
    const task = { directorateId: app.seed.directorates.urbanism.id, assigneeId: null };
    const own = official.institutionId === row.institutionId && isOfTask(official, task);
    if (row.institutionId !== official.institutionId || !(own || may(official, 'case.read', row))) return '404';
    const asks = may(official, 'case.task', row);
    if (/(withdraw|again)$/.test(path)) return asks ? 'open' : '403';
    return !/(answer|refuse|give)$/.test(path) || own || asks ? 'open' : '403';
  }

  /** The token of the last page is sent along, so that only the role decides. */
  async function ask({ method }: Route, address: string, browser: Client): Promise<string> {
    await app.source.query(`UPDATE outbox SET state = 'failed'`);
    const answer =
      method === 'GET'
        ? await browser.get(address)
        : await browser.post(address, { until: app.clock.now().toISOString(), do: 'note' });
    const { status, location } = answer;
    if (status >= 500) return String(status);
    if (location?.startsWith('/desk/sign-in') && !/sign-out/.test(address)) return 'signed out';
    return status === 403 || status === 404 ? String(status) : 'open';
  }

  it('finds all that express has mounted', () => {
    const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    expect(mountedRoutes(app.nest).filter((one) => !known.has(one))).toEqual([]);
    expect(routes.length).toBeGreaterThan(80);
  });

  it('asks under /desk for an action of the table, but before the sign-in', () => {
    const open = routes.filter(({ path, actions }) => path.startsWith('/desk') && actions === null);
    expect(open.filter(({ path }) => !BEFORE_SIGN_IN.test(path))).toEqual([]);
    expect(routes.filter(({ path, actions }) => !path.startsWith('/desk') && actions !== null)).toEqual([]);
  });

  it('answers as the table says', async () => {
    const differences: string[] = [];
    for (const route of routes.filter(({ actions }) => actions !== null)) {
      for (const thing of thingsOf(route)) {
        for (const [name, { signedIn, browser }] of Object.entries(people)) {
          const wanted = expected(route, thing, signedIn);
          const found = await ask(route, thing.address, browser);
          const whose = thing.row ? `case ${cases.indexOf(thing.row)}` : thing.about;
          if (found !== wanted)
            differences.push(`${route.method} ${route.path} (${whose}) ${name}: ${wanted}, is ${found}`);
          if (/sign-out/.test(route.path)) await browser.signIn(signedIn.email);
        }
      }
    }
    expect(differences).toEqual([]);
  }, 300_000);

  it('lets an auditor change nothing at all', async () => {
    const { browser, signedIn } = people.auditor!;
    await app.source.query(`UPDATE outbox SET state = 'failed'`);
    const before = await contents(app);
    for (const route of routes.filter(({ actions }) => actions !== null && !actions.includes('account')))
      for (const { address } of thingsOf(route))
        await (route.method === 'GET' ? browser.get(address) : browser.post(address, { note: 'x', text: 'x' }));
    expect(await contents(app)).toEqual(before);
    const seen = await app.get(EventLog).ofCase(app.source.manager, cases[0]!.id);
    expect(seen.filter(({ event }) => event.type === 'inspected').map(({ actor }) => actor)).toEqual([
      { kind: 'official', id: signedIn.id },
    ]);
  }, 60_000);

  it('answers programs as the table says', async () => {
    const asked = routes.filter(({ token }) => token).map(({ method, path }) => `${method} ${path}`);
    expect(asked.sort()).toEqual([
      'GET /api/v1/cases',
      'GET /api/v1/cases/:reference/passport',
      'GET /api/v1/reports/:year',
    ]);
    for (const [name, { signedIn, token }] of Object.entries(people)) {
      const program = app.client({ authorization: `Bearer ${token}` });
      const status = async (path: string): Promise<number> => (await program.get(path)).status;
      expect([name, await status('/api/v1/cases')]).toEqual([name, 200]);
      expect([name, await status('/api/v1/reports/2026')]).toEqual([name, may(signedIn, 'report') ? 200 : 403]);
      for (const row of cases) {
        const passport = await status(`/api/v1/cases/${row.reference}/passport`);
        expect([name, row.reference, passport]).toEqual([
          name,
          row.reference,
          may(signedIn, 'case.read', row) ? 200 : 404,
        ]);
      }
    }
  });

  it('opens nothing to whoever is not signed in', async () => {
    const stranger = app.client();
    for (const route of routes.filter(({ actions }) => actions !== null)) {
      const [thing] = thingsOf(route);
      const { status, location } = await stranger[route.method === 'GET' ? 'get' : 'post'](thing?.address ?? '');
      const refused = location?.startsWith('/desk/sign-in') || (route.method === 'POST' && status === 403);
      expect([route.method, route.path, refused]).toEqual([route.method, route.path, true]);
    }
  });
});
