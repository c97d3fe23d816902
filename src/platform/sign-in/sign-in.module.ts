import { Global, Module } from '@nestjs/common';
import { Account } from './account';
import { AccountController } from './account.controller';
import { ApiTokens } from './api-tokens';
import { FirstAdministrator } from './first-administrator';
import { SessionKeeper } from './session-keeper';
import { SignIn } from './sign-in';
import { SignInController } from './sign-in.controller';

const SERVICES = [Account, ApiTokens, FirstAdministrator, SessionKeeper, SignIn];

/** Who an official is, and what they may do. */
@Global()
@Module({ controllers: [SignInController, AccountController], providers: SERVICES, exports: SERVICES })
export class SignInModule {}
