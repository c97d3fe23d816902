export { checkUpload, type UploadVerdict } from './check-upload';
export { FileKeeper, FilesRefused, type KeptFile, type RefusedFile } from './file-keeper';
export { FilesModule } from './files.module';
export { ACCEPTED_ENDINGS } from './kinds';
export { safeName, shownName } from './names';
export { sendBytes, sendFile } from './send-file';
export { chosenFiles, hadFiles, type UploadFault, uploadFaults } from './uploads';
