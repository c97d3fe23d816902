import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from './clock';

/** Injection token of the {@link Clock}: `@Inject(CLOCK) private readonly clock: Clock`. */
export const CLOCK = Symbol('CLOCK');

/** Hands one clock to every feature of the process. */
@Module({})
export class ClockModule {
  static forRoot(clock: Clock): DynamicModule {
    return {
      module: ClockModule,
      global: true,
      providers: [{ provide: CLOCK, useValue: clock }],
      exports: [CLOCK],
    };
  }
}
