/** What goes wrong on the page where nobody looks: errors of scripts, and rejections that nobody takes. */

export interface ErrorWatch {
  /** Ends it. @returns the messages so far, in order */
  end(): string[];
}

/** Watches the page from now on. */
export function watchErrors(): ErrorWatch {
  const thrown: string[] = [];
  const watched = new AbortController();
  const { signal } = watched;
  window.addEventListener('error', ({ message }) => void thrown.push(message), { signal });
  window.addEventListener('unhandledrejection', ({ reason }) => void thrown.push(String(reason)), { signal });
  return {
    end() {
      watched.abort();
      return thrown;
    },
  };
}
