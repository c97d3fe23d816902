/**
 * A real provider of OpenID Connect (oidc-provider), in a process of its own. Prints its issuer, reads one line of JSON
 * (`{ here, accounts }`: the address of Qasja, and claims by login), prints "ready". Its login page asks for a login alone;
 * what it says of each person is in the accounts (`amr` goes into the ID token).
 */
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const server = createServer();
server.listen(0, '127.0.0.1', () => process.stdout.write(`${issuer()}\n`));
const issuer = () => `http://127.0.0.1:${server.address().port}`;

const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
const { here, accounts } = JSON.parse((await lines.next()).value);

const provider = new Provider(issuer(), {
  clients: [
    {
      client_id: 'qasja',
      client_secret: 'secret-of-the-test',
      redirect_uris: [`${here}/desk/sign-in/provider/callback`],
      post_logout_redirect_uris: [`${here}/desk/sign-in`],
    },
  ],
  cookies: { keys: ['of-the-test'] },
  claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
  findAccount: (_ctx, sub) => accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) },
  // Whoever signs in agrees.
  async loadExistingGrant(ctx) {
    const { session, client } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid email');
    await grant.save();
    return grant;
  },
});
const callback = provider.callback();

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

server.on('request', async (request, response) => {
  if (!request.url.startsWith('/login/')) return callback(request, response);
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const form = `<form method="post"><label>Login <input name="login"></label><button>Sign in</button></form>`;
    return response.end(`<!doctype html><html lang="en"><title>Login</title><body>${form}</body></html>`);
  }
  const login = (await bodyOf(request)).get('login') ?? '';
  const result = accounts[login]
    ? { login: { accountId: login, ...(accounts[login].amr ? { amr: accounts[login].amr } : {}) } }
    : { error: 'access_denied', error_description: 'nobody of this name' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
});
process.stdout.write('ready\n');
