import { Inject, Injectable, Logger } from '@nestjs/common';
import type * as OpenIdClient from 'openid-client';
import { type Config, CONFIG } from '../config';
import { deskPaths } from '../paths';

// An ES module that most processes never need.
const client = () => import('openid-client');

const SECONDS_TO_ANSWER = 10;

/** What a sign-in through the provider must come back with; it waits in an encrypted cookie of the browser. */
export interface ProviderStep {
  state: string;
  nonce: string;
  verifier: string;
}

/** What the provider says of a person. */
export interface ProviderPerson {
  issuer: string;
  subject: string;
  /** Null when the provider does not say that it has verified the address. */
  email: string | null;
  /** The provider asked for more than a password itself (`amr` with `mfa`, RFC 8176). */
  manyFactors: boolean;
}

/** denied: the person, or the provider, said no. failed: the answer is not the one that was asked for. */
export type ProviderProblem = 'denied' | 'failed' | 'unreachable';
export class ProviderRefused extends Error {
  constructor(readonly why: ProviderProblem) {
    super(why);
  }
}

/** The provider of OpenID Connect that the settings name: authorization code with PKCE, state and nonce. */
@Injectable()
export class Provider {
  private readonly log = new Logger('provider');
  private known: Promise<OpenIdClient.Configuration> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** What stands on the button; null where the settings name no provider. */
  get name(): string | null {
    return this.config.oidcIssuer ? this.config.oidcName : null;
  }

  get issuer(): string {
    return this.config.oidcIssuer;
  }

  /** Where the browser goes, and what it must come back with. Throws `ProviderRefused`. */
  async begin(lang: string): Promise<{ url: string; step: ProviderStep }> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } =
      await client();
    const configuration = await this.configuration();
    const step = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.here(deskPaths.providerCallback()),
      scope: 'openid email',
      code_challenge: await calculatePKCECodeChallenge(step.verifier),
      code_challenge_method: 'S256',
      state: step.state,
      nonce: step.nonce,
      ui_locales: lang,
    });
    return { url: url.href, step };
  }

  /** Who came back. `query`: of the address to which the provider sent them. Throws `ProviderRefused`. */
  async finish(query: string, step: ProviderStep): Promise<ProviderPerson> {
    const { authorizationCodeGrant, AuthorizationResponseError, fetchUserInfo } = await client();
    const configuration = await this.configuration();
    const back = new URL(this.here(deskPaths.providerCallback()) + query);
    try {
      const tokens = await authorizationCodeGrant(configuration, back, {
        expectedState: step.state,
        expectedNonce: step.nonce,
        pkceCodeVerifier: step.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new ProviderRefused('failed');
      // Many providers keep the address out of the ID token.
      const said =
        claims.email === undefined && configuration.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      const verified = said.email_verified === true && typeof said.email === 'string';
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: verified ? said.email : null,
        manyFactors: Array.isArray(claims.amr) && claims.amr.includes('mfa'),
      };
    } catch (error) {
      if (error instanceof AuthorizationResponseError) throw new ProviderRefused('denied');
      throw this.problem(error, 'failed');
    }
  }

  /** Where a person ends the sign-in at the provider, too; null where the provider has no such page. */
  async signOutAddress(): Promise<string | null> {
    try {
      const { buildEndSessionUrl } = await client();
      const configuration = await this.configuration();
      if (!configuration.serverMetadata().end_session_endpoint) return null;
      const post_logout_redirect_uri = this.here(deskPaths.signIn());
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri }).href;
    } catch {
      return null;
    }
  }

  private here(path: string): string {
    return this.config.publicUrl + path;
  }

  /** Asked once in the life of a process; a provider that did not answer is asked again the next time. */
  private configuration(): Promise<OpenIdClient.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = null;
      throw this.problem(error, 'unreachable');
    });
    return this.known;
  }

  private async discover(): Promise<OpenIdClient.Configuration> {
    const { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, discovery } = await client();
    const { oidcIssuer, oidcClientId, oidcClientSecret } = this.config;
    const issuer = new URL(oidcIssuer);
    // The settings allow plain HTTP for a provider on this machine only.
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
    const [basic, post] = [ClientSecretBasic(oidcClientSecret), ClientSecretPost(oidcClientSecret)];
    // A provider that does not say how it takes the secret takes it as OpenID Connect Discovery says: in the header.
    const shown: OpenIdClient.ClientAuth = (server, ...rest) =>
      (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(server, ...rest);
    return discovery(issuer, oidcClientId, undefined, shown, { execute, timeout: SECONDS_TO_ANSWER });
  }

  /** The log gets what the administrator needs, which is never a token, a code or a person. */
  private problem(error: unknown, why: ProviderProblem): ProviderRefused {
    if (error instanceof ProviderRefused) return error;
    const { message, code, cause } = error as { message?: string; code?: string; cause?: { code?: string } };
    this.log.warn([why, code, cause?.code, message].filter(Boolean).join(': '));
    return new ProviderRefused(cause?.code?.startsWith('E') ? 'unreachable' : why);
  }
}
