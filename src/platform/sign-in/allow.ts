import {
  applyDecorators,
  type ArgumentsHost,
  type CanActivate,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import type { PageRequest } from '../web/request';
import { typedTexts } from '../web/typed-texts';
import { deskPaths } from '../paths';
import { signInPath } from './local-path';
import { may } from './permissions';
import type { Action } from './permissions-table';

/** The metadata of a route: the actions of which one must be allowed. */
export const ALLOWED = 'qasja:allowed-actions';

/** What lets one only read. */
const READING: readonly Action[] = ['case.read', 'report', 'workload'];

class NotSignedIn extends UnauthorizedException {}
/** Signed in with a password alone, where the institution asks for more. */
class NotEnrolled extends UnauthorizedException {}

/** What is open before the second factor is there: to make one, and to leave. */
const OPEN_BEFORE = [deskPaths.secondFactor(), `${deskPaths.secondFactor()}/on`, deskPaths.signOut()];

@Injectable()
class AllowGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const actions = this.reflector.getAllAndOverride<Action[]>(ALLOWED, [context.getHandler(), context.getClass()]);
    const { official, method, path, params } = context.switchToHttp().getRequest<PageRequest>();
    if (!official) throw new NotSignedIn();
    if (official.mustEnrol && !OPEN_BEFORE.includes(path)) throw new NotEnrolled();
    // About one case the handler decides once it knows the case: a foreign one does not exist, whatever one wants with it.
    const aboutOne = Object.keys(params).length > 0;
    const asked = actions.map((action) => (aboutOne && action.startsWith('case.') ? 'case.read' : action));
    if (!asked.some((action) => may(official, action))) throw new ForbiddenException();
    // Reading is no way to write: whoever only reads sends no form but those of the own account.
    const reads = method === 'GET' || method === 'HEAD' || actions.some((action) => !READING.includes(action));
    if (official.role === 'auditor' && !reads) throw new ForbiddenException();
    return true;
  }
}

/** A page that was asked for comes back after the sign-in; a form that was sent leads back to the page it stood on. */
@Catch(NotSignedIn, NotEnrolled)
class ToSignIn implements ExceptionFilter {
  catch(error: NotSignedIn | NotEnrolled, host: ArgumentsHost): void {
    const req = host.switchToHttp().getRequest<PageRequest>();
    const res = host.switchToHttp().getResponse<Response>();
    const enrol = error instanceof NotEnrolled;
    const signIn = enrol
      ? deskPaths.secondFactor()
      : signInPath(req.method === 'GET' ? req.originalUrl : refererPath(req.get('referer')));
    const typed = typedTexts(req.body);
    if (typed.length === 0) return res.redirect(303, signIn);
    // The session ended while somebody wrote: the words are handed back, to be pasted after the sign-in.
    res.status(401).setHeader('Cache-Control', 'no-store');
    res.render('sign-in/signed-out.njk', { typed, signIn, enrol });
  }
}

function refererPath(referer: string | undefined): string {
  if (!referer || !URL.canParse(referer)) return '';
  const { pathname, search } = new URL(referer);
  return pathname + search;
}

/**
 * Opens a controller or handler to officials who may do one of these actions of the permissions table; the handler's own
 * list beats its controller's. Not signed in: 303 to the sign-in; not allowed: 403. An action about a case (`case.…`) is
 * asked again by the handler, about that case (`CaseWork.load`): 404 for what the official does not see, then 403. A test
 * walks all routes: every one under /desk names its action here.
 */
export const Allow = (action: Action, ...others: Action[]): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(ALLOWED, [action, ...others]), UseGuards(AllowGuard), UseFilters(ToSignIn));
