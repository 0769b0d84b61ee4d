export { fileNames, type SampleDocument, sampleDocuments, type SampleDocumentType } from './catalogue.ts';
export { type ClassGradebookInput, makeClassGradebook } from './class-gradebook.ts';
export { type DocumentInput } from './directory.ts';
export { type HomeroomBookInput, makeHomeroomBook } from './homeroom-book.ts';
export { type LessonPlanInput, makeLessonPlan } from './lesson-plan.ts';
export { makeSealPng, SEAL_PIXELS } from './raster/seal.ts';
export { makeSignaturePng } from './raster/signature.ts';
export { makeScannedDocument, type ScannedInput } from './scanned-document.ts';
export { makeSchoolPlan } from './school-plan.ts';
export { makeStudentRegister } from './student-register.ts';
export {
  type DepartmentPlanInput,
  makeDepartmentPlan,
  makeTeacherPlan,
  type TeacherPlanInput,
} from './teaching-plans.ts';
export { makeTranscript, type TranscriptInput } from './transcript.ts';
