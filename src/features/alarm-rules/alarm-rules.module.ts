import { Module } from '@nestjs/common';
import { AlarmRulesController } from './alarm-rules.controller';
import { ChangeRulesController } from './change-rules.controller';
import { RulesPreview } from './rules-preview';

/** The ladder of alarms of an institution: shown and changed by its administrator. */
@Module({ controllers: [AlarmRulesController, ChangeRulesController], providers: [RulesPreview] })
export class AlarmRulesModule {}
