import { type ErrorComponentProps, Outlet, useRouter } from '@tanstack/react-router';
import { RouterProvider } from 'react-aria-components';
import { useTexts } from '../kernel/i18n.ts';
import { ButtonLink, Failure } from '../kit/index.ts';
import { texts } from './texts.ts';

/** What every page stands in: React Aria's links go through the router, so that no page is loaded anew. */
export function Root() {
  const router = useRouter();
  return (
    <RouterProvider
      navigate={(href) => {
        void router.navigate({ href });
      }}
    >
      <Outlet />
    </RouterProvider>
  );
}

export function Missing() {
  const t = useTexts(texts);
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-5 px-4 py-16">
      <h1 className="text-page font-semibold">{t.missing}</h1>
      <p className="text-text2">{t.missingWhy}</p>
      <ButtonLink href="/" kind="primary">
        {t.home}
      </ButtonLink>
    </main>
  );
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const t = useTexts(texts);
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-5 px-4 py-16">
      <h1 className="text-page font-semibold">{t.broken}</h1>
      <Failure error={error} onRetry={reset} />
    </main>
  );
}
