import { randomUUID } from 'node:crypto';
import { Applicant, CaseRow, type RecordedEvent, Submission } from '../../src/records';
import { Client } from '../support/client';
import type { Town } from './town';
import { type CaseTruth, learn, standingFrom } from './truth';

const PATIENCE_MS = 20_000;

/**
 * What people do on the pages of the real web process, which may be killed under their hands. Whoever gets no answer tries
 * again; what was answered with "done" must have been done.
 */
export class WebWork {
  /** What the pages promised and did not keep. */
  readonly broken: string[] = [];
  private readonly keys: string[] = [];
  private officer: Client | null = null;
  private admin: Client | null = null;

  constructor(
    private readonly town: Town,
    private readonly urlOf: () => string,
  ) {}

  /** Files one request through the API; tried again under the same key until it is answered. */
  async file(citizen: string): Promise<void> {
    const key = randomUUID();
    this.keys.push(key);
    const body = {
      ...{ kind: 'access-request', subject: 'Kontratat e prokurimit', text: 'Ju lutem kontratat e vitit 2025.' },
      ...{ name: 'Agim Berisha', email: citizen, applicantType: 'individual', answerLanguage: 'sq' },
    };
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await fetch(`${this.urlOf()}/api/v1/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => null);
      if (answer && answer.status < 300) return;
      if (answer && answer.status < 500) throw new Error(`The API refused: ${answer.status} ${await answer.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Gives a case to somebody on the page of the case. */
  async assign(truth: CaseTruth, to: string): Promise<void> {
    const before = await this.assignments(truth);
    const address = `/desk/cases/${truth.id}/assign`;
    try {
      this.officer ??= await this.signedIn(this.town.seed.officials.zyrtar.email);
      const page = await this.officer.get(address);
      if (page.status !== 200) this.officer = null;
      const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
      const answer = await this.officer?.post(address, { version, assignee: to });
      if (answer?.status === 303 && (await this.assignments(truth)).length === before.length) {
        this.broken.push(`${truth.reference}: answered as assigned, and was not`);
      }
    } catch {
      // Killed under our hands: whether it was done is read from the log.
      this.officer = null;
    }
    const made = (await this.assignments(truth)).slice(before.length);
    for (const { event, recordedAt } of made) learn(truth, event, recordedAt.getTime());
  }

  /** Sends every message on its way again that was given up. Answers whether all of them could be asked for. */
  async retry(messageIds: readonly string[]): Promise<boolean> {
    try {
      this.admin ??= await this.signedIn(this.town.seed.officials.admin.email);
      for (const id of messageIds) {
        const page = await this.admin.get(`/desk/outbox/${id}`);
        // Their session has ended: a press on the button would only lead to the sign-in.
        if (page.status !== 200) throw new Error(`Not shown: ${page.status}`);
        const answer = await this.admin.post(`/desk/outbox/${id}/retry`);
        if (answer.status !== 303) throw new Error(`Not sent again: ${answer.status}`);
      }
      return true;
    } catch {
      this.admin = null;
      return false;
    }
  }

  /** Learns of the cases that were filed. */
  async learn(): Promise<void> {
    const { manager } = this.town.source;
    const rows = await manager.findBy(CaseRow, { channel: 'api' });
    for (const row of rows) {
      if (this.town.cases.has(row.id)) continue;
      const [first] = await this.town.log.ofCase(manager, row.id);
      this.town.cases.set(row.id, {
        ...{ id: row.id, reference: row.reference, kind: 'access-request', urgent: row.urgent },
        ...{ receivedOn: row.receivedOn, receivedAt: row.receivedAt.getTime(), registeredOn: row.registeredOn },
        citizen: (await manager.findOneByOrFail(Applicant, { caseId: row.id })).email,
        standings: [standingFrom(first?.recordedAt.getTime() ?? 0)],
        acknowledged: [],
      });
    }
  }

  /** Every key that was filed made one case, or none when it was never answered. */
  async doubled(): Promise<string[]> {
    const rows = await this.town.source.manager.find(Submission);
    const count = (key: string): number => rows.filter((row) => row.submissionKey === key).length;
    return this.keys.filter((key) => count(key) > 1).map((key) => `filed twice: ${key}`);
  }

  private async assignments(truth: CaseTruth): Promise<RecordedEvent[]> {
    const history = await this.town.log.ofCase(this.town.source.manager, truth.id);
    return history.filter(({ event }) => event.type === 'assigned');
  }

  private async signedIn(email: string): Promise<Client> {
    const client = new Client(this.urlOf());
    const answer = await client.signIn(email);
    if (answer.status !== 303) throw new Error(`Not signed in: ${answer.status}`);
    return client;
  }
}
