import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How the server treats the next letters. */
export type SmtpMood =
  /** takes them */
  | 'accept'
  /** says "try again later" (451) */
  | 'refuse-for-now'
  /** says "never" (550) */
  | 'refuse-for-good'
  /** asks our sender to sign in first (530), before it hears of any letter */
  | 'refuse-sender'
  /** takes the letter and never answers */
  | 'hang';

/** A mail server that keeps what it is given. */
export interface TestSmtp {
  /** For SMTP_URL. */
  url: string;
  /** The letters taken so far, as a mail reader shows them, in the order of arrival. */
  mails: ParsedMail[];
  /** What each letter that was offered asked to be told of its delivery: its id, and of which fates. */
  notices: { id: string | null; of: readonly string[] }[];
  /** How many letters were offered, also those refused. */
  offered(): number;
  setMood(mood: SmtpMood): void;
  /** Done each time a letter was taken, before the sender hears of it. */
  whenTaken(work: () => Promise<void>): void;
  /** The letters to one address. */
  to(address: string): ParsedMail[];
  /** Resolves when at least so many letters have arrived. */
  arrived(count: number, withinMs?: number): Promise<ParsedMail[]>;
  stop(): Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function startTestSmtp(): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  const notices: TestSmtp['notices'] = [];
  let mood: SmtpMood = 'accept';
  let offered = 0;
  let taken = (): Promise<void> => Promise.resolve();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    hideDSN: false,
    closeTimeout: 200,
    onMailFrom(_address, _session, answer) {
      answer(mood === 'refuse-sender' ? refusal(530, 'Authentication required') : null);
    },
    onData(stream, session, answer) {
      offered += 1;
      const { dsn, rcptTo } = session.envelope;
      notices.push({ id: dsn?.envid ?? null, of: rcptTo[0]?.dsn?.notify ?? [] });
      const now = mood;
      simpleParser(stream).then(
        (mail) => {
          if (now === 'hang') return;
          if (now === 'refuse-for-now') return answer(refusal(451, 'Try again later'));
          if (now === 'refuse-for-good') return answer(refusal(550, 'No such mailbox'));
          mails.push(mail);
          taken().then(
            () => answer(),
            (error: Error) => answer(error),
          );
        },
        (error: Error) => answer(error),
      );
    },
  });
  // A client that gives up on a hanging letter breaks the connection, which is what the test wants.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    notices,
    offered: () => offered,
    setMood(next) {
      mood = next;
    },
    whenTaken(work) {
      taken = work;
    },
    to: (address) => mails.filter((mail) => recipients(mail).includes(address)),
    async arrived(count, withinMs = 10_000) {
      for (let waited = 0; mails.length < count; waited += 20) {
        if (waited > withinMs) throw new Error(`${mails.length} of ${count} letters arrived within ${withinMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return mails;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function recipients(mail: ParsedMail): string[] {
  const fields = [mail.to ?? []].flat();
  return fields.flatMap((field) => field.value.map((one) => one.address ?? ''));
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
