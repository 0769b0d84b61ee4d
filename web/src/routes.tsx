import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { mayBeSignedIn, meQuery } from './kernel/session.ts';
import { Problem } from './kernel/problem.ts';
import { queries } from './kernel/queries.ts';
import { cleanRecordSearch } from './kernel/record-search.ts';
import { Frame } from './shell/frame.tsx';
import { Broken, Missing, Root } from './shell/root.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: Missing, errorComponent: Broken });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: (search): { back?: string } => {
    const back = search['back'];
    return typeof back === 'string' && /^\/(?![/\\])/.test(back) ? { back } : {};
  },
  component: lazyRouteComponent(() => import('./people/index.ts'), 'SignInPage'),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: '/kiem-tra',
  component: lazyRouteComponent(() => import('./verify/index.ts'), 'VerifyPage'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Frame,
  beforeLoad: async ({ location }) => {
    if (!mayBeSignedIn()) throw redirect({ to: '/dang-nhap', search: { back: location.href } });
    try {
      const me = await queries.ensureQueryData(meQuery);
      if (me.mustChangePassword) throw redirect({ to: '/dang-nhap' });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        throw redirect({ to: '/dang-nhap', search: { back: location.href } });
      }
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./home/index.ts'), 'HomePage'),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/cho-ky',
  component: lazyRouteComponent(() => import('./approvals/index.ts'), 'InboxPage'),
});

const records = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so',
  validateSearch: cleanRecordSearch,
  component: lazyRouteComponent(() => import('./records/pages.ts'), 'RecordsPage'),
});

const record = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$id',
  component: lazyRouteComponent(() => import('./records/pages.ts'), 'RecordPage'),
});

const upload = createRoute({
  getParentRoute: () => inside,
  path: '/nop',
  component: lazyRouteComponent(() => import('./filing/index.ts'), 'UploadPage'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/tai-khoan',
  component: lazyRouteComponent(() => import('./people/index.ts'), 'AccountPage'),
});

const notices = createRoute({
  getParentRoute: () => inside,
  path: '/thong-bao',
  component: lazyRouteComponent(() => import('./notifications/index.ts'), 'NoticesPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    verify,
    inside.addChildren([home, inbox, records, record, upload, account, notices]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
