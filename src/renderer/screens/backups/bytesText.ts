/** 11,8 Go; 640 Mo. */
export function bytesText(bytes: number): string {
  const isLarge = bytes >= 1_000_000_000;
  const value = bytes / (isLarge ? 1_000_000_000 : 1_000_000);
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: isLarge ? 1 : 0 })}\u00a0${isLarge ? 'Go' : 'Mo'}`;
}
