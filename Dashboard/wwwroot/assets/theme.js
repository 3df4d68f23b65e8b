// Before anything is drawn: the reader's choice of theme, else the system's. Kept in the browser alone.
window.anomalyTheme = (() => {
  const key = 'anomaly-theme';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try { return localStorage.getItem(key) ?? 'system'; } catch { return 'system'; }
  };
  const apply = () => {
    if (chosen() === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', chosen());
  };
  apply();
  return {
    choice: chosen,
    isDark: () => chosen() === 'dark' || (chosen() === 'system' && dark.matches),
    choose(theme) {
      try { localStorage.setItem(key, theme); } catch { /* private windows may refuse; the choice then lasts as long as the page */ }
      if (theme === 'system') document.documentElement.removeAttribute('data-theme');
      else document.documentElement.setAttribute('data-theme', theme);
    },
    watch(listener) {
      const tell = () => listener.invokeMethodAsync('SystemThemeChanged', dark.matches);
      dark.addEventListener('change', tell);
      return { stop() { dark.removeEventListener('change', tell); } };
    },
  };
})();
