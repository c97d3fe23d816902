/**
 * Every job of the house and what it carries. Jobs carry ids only: the handler reloads and looks again, because what was
 * true when the job was written may be true no longer.
 */
export interface Jobs {
  /** Looks for alarms that have fallen due, and puts away what is over. Repeats every QASJA_SWEEP_SECONDS. */
  sweep: Record<string, never>;
  /** Tells one person of one rung of one case. */
  alarm: { alarmId: string };
  /** Tells many alarms that one sweep has planned together: after days off there are thousands. */
  alarms: { alarmIds: string[] };
  /** Looks for messages whose time has come. Repeats every {@link RELAY_SECONDS}. */
  relay: Record<string, never>;
  /** Sends one message of the outbox. */
  mail: { messageId: string };
  /** Sends many messages that were written together. */
  mails: { messageIds: string[] };
  /** Makes the words of cases by which they are found, where they are not made with the case itself. */
  'index-cases': Record<string, never>;
  /** Reads the text of one file. */
  'read-file': { fileId: string };
  /** Delivers one message of the outbox to another system. */
  webhook: { messageId: string };
  /** Does an official's action on many cases, from where it stands. */
  bulk: { bulkId: string };
  /** Takes a register in, or tries it. */
  import: { actionId: string };
  /** Changes a calendar by which many open cases are counted anew. */
  calendar: { actionId: string };
  /** Changes settings of an institution by which many open cases are counted anew. */
  settings: { actionId: string };
  /** Writes a list of the queue into a file. */
  export: { actionId: string };
}

export type JobName = keyof Jobs;
export type Job = { [N in JobName]: { name: N; data: Jobs[N] } }[JobName];

/** All names, once each: the compiler refuses a list that leaves one out. */
export const JOB_NAMES = Object.keys({
  sweep: true,
  alarm: true,
  alarms: true,
  relay: true,
  mail: true,
  mails: true,
  'index-cases': true,
  'read-file': true,
  webhook: true,
  bulk: true,
  import: true,
  calendar: true,
  settings: true,
  export: true,
} satisfies Record<JobName, true>) as JobName[];

/**
 * Who goes first. What somebody waits for goes at once; then alarms, which come in thousands after days off; then what
 * they and the relay have to send. BullMQ takes jobs without a priority first, then the lowest number.
 */
export const PRIORITY = { now: 0, alarms: 10, patient: 20 } as const;
export type Priority = keyof typeof PRIORITY;

/** Up to so many alarms or messages have a job each; more of the same moment go in bundles of so many. */
const FEW = 20;
const BUNDLE = 50;

/** A job for each alarm. */
export const alarmsSingly = (alarmIds: readonly string[]): Job[] =>
  alarmIds.map((alarmId) => ({ name: 'alarm', data: { alarmId } }));

/** Jobs for alarms of one moment: many of them in bundles, so that thousands cost what hundreds would. */
export const alarmsTogether = (alarmIds: readonly string[]): Job[] =>
  alarmIds.length <= FEW
    ? alarmsSingly(alarmIds)
    : bundlesOf(alarmIds).map((ids) => ({ name: 'alarms', data: { alarmIds: ids } }));

/** The jobs that send messages of one channel, each alone. */
export const messagesSingly = (messageIds: readonly string[], channel: 'mail' | 'webhook'): Job[] =>
  messageIds.map((messageId) => ({ name: channel, data: { messageId } }));

/** The same for messages of one moment: many mails in bundles. */
export const messagesTogether = (messageIds: readonly string[], channel: 'mail' | 'webhook'): Job[] =>
  channel === 'mail' && messageIds.length > FEW
    ? bundlesOf(messageIds).map((ids) => ({ name: 'mails', data: { messageIds: ids } }))
    : messagesSingly(messageIds, channel);

/** In bundles, in their order. */
function bundlesOf(ids: readonly string[]): string[][] {
  const bundles: string[][] = [];
  for (let i = 0; i < ids.length; i += BUNDLE) bundles.push(ids.slice(i, i + BUNDLE));
  return bundles;
}

export const QUEUE_NAME = 'qasja';
export const RELAY_SECONDS = 15;

/**
 * The same alarm or message waits in the queue once. BullMQ refuses ids with a colon and ids that are numbers.
 * The repeating jobs have one id for the extra round at a start.
 */
export function jobId(job: Job): string {
  switch (job.name) {
    case 'alarm':
      return `alarm_${job.data.alarmId}`;
    case 'alarms':
      return `alarms_${job.data.alarmIds[0] ?? 'none'}_${job.data.alarmIds.length}`;
    case 'mails':
      return `mails_${job.data.messageIds[0] ?? 'none'}_${job.data.messageIds.length}`;
    case 'mail':
    case 'webhook':
      return `${job.name}_${job.data.messageId}`;
    case 'bulk':
      return `bulk_${job.data.bulkId}`;
    case 'import':
    case 'calendar':
    case 'settings':
    case 'export':
      return `${job.name}_${job.data.actionId}`;
    case 'read-file':
      return `file_${job.data.fileId}`;
    case 'sweep':
    case 'relay':
    case 'index-cases':
      return `${job.name}_now`;
  }
}
