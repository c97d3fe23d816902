import { localDateOf } from '../core/law';
import { Inspection, Transactions } from '../records';
import { ApiTokens, NoSuchOfficial } from '../platform/sign-in';
import { type Command, needed, read, Refused } from './terminal';

const TEXT = { type: 'string' } as const;

/** Nobody active has this e-mail address: said in a sentence. */
const known = async <T>(work: Promise<T>, email: string): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof NoSuchOfficial) throw new Refused(`No active official has the e-mail address ${email}.`);
    throw error;
  });

export const tokenCreate: Command = {
  usage: 'token create --email ADDRESS --name TEXT',
  about: 'make a personal token for the API; it is shown once',
  async run(args, terminal) {
    const { values } = read(args, { email: TEXT, name: TEXT });
    const email = needed(values.email, 'email');
    const name = needed(values.name, 'name');
    const { get } = await terminal.open();
    const token = await known(get(ApiTokens).create(email, name), email);
    terminal.say(token);
    terminal.say('It can do what its official can do. It is not shown again.');
    return 0;
  },
};

export const tokenList: Command = {
  usage: 'token list [--email ADDRESS]',
  about: 'list personal tokens',
  async run(args, terminal) {
    const { values } = read(args, { email: TEXT });
    const { get } = await terminal.open();
    const all = await get(Inspection).tokens(get(Transactions).reader);
    const email = values.email?.trim().toLowerCase();
    const shown = all.filter(({ official }) => email === undefined || official.email === email);
    for (const { token, official } of shown) {
      const day = localDateOf(token.createdAt);
      const state = token.revokedAt
        ? `revoked ${localDateOf(token.revokedAt)}`
        : official.active
          ? 'in force'
          : 'official inactive';
      terminal.say([token.id, day, state, official.email, token.name].join('  '));
    }
    if (shown.length === 0) terminal.say('There is none.');
    return 0;
  },
};

export const tokenRevoke: Command = {
  usage: 'token revoke ID',
  about: 'revoke a personal token at once',
  async run(args, terminal) {
    const [id = ''] = read(args, {}, 1).words;
    const { get } = await terminal.open();
    const all = await get(Inspection).tokens(get(Transactions).reader);
    const found = all.find(({ token }) => token.id === id);
    if (!found) throw new Refused(`There is no token ${id}.`);
    if (found.token.revokedAt) throw new Refused('It was revoked before.');
    await known(get(ApiTokens).revoke(found.official.email, id), found.official.email);
    terminal.say('Revoked.');
    return 0;
  },
};
