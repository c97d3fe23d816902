export type { ComposedLetter, Signatory } from './compose';
export { Crests } from './crests';
export { type LetterOrder, Letters, type PreparedLetter } from './letters';
export { LettersModule } from './letters.module';
export { type Receipt, receiptOf } from './receipt';
export { receiptFileName, receiptPdf, type ReceiptSheet } from './receipt-pdf';
export { followAddress, type Qr, qrOf, qrPath } from './qr';
