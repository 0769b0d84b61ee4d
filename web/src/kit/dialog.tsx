import { X } from 'lucide-react';
import { type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../kernel/i18n.ts';
import { IconButton } from './button.tsx';

const texts = { close: { vi: 'Đóng', en: 'Close' } } as const;

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Something is under way that must not be left by a slip: Escape and a press outside do nothing. */
  readonly held?: boolean;
  /** The buttons, at the bottom: the primary last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A dialog whose title is the act; on a phone a sheet from below. */
export function Dialog({ title, isOpen, onClose, held = false, actions, children }: DialogProps) {
  const t = useTexts(texts);
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={!held}
      isKeyboardDismissDisabled={held}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-50 flex items-end justify-center bg-spine/50 desk:items-center desk:p-8"
    >
      <Modal className="animate-rise flex max-h-[92dvh] w-full flex-col rounded-t-dialog bg-surface shadow-float desk:max-w-[600px] desk:rounded-dialog">
        <AriaDialog className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start gap-3 px-5 pt-5 desk:px-7 desk:pt-6">
            <Heading slot="title" className="grow text-work font-semibold">
              {title}
            </Heading>
            {!held && (
              <IconButton label={t.close} onPress={onClose}>
                <X size={20} aria-hidden />
              </IconButton>
            )}
          </header>
          <div className="min-h-0 grow overflow-y-auto px-5 pt-2 pb-5 desk:px-7">{children}</div>
          {actions !== undefined && (
            <footer className="flex flex-col-reverse gap-3 border-t border-line px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] desk:flex-row desk:justify-end desk:px-7">
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
