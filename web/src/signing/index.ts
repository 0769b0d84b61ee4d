export { ApproveDialog } from './approve-dialog.tsx';
export { SignDialog } from './sign-dialog.tsx';
