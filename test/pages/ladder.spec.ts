import { DEFAULT_POLICY } from '../../src/core/alarms';
import { localDate } from '../../src/core/law';
import { deskPaths } from '../../src/platform/paths';
import { AlarmRules, AlarmRulesRow, CaseRow, EventLog, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { seedMunicipality } from '../support/seed';

const PAGE = deskPaths.alarmRules();
const page = (change: string, query?: Record<string, string>): string => deskPaths.alarmRulesChange(change, query);

/** 5 days before the due day → who has the case. */
const FIVE_BEFORE = {
  kind: 'access-request',
  track: 'reminder',
  clock: 'decision',
  where: 'before',
  count: '5',
  unit: 'day',
  to: ['assignee'],
  reason: 'Three days were too short',
};

describe('the ladder of alarms', () => {
  let app: TestApp;
  let admin: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    admin = app.client();
    await admin.signIn('admin@test');
  });
  afterEach(() => app.close());

  const versions = (): Promise<AlarmRulesRow[]> =>
    app.get(AlarmRules).history(app.get(Transactions).reader, app.seed.institution.id);
  const hidden = (html: string): Record<string, string[]> => {
    const found: Record<string, string[]> = {};
    for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) {
      if (name !== 'step' && name !== '_csrf') found[name] = [...new Set([...(found[name] ?? []), value])];
    }
    return found;
  };
  type Fields = Record<string, string | string[]>;
  async function apply(change: string, fields: Fields) {
    await admin.get(PAGE);
    const preview = await admin.post(page(change), fields);
    expect([preview.status, readable(preview.text)]).toEqual([200, expect.stringContaining('In the next 14 days')]);
    return admin.post(page(change), { ...hidden(preview.text), step: 'apply' });
  }

  it('says in words who is told when, and what the law asks for offers nothing to do', async () => {
    const text = readable((await admin.get(PAGE)).text);
    expect(text).toContain('3 days before the due day Reminder → who has the case Change');
    expect(text).toContain('1 day after the due day Escalation → head of the directorate, mayor’s office Change');
    expect(text).toContain('1 day after the due day Silence → the applicant set by law');
    expect(text).toContain('1 working day before the directorate’s day Reminder');
    expect(text).toContain(
      '1 day after the directorate’s day Reminder → who has the case, head of the directorate, responsible officer Change',
    );
    expect(text).toContain('24 hours before the end of the term Reminder');
    expect(text).toContain('Office hours, in which escalations go out 08:00–16:00');
    expect(text).toContain('The one mail of the morning 07:30');
    expect(text).toContain('these are the defaults');
    for (const name of ['zyrtar', 'staf', 'kryetar']) {
      const other = app.client();
      await other.signIn(`${name}@test`);
      expect([name, (await other.get(PAGE)).status]).toEqual([name, 403]);
      expect((await other.post(page('add'), FIVE_BEFORE)).status).toBe(403);
    }
    expect((await admin.get(page('nothing'))).status).toBe(404);
  });

  it('shows what a new rung would tell, and writes nothing before it is approved', async () => {
    const { staf } = app.seed.officials;
    const later = await fileCase(app, { receivedOn: localDate('2026-03-30'), assigneeId: staf.id, subject: 'Lejet' });
    await fileCase(app, { receivedOn: localDate('2026-03-30'), kind: 'petition', assigneeId: staf.id });
    await admin.get(page('add', { kind: 'access-request' }));
    const preview = await admin.post(page('add'), FIVE_BEFORE);
    const text = readable(preview.text);
    expect(preview.status).toBe(200);
    expect(text).toContain('new: 5 days before the due day → who has the case (Reminder)');
    expect(text).toContain('1 alarm is new');
    expect(text).toContain('0 alarms fall away');
    expect(text).toContain('Counted for 2 open cases');
    expect(text).toContain(`${later.reference} Lejet Left: 5 days: 2 Apr 2026 at 07:30`);
    expect(await versions()).toEqual([]);
    const edit = await admin.post(page('add'), { ...hidden(preview.text), step: 'edit' });
    expect([edit.status, edit.text.includes('value="Three days were too short"')]).toEqual([200, true]);

    const done = await admin.post(page('add'), { ...hidden(preview.text), step: 'apply' });
    expect([done.status, done.location]).toEqual([303, `${PAGE}?done=changed`]);
    expect(await versions()).toMatchObject([
      { number: 1, changedBy: app.seed.officials.admin.id, reason: 'Three days were too short' },
    ]);
    const after = readable((await admin.get(PAGE)).text);
    expect(after).toMatch(/5 days before the due day Reminder → who has the case .* 3 days before the due day/);
    expect(after).toMatch(/1 Request for access to public documents: new: 5 days before .* Reason: Three days/);
    expect(after).toContain('Arta Administruesja');
    const events = await app
      .get(EventLog)
      .ofHouse(app.get(Transactions).reader, app.seed.institution.id, 'alarm-rules.changed');
    expect(events).toHaveLength(1);
    // The sweep looks at every open case again.
    const { nextRungAt } = await app.source.manager.findOneByOrFail(CaseRow, { id: later.id });
    expect(nextRungAt).toEqual(app.clock.now());
  });

  it('changes whom a rung speaks to, takes one away, and goes back to the defaults', async () => {
    const { staf } = app.seed.officials;
    await fileCase(app, { receivedOn: localDate('2026-03-30'), assigneeId: staf.id });
    const three = { kind: 'access-request', clockBefore: 'decision', rungBefore: 'reminder-3' };
    const query = { kind: 'access-request', clock: 'decision', rung: 'reminder-3' };
    expect(readable((await admin.get(page('change', query))).text)).toContain('3 days before the due day → who has');
    const to = ['assignee', 'responsible-officer'];
    expect((await apply('change', { ...FIVE_BEFORE, ...three, count: '3', to })).status).toBe(303);
    expect(readable((await admin.get(PAGE)).text)).toContain(
      '3 days before the due day → who has the case, responsible officer, until now who has the case',
    );
    const preview = await admin.fill(page('remove', query), three);
    expect(readable(preview.text)).toContain('2 alarms fall away');
    expect((await admin.post(page('remove'), { ...hidden(preview.text), step: 'apply' })).status).toBe(303);
    expect(readable((await admin.get(PAGE)).text)).toContain('removed: 3 days before the due day');
    expect((await apply('defaults', { kind: 'access-request' })).status).toBe(303);
    const [latest] = await versions();
    expect(latest).toMatchObject({ number: 3, ladders: DEFAULT_POLICY.ladders });
    expect(readable((await admin.fill(page('defaults'), { kind: '' })).text)).toContain('This would change nothing');
  });

  it('answers what cannot be beside the field, with what was typed', async () => {
    const wrong: [string, Fields, string, string][] = [
      ['add', { ...FIVE_BEFORE, count: '' }, 'count', 'Enter a number'],
      ['add', { ...FIVE_BEFORE, count: 'pesë' }, 'count', 'Enter a whole number'],
      ['add', { ...FIVE_BEFORE, count: '3' }, 'count', 'has this rung already'],
      ['add', { ...FIVE_BEFORE, count: '90' }, 'count', 'too far away'],
      ['add', { ...FIVE_BEFORE, to: [] }, 'to', 'Choose at least one who is told'],
      ['add', { ...FIVE_BEFORE, track: 'silence' }, 'track', 'Choose what it is'],
      ['add', { ...FIVE_BEFORE, track: 'escalation', clock: 'directorate' }, 'track', 'does not fit'],
      ['add', { ...FIVE_BEFORE, reason: 'x'.repeat(501) }, 'reason', 'at most 500 characters'],
    ];
    for (const [change, typed, field, said] of wrong) {
      const answer = await admin
        .fill(page(change, { kind: 'access-request' }), typed)
        .then(() => admin.post(page(change), typed));
      expect([said, answer.status]).toEqual([said, 422]);
      expect(answer.text).toContain(`id="${field}-error"`);
      expect(readable(answer.text)).toContain(said);
      if (typed.count) expect(answer.text).toContain(`value="${String(typed.count)}"`);
    }
    const law: [string, string][] = [
      ['escalation-overdue', 'when it is overdue, must stay'],
      ['escalation-1', 'At least one escalation on or before the last day'],
      ['silence', 'not there any more'],
    ];
    for (const [rung, said] of law) {
      const answer = await admin.post(page('remove'), {
        kind: 'access-request',
        clockBefore: 'decision',
        rungBefore: rung,
      });
      expect([rung, answer.status, readable(answer.text).includes(said)]).toEqual([rung, 422, true]);
    }
    const stale = await admin.post(page('add'), { ...FIVE_BEFORE, _csrf: 'old' });
    expect([stale.status, stale.text.includes('value="5"')]).toEqual([422, true]);
    expect(readable(stale.text)).toContain('open for too long');
    expect(await versions()).toEqual([]);
  });

  it('keeps office hours, the mail of the morning and the patience of "I have it"', async () => {
    const { staf } = app.seed.officials;
    await fileCase(app, { receivedOn: localDate('2026-03-30'), assigneeId: staf.id });
    const typed = { from: '9.00', to: '17:00', digestAt: '08:15', afterMinutes: '120', urgentAfterMinutes: '15' };
    for (const [wrong, field, said] of [
      [{ from: '25:00' }, 'from', 'Enter a time'],
      [{ to: '08:00' }, 'to', 'close after they open'],
      [{ digestAt: '18:00' }, 'digestAt', 'before the offices close'],
      [{ afterMinutes: '5' }, 'afterMinutes', 'from 15 to 2400'],
      [{ urgentAfterMinutes: 'x' }, 'urgentAfterMinutes', 'from 5 to 480'],
    ] as const) {
      const answer = await admin.fill(page('hours'), { ...typed, ...wrong });
      expect([field, answer.status]).toEqual([field, 422]);
      expect(answer.text).toContain(`id="${field}-error"`);
      expect(readable(answer.text)).toContain(said);
    }
    const preview = await admin.fill(page('hours'), typed);
    expect(readable(preview.text)).toMatch(/\d+ alarms are told at another hour/);
    expect((await admin.post(page('hours'), { ...hidden(preview.text), step: 'apply' })).status).toBe(303);
    expect((await versions())[0]).toMatchObject({
      hours: { from: '09:00', to: '17:00', digestAt: '08:15' },
      ack: { afterMinutes: 120, urgentAfterMinutes: 15 },
    });
    expect(readable((await admin.get(PAGE)).text)).toContain('Office hours 09:00–17:00, until now 08:00–16:00');
  });

  it('lets two administrators change it one after the other, and nothing of another institution', async () => {
    const first = await admin
      .fill(page('add', { kind: 'access-request' }), FIVE_BEFORE)
      .then(() => admin.post(page('add'), FIVE_BEFORE));
    const other = app.client();
    await other.signIn('admin@test');
    const second = await other
      .fill(page('add', { kind: 'petition' }), {})
      .then(() => other.post(page('add'), { ...FIVE_BEFORE, kind: 'petition' }));
    expect((await admin.post(page('add'), { ...hidden(first.text), step: 'apply' })).status).toBe(303);
    const late = await other.post(page('add'), { ...hidden(second.text), step: 'apply' });
    expect([late.status, readable(late.text).includes('Somebody else changed the alarms meanwhile')]).toEqual([
      422,
      true,
    ]);
    expect((await other.post(page('add'), { ...hidden(late.text), step: 'apply' })).status).toBe(303);
    // Both are kept.
    expect((await versions()).map((one) => one.number)).toEqual([2, 1]);
    await seedMunicipality(app.source, app.clock.now(), 'QQ', 'elsewhere');
    const elsewhere = app.client();
    await elsewhere.signIn('admin@elsewhere');
    expect(readable((await elsewhere.get(PAGE)).text)).toContain('ky është rregullimi fillestar');
  });

  it.each([
    ['sq', '3 ditë para ditës së afatit Kujtesë → kush e ka lëndën', 'Shkruani një numër'],
    ['sr', '3 dana pre dana roka Podsetnik → ko ima predmet', 'Upišite broj'],
  ])('speaks %s', async (language, line, refused) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    expect(readable((await admin.get(PAGE)).text)).toContain(line);
    for (const [change, query] of [
      ['add', { kind: 'urgent' }],
      ['change', { kind: 'complaint', clock: 'complaint', rung: 'reminder-3' }],
      ['remove', { kind: 'petition', clock: 'notice', rung: 'reminder-3' }],
      ['defaults', {}],
      ['hours', {}],
    ] as const)
      expect([change, (await admin.get(page(change, query))).status]).toEqual([change, 200]);
    const answer = await admin.post(page('add'), { ...FIVE_BEFORE, count: '' });
    expect([answer.status, readable(answer.text).includes(refused)]).toEqual([422, true]);
  });
});
