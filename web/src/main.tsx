import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { giveAriaTexts } from './kernel/aria-texts.ts';
import { LanguageContext, storedLanguage } from './kernel/i18n.ts';
import { queries } from './kernel/queries.ts';
import { followTheme } from './kernel/theme.ts';
import { router } from './routes.tsx';
import './styles.css';

const language = storedLanguage();
document.documentElement.lang = language;
followTheme();
giveAriaTexts(language);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element for the application');
createRoot(root).render(
  <StrictMode>
    <LanguageContext value={language}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageContext>
  </StrictMode>,
);
