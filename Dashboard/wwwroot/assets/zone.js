// Times of inputs of type datetime-local, which are in the reader's zone, from and to UTC.

export function toUtc(local) {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

export function toLocal(utc) {
  const time = new Date(utc);
  const two = number => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

export function name() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}
