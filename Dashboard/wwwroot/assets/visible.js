// Tells a page whether anybody can see it.
export function watch(listener) {
  const tell = () => listener.invokeMethodAsync('SetVisible', !document.hidden);
  document.addEventListener('visibilitychange', tell);
  if (document.hidden) tell();
  return { stop: () => document.removeEventListener('visibilitychange', tell) };
}
