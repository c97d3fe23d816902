import { Controller, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Official, People, Transactions } from '../../records';
import { deskPaths } from '../../platform/paths';
import { Allow, OwnSessions, ProviderSignIn, SecondFactor } from '../../platform/sign-in';
import type { PageRequest, SignedIn } from '../../platform/web/request';
import { PeopleService } from './people.service';

/** What an administrator does about somebody's sign-in: invite, end sessions, reset the second factor. */
@Controller(`${deskPaths.people()}/:id`)
@Allow('people')
export class PersonSignInController {
  constructor(
    private readonly service: PeopleService,
    private readonly sessions: OwnSessions,
    private readonly second: SecondFactor,
    private readonly provider: ProviderSignIn,
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {}

  @Post('invitation')
  async invite(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    const sent = await this.service.invite(req.official as SignedIn, id);
    back(res, id, sent ? 'invited' : '');
  }

  @Post('invitation/revoke')
  async revoke(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    await this.service.revokeInvitation(req.official as SignedIn, id);
    back(res, id, 'revoked');
  }

  @Post('sessions/end')
  async endSessions(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    await this.sessions.endAllOf(req.official as SignedIn, id);
    back(res, id, 'sessions');
  }

  @Post('second-factor/reset')
  async resetSecondFactor(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    const done = await this.second.reset(req.official as SignedIn, await this.find(req, id));
    back(res, id, done ? 'second-factor' : '');
  }

  @Post('provider/unlink')
  async unlink(@Req() req: PageRequest, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.find(req, id);
    const done = await this.provider.unlink(req.official as SignedIn, id);
    back(res, id, done ? 'unlinked' : '');
  }

  private async find(req: PageRequest, id: string): Promise<Official> {
    const official = await this.people.byId(this.transactions.reader, id);
    if (!official || official.institutionId !== req.official?.institutionId) throw new NotFoundException();
    return official;
  }
}

const back = (res: Response, id: string, done: string): void =>
  res.redirect(303, `${deskPaths.people()}/${id}${done && `?done=${done}`}`);
