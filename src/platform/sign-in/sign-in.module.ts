import { Global, Module } from '@nestjs/common';
import { Account } from './account';
import { AccountController } from './account.controller';
import { ApiTokens } from './api-tokens';
import { FirstAdministrator } from './first-administrator';
import { Invitations } from './invitations';
import { LinkController } from './link.controller';
import { OwnSessions } from './own-sessions';
import { PasswordLinks } from './password-links';
import { SessionKeeper } from './session-keeper';
import { SessionsController } from './sessions.controller';
import { SignIn } from './sign-in';
import { SignInController } from './sign-in.controller';

const SERVICES = [
  Account,
  ApiTokens,
  FirstAdministrator,
  Invitations,
  OwnSessions,
  PasswordLinks,
  SessionKeeper,
  SignIn,
];

/** Who an official is, and what they may do. */
@Global()
@Module({
  controllers: [SignInController, LinkController, AccountController, SessionsController],
  providers: SERVICES,
  exports: SERVICES,
})
export class SignInModule {}
