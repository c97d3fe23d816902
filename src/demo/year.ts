import { randomUUID } from 'node:crypto';
import type { Clock } from '../platform/clock';
import type { FileKeeper, KeptFile } from '../platform/files';
import { addDays, localDateOf } from '../core/law';
import { instantOf, type IntakeService, readSubmission } from '../platform/intake';
import type { Official } from '../records';
import type { Town } from './municipality';
import { keepPapers, type Paper } from './papers';
import { storiesUntil } from './stories';
import { hasEmail, type Step, type Story } from './story';

/** A clock whose hands the demonstration moves, through twelve months in some seconds. */
export interface MovedClock extends Clock {
  set(at: Date): void;
}

/** What the features do, as the application does it; `src/demo.ts` puts them in. */
export interface Services {
  clock: MovedClock;
  intake: IntakeService;
  keeper: FileKeeper;
  /** Fills in a form of the case page and sends it. Throws when it is refused: the demonstration then has a fault. */
  move(by: Official, caseId: string, step: Pick<Step, 'move' | 'fields'>, files: readonly KeptFile[]): Promise<void>;
  /** The nightly sweep, and every alarm that it plans. */
  sweep(): Promise<void>;
  /** What came by e-mail. */
  mails(town: Town, paper: Papers): Promise<void>;
  /** Hands on the mail that waits; without `deliver` it is only noted as sent. */
  post(deliver: boolean): Promise<void>;
}

/** Two cases whose tracking page is worth a look. */
export interface Told {
  reference: string;
  accessCode: string;
}

const A_YEAR = 365;
/** Mail of the last days lies there as it went out; older mail is noted as sent. */
const DELIVERED_DAYS = 3;

type Action = { at: Date; does: () => Promise<void> };

/** Lives through the last twelve months of the municipality, up to `now`. The same every time, relative to that day. */
export async function liveThrough(town: Town, now: Date, services: Services): Promise<Map<Story, Told>> {
  const today = localDateOf(now);
  const stories = storiesUntil(now);
  const begun = addDays(today, -A_YEAR - 7);
  const paper = await keepPapers(services.keeper, instantOf(begun, '08:00'));
  const registered = new Map<Story, Told & { caseId: string }>();

  const actions: Action[] = stories.flatMap((story) => [
    { at: story.filedAt, does: async () => void registered.set(story, await file(story, town, services, paper)) },
    ...story.steps.map((step) => ({
      at: step.at,
      does: () => perform(step, registered.get(story), town, services, paper),
    })),
  ]);
  for (let day = begun; day <= today; day = addDays(day, 1)) {
    actions.push({ at: instantOf(day, '00:05'), does: () => services.sweep() });
  }
  actions.sort((a, b) => a.at.getTime() - b.at.getTime());
  const deliverFrom = addDays(today, -DELIVERED_DAYS);
  for (const { at, does } of actions) {
    if (at > now) break;
    services.clock.set(at);
    await does();
    await services.post(localDateOf(at) >= deliverFrom);
  }
  services.clock.set(now);
  await services.mails(town, paper);
  return registered;
}

type Papers = (paper: Paper, name: string) => KeptFile;

async function file(story: Story, town: Town, services: Services, paper: Papers): Promise<Told & { caseId: string }> {
  const { topic, channel, applicant } = story;
  const byCitizen = channel === 'web' || channel === 'api';
  const now = services.clock.now();
  const typed = {
    submissionKey: randomUUID(),
    language: topic.language,
    subject: story.subject,
    text: story.text,
    name: applicant.name,
    applicantType: applicant.type,
    answerLanguage: topic.language,
    ...contactOf(story),
    ...(topic.kind === 'access-request' ? { documentType: topic.type } : {}),
    ...(story.wantedForm ? { wantedForm: story.wantedForm } : {}),
    ...(story.signatures ? { signatures: String(story.signatures) } : {}),
    ...(story.urgent ? { urgent: '1', urgentReason: story.urgent } : {}),
    ...(byCitizen ? {} : { channel, receivedOn: story.receivedOn }),
  };
  const { submission, problems } = readSubmission(typed, topic.kind, {
    by: byCitizen ? channel : 'counter',
    language: topic.language,
    institutions: [town.institution.code],
    now,
  });
  if (!submission) throw new Error(`Not accepted: ${problems.map((one) => `${one.field} ${one.code}`).join(', ')}`);
  const files = story.papers.map(([kind, name]) => paper(kind, name));
  const actor = byCitizen ? { kind: 'citizen' as const } : { kind: 'official' as const, id: town.officials.officer.id };
  const filed = await services.intake.file(submission, files, actor, now);
  if (filed.kept) throw new Error('Kept without a number.');
  const { caseId, reference, accessCode } = filed;
  return { caseId, reference, accessCode };
}

function contactOf(story: Story): Record<string, string> {
  const { email, address, phone } = story.applicant;
  if (hasEmail(story)) return { email };
  return story.channel === 'phone' || story.channel === 'oral' ? { phone } : { address };
}

async function perform(
  { by, move, fields, person, desks, papers = [] }: Step,
  told: { caseId: string } | undefined,
  { officials, directorates }: Town,
  services: Services,
  paper: Papers,
): Promise<void> {
  if (!told) throw new Error(`A case cannot be moved before it is registered: ${move}`);
  const files = papers.map(([kind, name]) => paper(kind, name));
  const whole = {
    ...fields,
    ...(person ? { assignee: officials[person].id } : {}),
    ...(desks ? { directorates: desks.map((desk) => directorates[desk].id) } : {}),
  };
  await services.move(officials[by], told.caseId, { move, fields: whole }, files);
}
