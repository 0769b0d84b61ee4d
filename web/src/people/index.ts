export { SignInPage } from './sign-in-page.tsx';
export { AccountPage } from './account-page.tsx';
