import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ApiTokens } from '../../platform/sign-in';
import type { PageRequest, SignedIn } from '../../platform/web/request';
import { Problem } from './problem';

/** Lets in who brings the personal token of an active official: `Authorization: Bearer qsj_…`. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly tokens: ApiTokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest<PageRequest>();
    const token = /^Bearer\s+(\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
    const official = token ? await this.tokens.official(token) : null;
    if (!official) throw new Problem('token-needed');
    req.official = official;
    return true;
  }
}

/** The official whom the guard let in. */
export function officialOf(req: PageRequest): SignedIn {
  if (!req.official) throw new Problem('token-needed');
  return req.official;
}
