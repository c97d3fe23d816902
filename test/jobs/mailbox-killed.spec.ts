import { readFileSync } from 'node:fs';
import { EventRow, Mailbox, MailFile, MailRow } from '../../src/records';
import { letter, mailboxRow, withFiles } from '../make/mails';
import { startTestDovecot, startWire, type TestDovecot, type Wire } from '../support/dovecot';
import { type JobHouse, startJobHouse, until } from '../support/job-house';
import type { OtherProcess } from '../support/other-process';
import { workerProcess } from '../support/worker-process';

describe('a worker that is killed while it reads a mailbox', () => {
  let dovecot: TestDovecot;
  let house: JobHouse;
  let wire: Wire;
  const processes: OtherProcess[] = [];
  const start = (at: string): OtherProcess => {
    const one = workerProcess(house, at);
    processes.push(one);
    return one;
  };
  beforeEach(async () => {
    dovecot = await startTestDovecot();
    wire = await startWire(dovecot.imap);
    house = await startJobHouse();
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.end('SIGKILL');
    await house.close();
    await wire.close();
    await dovecot.stop();
  });
  const setUp = (more: Partial<Mailbox> = {}): Promise<unknown> => {
    const at = { port: wire.port, user: dovecot.user, password: dovecot.password };
    const row = mailboxRow(house.seed.institution.id, house.config.sessionSecret, at, house.clock.now(), more);
    return house.source.manager.insert(Mailbox, row);
  };
  const mails = (): Promise<MailRow[]> => house.source.manager.find(MailRow, { order: { uid: 'ASC' } });
  const read = (count: number): Promise<void> =>
    until(
      `${count} mails are read and marked`,
      async () => {
        const found = await mails();
        return found.length === count && found.every((one) => one.state === 'draft' && one.marked);
      },
      60_000,
    );

  it.each<[string, RegExp, Partial<Mailbox>]>([
    ['marked as read', /UID STORE/, {}],
    ['moved', /UID MOVE/, { after: 'move', movedTo: 'Marra' }],
    ['fetched whole', /BODY\.PEEK\[\]<65536/, {}],
  ] as const)(
    'just before a mail is %s: it is there once, and marked',
    async (_what, command, more) => {
      const long = withFiles([{ name: 'a.txt', type: 'text/plain', bytes: 'x'.repeat(200_000) }], { subject: '1' });
      for (const raw of [long, letter({ subject: '2' })]) await dovecot.deliver(raw);
      await setUp(more);
      const first = start('2026-03-02T09:00:10+01:00');
      let killed = 0;
      wire.onSaid((text) => {
        if (killed > 0 || !command.test(text)) return false;
        killed += 1;
        first.child.kill('SIGKILL');
        return true;
      });
      await until('it was killed', () => killed === 1 && first.child.signalCode === 'SIGKILL', 60_000);
      expect((await dovecot.lying()).map((one) => one.seen)).toEqual([more.after === 'move', false]);
      const safe = await mails();
      expect(safe.map((one) => [one.state, one.marked])).toEqual(
        /STORE|MOVE/.test(command.source) ? [['kept', false]] : [],
      );

      start('2026-03-02T09:10:00+01:00');
      await read(2);
      expect((await mails()).map((one) => one.subject)).toEqual(['1', '2']);
      const lying = await dovecot.lying(more.movedTo ?? 'INBOX');
      expect(lying.map((one) => [one.subject, one.seen])).toEqual([
        ['1', true],
        ['2', true],
      ]);
      const events = await house.source.manager.findBy(EventRow, { type: 'mail.received' });
      expect(events).toHaveLength(2);
      const [file, ...others] = await house.source.manager.find(MailFile);
      expect([file?.size, others]).toEqual([200_000, []]);
    },
    180_000,
  );

  it('by a mail at which every process dies: shown as damaged, and the next ones are read', async () => {
    await dovecot.deliver(letter({ subject: 'Vdekjeprurës' }));
    await setUp();
    const worker = start('2026-03-02T09:00:10+01:00');
    await read(1);
    await worker.end('SIGTERM');
    const [mail] = await mails();
    // As if three processes had died while they read it.
    await house.source.manager.update(MailRow, { id: mail?.id ?? '' }, { state: 'kept', tries: 3, subject: '' });
    await dovecot.deliver(letter({ subject: 'Tjetër' }));
    start('2026-03-02T09:10:00+01:00');
    await read(2);
    expect((await mails()).map((one) => [one.subject, one.flaw])).toEqual([
      ['', 'unreadable'],
      ['Tjetër', null],
    ]);
  }, 180_000);

  it('never by a huge one: 30 MB are kept whole, of 60 MB the head, and memory stays bounded', async () => {
    const huge = (subject: string, megabytes: number): Promise<number> =>
      dovecot.deliver(
        withFiles([{ name: 'a.txt', type: 'text/plain', bytes: Buffer.alloc((megabytes * 1_048_576 * 3) / 4, 'x') }], {
          subject,
        }),
      );
    await huge('30', 30);
    await huge('60', 60);
    await dovecot.deliver(letter({ subject: 'i vogël' }));
    await setUp();
    const worker = start('2026-03-02T09:00:10+01:00');
    await read(3);
    const found = await mails();
    expect(found.map((one) => [one.subject, one.flaw])).toEqual([
      ['30', null],
      ['60', 'too-large'],
      ['i vogël', null],
    ]);
    expect(found[0]?.size).toBeGreaterThan(30 * 1_048_576);
    expect(found[1]?.size).toBeLessThan(2_000);
    // What is not kept whole stays as it lies.
    expect((await dovecot.lying()).map((one) => [one.subject, one.seen])).toEqual([
      ['30', true],
      ['60', false],
      ['i vogël', true],
    ]);
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${worker.child.pid}/status`, 'utf8'))?.[1];
    // The test’s own compiler is part of it; twice the mail would not fit.
    expect(Number(peak) / 1024).toBeLessThan(450);
  }, 180_000);
});
