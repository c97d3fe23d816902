export { askDirectorates, type Asking, type AskingTools, taskFacts, taskMessages } from './ask-directorates';
export { awayInWords } from './away';
export { CaseWork, type Enter, type MoveContext, type Prepare, Together } from './case-work';
export { CaseworkModule } from './casework.module';
export { type ConsultationView, consultationViews } from './consultation-view';
export { letterMessages, MAIL_LIMIT } from './delivery';
export * from './due-badge';
export * from './form';
export { type CaseHead, type ComplaintHead, headOf, leftInWords } from './head';
export { historyFor } from './gathered';
export { Looks, sittingSince } from './looks';
export { namesApplicant } from './names-applicant';

export { type LinkLine, type Related, RelatedCases, type RelatedLine } from './related-cases';
export { type Names, namesFrom, outcomeInWords, type TimelineItem, timelineOf } from './timeline';
export { isOfTask, mayAnswerTask, mayReadTask, tasksOf } from './task-access';
export { type ChainLink, NO_CHAIN, type TransferChain, TransferChains } from './transfer-chain';
export { isToApplicant, veiled, withoutApplicant } from './veiled';
export { type OfferedFile, Uploads } from './uploads';
