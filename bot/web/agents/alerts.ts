/** Desktop notices of new cases, for who turned them on and looks at another window. They name nobody: screens are seen by others. */
export type NoticesState = NotificationPermission | 'none';

export function noticesState(): NoticesState {
  return 'Notification' in globalThis ? Notification.permission : 'none';
}

export function askForNotices(): Promise<NoticesState> {
  return Notification.requestPermission();
}

export function notice(text: string, onClick: () => void): void {
  if (noticesState() !== 'granted' || !document.hidden) return;
  try {
    const shown = new Notification(text, { tag: 'hilo-case', icon: '/favicon.svg' });
    shown.addEventListener('click', () => {
      focus();
      onClick();
      shown.close();
    });
  } catch {
    // Some telephones have notices for installed pages only; the title still tells.
  }
}
