import type { NewMessage, Official } from '../../records';

type Told = Pick<Official, 'institutionId' | 'email' | 'language'>;

/** What tells an official that something about their sign-in changed: whoever did not do it asks at once. */
function securityMail(official: Told, kind: string, facts: Record<string, unknown>): NewMessage {
  const { institutionId, email, language } = official;
  return { institutionId, caseId: null, kind, recipient: email, language, facts };
}

export const passwordChangedMail = (official: Told, at: Date): NewMessage =>
  securityMail(official, 'password-changed', { changedAt: at.toISOString() });

/** on, off: by the official. reset: by an administrator. recovery: a recovery code was used. guessed: too many wrong codes. */
export type SecondFactorNews = 'on' | 'off' | 'reset' | 'recovery' | 'guessed';

export const secondFactorMail = (official: Told, news: SecondFactorNews, at: Date, facts: object = {}): NewMessage =>
  securityMail(official, 'second-factor', { ...facts, news, changedAt: at.toISOString() });
