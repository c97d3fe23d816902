import { Global, Module } from '@nestjs/common';
import { Account } from './account';
import { AccountController } from './account.controller';
import { ApiTokens } from './api-tokens';
import { CodeController } from './code.controller';
import { FirstAdministrator } from './first-administrator';
import { Invitations } from './invitations';
import { LinkController } from './link.controller';
import { OwnSessions } from './own-sessions';
import { PasswordLinks } from './password-links';
import { SessionKeeper } from './session-keeper';
import { Provider } from './provider';
import { ProviderController } from './provider.controller';
import { ProviderSignIn } from './provider-sign-in';
import { SecondFactor } from './second-factor';
import { SecondFactorController } from './second-factor.controller';
import { SessionsController } from './sessions.controller';
import { SignIn } from './sign-in';
import { SignInStep } from './sign-in-step';
import { SignInController } from './sign-in.controller';

const SERVICES = [
  Account,
  ApiTokens,
  FirstAdministrator,
  Invitations,
  OwnSessions,
  PasswordLinks,
  Provider,
  ProviderSignIn,
  SecondFactor,
  SessionKeeper,
  SignIn,
  SignInStep,
];

/** Who an official is, and what they may do. */
@Global()
@Module({
  controllers: [
    SignInController,
    LinkController,
    CodeController,
    ProviderController,
    AccountController,
    SecondFactorController,
    SessionsController,
  ],
  providers: SERVICES,
  exports: SERVICES,
})
export class SignInModule {}
