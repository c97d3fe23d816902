import { Module } from '@nestjs/common';
import { DecisionController } from './decision.controller';
import { AnsweredTogether } from './answered-together';
import { DecisionMaker } from './decision-maker';

@Module({ controllers: [DecisionController], providers: [AnsweredTogether, DecisionMaker] })
export class DecisionsModule {}
