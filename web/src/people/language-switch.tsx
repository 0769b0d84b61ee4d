import { storeLanguage, useLanguage, useTexts } from '../kernel/i18n.ts';
import { texts } from './texts.ts';

/** To the other language; the page is loaded anew, so that everything on it is in one. */
export function LanguageSwitch() {
  const t = useTexts(texts);
  const language = useLanguage();
  return (
    <button
      type="button"
      lang={language === 'vi' ? 'en' : 'vi'}
      className="pressable min-h-11 rounded-button px-3 text-small font-medium text-spinetext hover:bg-white/10"
      onClick={() => {
        storeLanguage(language === 'vi' ? 'en' : 'vi');
        location.reload();
      }}
    >
      {t.language}
    </button>
  );
}
