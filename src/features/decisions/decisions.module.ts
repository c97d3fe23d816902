import { Module } from '@nestjs/common';
import { DecisionController } from './decision.controller';
import { DecisionMaker } from './decision-maker';

@Module({ controllers: [DecisionController], providers: [DecisionMaker] })
export class DecisionsModule {}
