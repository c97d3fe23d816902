import { Inject, Injectable } from '@nestjs/common';
import { Administration, EventLog, type Look, Papers, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import type { KeptFile } from '../../platform/files';
import type { SignedIn } from '../../platform/web/request';
import { type LookForm, lookFormOf, lookOf } from './look-form';
import { refuseMeanwhile } from '../../platform/web/meanwhile';

/** Changes how an institution looks; event `institution.look-changed`. */
@Injectable()
export class LookService {
  constructor(
    private readonly transactions: Transactions,
    private readonly administration: Administration,
    private readonly papers: Papers,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * `picture`: a new coat of arms, whose bytes are kept already. Throws `ChangedMeanwhile` when somebody else changed the
   * look since the form showed what `seen` says.
   */
  async change(by: SignedIn, form: LookForm, picture: KeptFile | null, seen: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      const known = await this.administration.lockInstitution(tx, by.institutionId);
      refuseMeanwhile(seen, lookFormOf(known), form);
      const before = known.settings.look ?? {};
      const kept = picture && { sha256: picture.sha256, mediaType: picture.mediaType, size: picture.size };
      const look = lookOf(form, kept ?? (form.noCrest ? null : before.crest));
      const changed = differences(before, look);
      if (Object.keys(changed).length === 0) return;
      if (picture) {
        const row = { institutionId: known.id, caseId: null, submissionId: null, role: 'crest' as const };
        await this.papers.addFiles(tx, [{ ...picture, ...row, released: false, createdAt: now }]);
      }
      await this.administration.changeInstitution(tx, known.id, { settings: { ...known.settings, look } });
      const event = { type: 'institution.look-changed', occurredOn: this.clock.today(), changed };
      await this.log.append(tx, known.id, now, [{ caseId: null, actor: { kind: 'official', id: by.id }, event }]);
    });
  }
}

/** Part by part what was and what is. */
function differences(before: Look, after: Look): Record<string, unknown> {
  const parts = ['colour', 'office', 'crest'] as const;
  const of = (look: Look, part: (typeof parts)[number]): string => JSON.stringify(look[part] ?? null);
  return Object.fromEntries(
    parts
      .filter((part) => of(before, part) !== of(after, part))
      .map((part) => [part, [before[part] ?? null, after[part] ?? null]]),
  );
}
