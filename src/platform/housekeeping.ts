import { Global, Injectable, Logger, Module } from '@nestjs/common';

/** Small duties that every sweep of the worker does besides its alarms: whoever has one adds it at the start. */
@Injectable()
export class Housekeeping {
  private readonly log = new Logger('housekeeping');
  private readonly duties: { name: string; run: () => Promise<void> }[] = [];

  add(name: string, run: () => Promise<void>): void {
    this.duties.push({ name, run });
  }

  /** One after the other; a duty that fails is logged and keeps no other from its turn. */
  async runAll(): Promise<void> {
    for (const { name, run } of this.duties) {
      try {
        await run();
      } catch (error) {
        this.log.error(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  }
}

@Global()
@Module({ providers: [Housekeeping], exports: [Housekeeping] })
export class HousekeepingModule {}
